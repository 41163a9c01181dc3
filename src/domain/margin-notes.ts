import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';

/** Most notes shown in the margin of an essay. */
export const MOST_NOTES = 6;

/** A numbered note beside a claim: `lead` is shown at once, `correction` only after its hint. Numbers follow the essay. */
export type MarginNote = { n: number; claim: Claim; lead: string; correction: string | null; worth: string | null };

export function marginNotes({ claims, feedback }: Pick<Assessment, 'claims' | 'feedback'>): MarginNote[] {
  const wanted = new Set(feedback.notes.slice(0, MOST_NOTES));
  return claims.filter((claim) => wanted.has(claim.id)).map((claim, i) => ({ n: i + 1, ...noteOn(claim) }));
}

/** What is said about one claim: a mistake begins with its hint and keeps the correction back. */
export function noteOn(claim: Claim): Omit<MarginNote, 'n'> {
  const wrong = claim.verdict === 'contradicted';
  return {
    claim,
    lead: wrong ? sentence(claim.hint ?? 'check this statement') : claim.explanation,
    correction: wrong ? (claim.correction ?? claim.explanation) : null,
    worth: wrong ? null : worthKnowing(claim),
  };
}

const sentence = (text: string) => {
  const capital = (text[0] ?? '').toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(capital) ? capital : `${capital}.`;
};

/** What is worth knowing about a claim, without the label that some rubrics write before it. */
export const worthKnowing = ({ note }: Pick<Claim, 'note'>): string | null => note && sentence(note.replace(/^worth knowing:\s*/iu, ''));
