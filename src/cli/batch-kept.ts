import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Engine } from '../engines/engine.ts';
import { hashOf } from '../rubric-hash.ts';
import type { Entry } from './batch-class.ts';
import { oneLine } from './terminal-text.ts';

/** All that an assessment follows from: change any of it and it is another marking. `candidate` is the name that is hidden from a model. */
export type Making = {
  text: string;
  candidate: string | null;
  rubric: Pick<Rubric, 'hash'>;
  engine: Pick<Engine, 'id' | 'version' | 'model'>;
};

/**
 * What is in the place of an essay's JSON. `same`: this very marking, unchanged since. `other`: another marking of this command's, unchanged
 * since. `foreign`: something that somebody else wrote, or changed.
 */
export type Kept = { is: 'none' | 'other' | 'foreign' } | { is: 'same'; assessment: Assessment };

/** `madeFrom`: the digest of the making. `seal`: the digest of everything else in the file. */
const Sealed = z.looseObject({ madeFrom: z.string(), seal: z.string() });
const MOST_BYTES = 50 * 2 ** 20;

/** The digest of all that an assessment follows from. */
export const makingDigest = ({ text, candidate, rubric, engine: { id, version, model } }: Making): string =>
  hashOf({ text, candidate, rubric: rubric.hash, engine: { id, version, model } });

/**
 * Looks at what is at `file`. An assessment is the same only where the digest of text, name, rubric, engine, version and model is its own and
 * not a byte of what it says has changed; one that the model failed to make is not kept, so that it is tried again.
 */
export function keptAt(file: string, making: Making): Kept {
  const about = lstatSync(file, { throwIfNoEntry: false });
  if (!about) return { is: 'none' };
  const said = about.isFile() && about.size <= MOST_BYTES ? Sealed.safeParse(jsonAt(file)) : null;
  if (!said?.success) return { is: 'foreign' };
  const { seal, ...sealed } = said.data;
  if (hashOf(sealed) !== seal) return { is: 'foreign' };
  const read = Assessment.safeParse(sealed);
  const failed = read.data?.flags.some(({ kind }) => kind === 'engine-failed');
  return read.success && !failed && sealed.madeFrom === makingDigest(making) ? { is: 'same', assessment: read.data } : { is: 'other' };
}

function jsonAt(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes an assessment with its seal; the file is there whole or not at all, however the command ends. */
export function keepAt(file: string, making: Making, assessment: Assessment): void {
  const sealed = { ...assessment, madeFrom: makingDigest(making) };
  const part = join(dirname(file), `.${basename(file)}.part`);
  rmSync(part, { force: true });
  // never through a link that somebody laid there
  writeFileSync(part, `${JSON.stringify({ ...sealed, seal: hashOf(sealed) }, null, 2)}\n`, { flag: 'wx' });
  renameSync(part, file);
}

/** Takes over what was marked before. @throws Problem `conflict` where a file in the place of an essay's is not this command's own. */
export function takeKept(
  entries: Entry[],
  out: string,
  makingOf: (entry: Entry) => Making,
  take: (entry: Entry, assessment: Assessment) => void,
): void {
  const foreign: string[] = [];
  for (const entry of entries) {
    const kept = keptAt(join(out, entry.file), makingOf(entry));
    if (kept.is === 'same') take(entry, kept.assessment);
    if (kept.is === 'foreign') foreign.push(entry.file);
  }
  if (!foreign.length) return;
  const named = foreign.slice(0, 5).join(', ');
  throw new Problem(
    'conflict',
    `${oneLine(out)} holds files that this command did not write, or that were changed since: ${named}${foreign.length > 5 ? ` and ${foreign.length - 5} more` : ''}. Nothing was marked. Move them away, name another folder, or write over them with --again.`,
  );
}
