import type { ParagraphFinding } from '../domain/argument.ts';
import type { ThemeCoverage } from '../domain/assessment.ts';
import type { CheckFigures } from '../domain/check.ts';
import type { Verdict } from '../domain/claim.ts';

/** How a verdict is shown: always by sign and label, with colour only on top. The sign is one column wide in a terminal. */
export const verdictWords: Record<Verdict, { sign: string; label: string; means: string }> = {
  supported: { sign: '✓', label: 'accurate', means: 'right, and on the revision cards' },
  partly: { sign: '≈', label: 'partly right', means: 'right as far as it goes, but loose or incomplete' },
  contradicted: { sign: '✗', label: 'not right', means: 'a fact here clashes with the record' },
  beyond: { sign: '+', label: 'beyond the cards', means: 'right, and more than the revision cards say' },
  opinion: { sign: '◇', label: 'a view', means: 'open to argument: it counts by the evidence around it' },
  unverified: { sign: '?', label: 'not checked', means: 'nothing in the rubric speaks of it; it is not called wrong' },
};

/** The order in which verdicts are listed and filtered. */
export const verdictOrder: Verdict[] = ['contradicted', 'partly', 'supported', 'beyond', 'opinion', 'unverified'];

export const coverageSigns: Record<ThemeCoverage['status'], string> = { absent: '○', mentioned: '◐', developed: '●' };

export const modeWords: Record<ParagraphFinding['mode'], string> = {
  narrates: 'tells what happened',
  asserts: 'asserts',
  explains: 'explains',
  weighs: 'weighs',
};

const PRACTICE_MARK =
  'A practice mark: worked out by a program from the claims it could check. It is not an examination result, and a teacher may well see more.';

const READ_MARK = 'A program marked this, and a teacher stands for the mark. It is not an examination result.';

/** What a mark is called: a mark only where a teacher stands for it (`read`) or a department's check holds for it. */
export const markLabel = (check: CheckFigures | null, read = false): string => (check || read ? 'mark' : 'practice mark');

/** What a mark is worth, to be shown beside it. The gap is rounded up, so that it never looks smaller than it is. */
export function caveatOf(check: CheckFigures | null, read = false): string {
  if (read) return READ_MARK;
  if (!check) return PRACTICE_MARK;
  const { panel, scripts, meanGap, tolerance } = check;
  const gap = Math.ceil(meanGap * 10 - 1e-9) / 10;
  return (
    `Checked by ${panel} on ${scripts} of its own scripts: the mean gap was ${gap} ${gap === 1 ? 'mark' : 'marks'}, ` +
    `within its tolerance of ${tolerance}. It is not an examination result.`
  );
}

/** A sentence without the ids of claims and paragraphs that an audit line carries. */
export const withoutReferences = (text: string): string => text.replaceAll(/ \((?:no claim|(?:clm|par)_[^)]*)\)/gu, '');

/** `1 essay`, `2 essays`. */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
