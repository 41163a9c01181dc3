import { Problem, type VersionName } from '../domain/errors.ts';

/** The ETag of a version of a rubric as staff read it, quotes included. */
export const etagOf = ({ version, hash }: { version: number; hash: string }): string => `"${version}-${hash}"`;

/**
 * Holds an edit to the version it was made from. `ifMatch` is the header as it came; a weak tag counts as its strong one,
 * since packing an answer for the way (gzip) weakens the tag without changing the version.
 * @throws Problem `precondition-required` or, with the version that stands, `precondition-failed`
 */
export function demandMatch(ifMatch: string | undefined, current: { version: number; hash: string }): void {
  if (ifMatch === undefined)
    throw new Problem(
      'precondition-required',
      `Send If-Match with the ETag of the version that you changed; the newest is version ${current.version}.`,
    );
  if (ifMatch.trim() === '*') return;
  const tags = [...ifMatch.matchAll(/(?:W\/)?("[^"]*")/gu)].map(([, tag]) => tag);
  if (!tags.includes(etagOf(current))) throw staleVersion(current);
}

export function staleVersion({ version, hash }: { version: number; hash: string }): Problem {
  const current: VersionName = { version, hash, etag: etagOf({ version, hash }) };
  return new Problem(
    'precondition-failed',
    `Someone has changed this rubric meanwhile: it stands at version ${version}. Read it again and make your change there.`,
    [],
    current,
  );
}
