import { createHash } from 'node:crypto';
import type { Assessment, Mark } from '../domain/assessment.ts';
import type { Incoming } from '../domain/batch.ts';
import { type ClassReport, classReport } from '../domain/class-report.ts';
import { type Need, needOf } from '../domain/need.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Digest, digestOf, type Script } from '../domain/script.ts';
import { fileNames } from '../exports/file-names.ts';

export type Accepted = Extract<Incoming, { outcome: 'accepted' }>;
/** The little that is remembered of every marked essay, so that a large class does not fill the memory. */
export type Result = Pick<Assessment, 'status' | 'reason'> & {
  mark: Pick<Mark, 'awarded' | 'outOf' | 'level'> | null;
  need: Need;
  digest: Digest;
  /** It was marked before and is unchanged. */
  kept: boolean;
};
/**
 * One essay of the class. `file`: the name of its JSON, without a folder. `result` is null while it is not marked, `why` says why it never
 * was. `assessment` is there only where a file of the whole class is to be made of it.
 */
export type Entry = {
  essay: Accepted;
  submissionId: string;
  file: string;
  result: Result | null;
  why: string | null;
  assessment: Assessment | null;
};

const submissionIdOf = (text: string): string => `sub_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;

/** An entry for every essay that can be marked, each with a file name that every system takes. */
export function entriesOf(items: Incoming[]): Entry[] {
  const accepted = items.filter((item) => item.outcome === 'accepted');
  const names = fileNames(
    accepted.map(({ identifier }) => identifier),
    '.json',
  );
  return accepted.map((essay, i) => ({
    ...{ essay, submissionId: submissionIdOf(essay.text), file: names[i] ?? '' },
    ...{ result: null, why: null, assessment: null },
  }));
}

/** Notes what was made of an entry's essay. `whole`: its assessment will be needed again. */
export function record(
  entry: Entry,
  assessment: Assessment,
  { rubric, kept, whole }: { rubric: Rubric; kept: boolean; whole: boolean },
): void {
  const { status, reason, mark } = assessment;
  entry.result = {
    status,
    reason,
    mark: mark && { awarded: mark.awarded, outOf: mark.outOf, level: mark.level },
    need: needOf(assessment, rubric),
    digest: digestOf(assessment),
    kept,
  };
  if (whole) entry.assessment = assessment;
}

export const isMarked = ({ result }: Entry): boolean => result?.status === 'marked';

/** What the class did, from the results alone. */
export const reportOf = (entries: Entry[], rubric: Rubric): ClassReport =>
  classReport(
    entries.map(({ essay: { identifier, name, group }, submissionId, result }) => ({
      ...{ submissionId, identifier, name, group, state: result?.status ?? 'waiting', digest: result?.digest ?? null },
      ...{ awarded: result?.mark?.awarded ?? null, level: result?.mark?.level ?? null, awardedByEngine: result?.mark?.awarded ?? null },
    })),
    rubric,
  );

/** The entries as the files of a class show them. No teacher has changed anything here. */
export const scriptsOf = (entries: Entry[]): Script[] =>
  entries.map(({ essay, submissionId, result, assessment }) => ({
    ...{ submissionId, identifier: essay.identifier, name: essay.name, group: essay.group, fileName: essay.fileName },
    ...{ state: result?.status ?? 'waiting', words: essay.words, text: essay.text, assessment },
    ...{ awardedByEngine: result?.mark?.awarded ?? null, overrides: [] },
  }));

/** Those who need a person most, the most needy first. */
export const neediest = (entries: Entry[]): Entry[] =>
  entries.filter(({ result }) => result && result.need.need > 0).sort((a, b) => (b.result?.need.need ?? 0) - (a.result?.need.need ?? 0));
