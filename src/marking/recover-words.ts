import type { Assessment } from '../domain/assessment.ts';
import { isAccurate } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import { shortened } from './feedback-words.ts';
import { type Marked, writeFeedback } from './write-feedback.ts';

/** What an engine added to the feedback of its own: where it pointed, by clause number, and its words; empty where there are none. */
export type Own = Required<{ [K in 'best' | 'rewrite']: number | null }> & { words: NonNullable<Marked['words']> };

/** Stands for an engine's words, to see where code would put them. */
const SLOT = '\u0001';
/** As much of a sentence as the strength quotes, in characters. */
const QUOTED = 240;

/**
 * An assessment does not keep what its engine pointed at, nor its words apart from those that code wrote around them. They are found again by
 * writing the feedback anew and looking where it comes out the same. `marked` is the assessment with its decision and nothing of the engine's own.
 */
export function recoverWords({ feedback }: Pick<Assessment, 'feedback'>, marked: Marked, essay: ReadEssay, rubric: Rubric): Own {
  const none = { summary: '', strength: '', advice: '' };
  const write = (own: Partial<Marked>) => writeFeedback({ ...marked, words: none, ...own }, essay, rubric);
  const plainly = write({});

  const slotted = write({ words: { ...none, summary: SLOT } }).summary;
  const summary = feedback.summary === plainly.summary ? '' : filling(slotted, feedback.summary);

  const [said = ''] = feedback.strengths;
  const sentences = essay.sentences.filter(({ start, end }) => said.startsWith(`“${shortened(essay.text.slice(start, end), QUOTED)}” `));
  const praised = sentences.find(({ n }) => marked.claims.some((claim) => claim.sentence === n && isAccurate(claim)));
  const best = praised?.clauses[0] ?? null;
  const strength =
    write({ best }).strengths[0] === said ? '' : filling(write({ best, words: { ...none, strength: SLOT } }).strengths[0] ?? '', said);

  const steps = JSON.stringify(feedback.nextSteps);
  const same = (own: Partial<Marked>) => JSON.stringify(write(own).nextSteps) === steps;
  for (const { start, end, clauses } of essay.sentences) {
    const step = feedback.nextSteps.findIndex(({ quote }) => quote === shortened(essay.text.slice(start, end)));
    if (step < 0) continue;
    const [rewrite] = clauses;
    const slot = write({ rewrite, words: { ...none, advice: SLOT } }).nextSteps[step]?.advice ?? '';
    const advice = filling(slot, feedback.nextSteps[step]?.advice ?? '');
    if (advice && !isWritten(advice, rubric) && same({ rewrite, words: { ...none, advice } }))
      return { best, rewrite, words: { summary, strength, advice } };
  }
  const quoted = marked.claims.filter(({ quote }) => feedback.nextSteps.some((step) => step.quote === shortened(quote)));
  const clauseAt = (at: number) => essay.clauses.find(({ start }) => start === at)?.n ?? null;
  const rewrite = [null, ...quoted.map(({ start }) => clauseAt(start))].find((clause) => same({ rewrite: clause })) ?? null;
  return { best, rewrite, words: { summary, strength, advice: '' } };
}

/** Whether advice was written beforehand, with the mark scheme, and not by an engine. */
const isWritten = (advice: string, { scheme }: Rubric): boolean =>
  Object.values(scheme.targets).some((target) => advice.startsWith(target.advice.split('{missing}')[0] ?? target.advice));

/** What stands in the slot of a text that was written by a pattern; nothing where the text is another. */
function filling(pattern: string, text: string): string {
  const [before, after] = pattern.split(SLOT);
  if (before === undefined || after === undefined || text.length < before.length + after.length) return '';
  return text.startsWith(before) && text.endsWith(after) ? text.slice(before.length, text.length - after.length) : '';
}
