import type { Assessment, Feedback } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';

/** Most notes shown in the margin of an essay. */
export const MOST_NOTES = 6;

/** A numbered note beside a claim: `lead` is shown at once, `correction` only after its hint. Numbers follow the essay. */
export type MarginNote = { n: number; claim: Claim; lead: string; correction: string | null; worth: string | null };

/** A numbered note of a teacher's own, on any words of the essay. */
export type NumberedNote = NonNullable<Feedback['teacherNotes']>[number] & { n: number };

type Noted = Pick<Assessment, 'claims' | 'feedback'>;

export function marginNotes(noted: Noted): MarginNote[] {
  return inEssayOrder(noted).flatMap(({ claim }, i) => (claim ? [{ n: i + 1, ...noteOn(claim) }] : []));
}

/** Teachers' own notes share their numbers with the notes on claims. */
export function teacherNotes(noted: Noted): NumberedNote[] {
  return inEssayOrder(noted).flatMap(({ own }, i) => (own ? [{ n: i + 1, ...own }] : []));
}

function inEssayOrder({ claims, feedback }: Noted) {
  const wanted = new Set(feedback.notes.slice(0, MOST_NOTES));
  const onClaims = claims.filter(({ id }) => wanted.has(id)).map((claim) => ({ start: claim.start, claim, own: null }));
  const ofTeachers = (feedback.teacherNotes ?? []).map((own) => ({ start: own.start, claim: null, own }));
  return [...onClaims, ...ofTeachers].sort((a, b) => a.start - b.start);
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
