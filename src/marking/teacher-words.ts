import type { Feedback } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import { MOST_NOTES } from '../domain/margin-notes.ts';
import type { Change, Override } from '../domain/override.ts';
import type { Rubric } from '../domain/rubric.ts';
import { wrong } from './change-findings.ts';

type Edit = Extract<Change, { kind: 'feedback' }>;
const PARTS = ['summary', 'strengths', 'nextSteps', 'notes', 'teacherNotes'] as const;

/**
 * Puts the parts of the feedback that a teacher wrote in the place of those that code wrote; of each part the last that was written. A part
 * that was written while another level stood is stale. A part written before there was any level argues for none.
 */
export function teacherWords(
  written: { feedback: Feedback; claims: Claim[] },
  overrides: Override[],
  level: number | null,
  essay: ReadEssay,
): { feedback: Feedback; claims: Claim[]; stale: string[] } {
  const edits = overrides.flatMap(({ change, level: seen }) => (change?.kind === 'feedback' ? [{ change, seen }] : []));
  const last = Object.fromEntries(PARTS.map((part) => [part, edits.findLast(({ change }) => change[part] !== undefined)]));
  const { summary, strengths, nextSteps, teacherNotes } = Object.fromEntries(
    PARTS.map((part) => [part, last[part]?.change[part]]),
  ) as Partial<Edit>;
  const notes = last.notes?.change.notes;
  const stale = PARTS.filter((part) => last[part] && last[part].seen !== null && last[part].seen !== level);
  const feedback = {
    ...written.feedback,
    ...(summary && { summary }),
    ...(strengths && { strengths }),
    ...(nextSteps && { nextSteps }),
    ...(teacherNotes?.length && { teacherNotes: quoted(teacherNotes, essay) }),
  };
  if (!notes) return { feedback, claims: written.claims, stale };
  const noteOn = new Map(notes.map(({ claim, note }) => [claim, note]));
  const claims = written.claims.map((claim) => noted(claim, noteOn.get(claim.id)));
  const corrections = feedback.corrections.map((one) => ({ ...one, hint: noteOn.get(one.claim) ?? one.hint }));
  return { feedback: { ...feedback, corrections, notes: notes.map(({ claim }) => claim) }, claims, stale };
}

/** Notes in the order of the essay, each with the words that it is on. */
const quoted = (notes: NonNullable<Edit['teacherNotes']>, { text }: ReadEssay): Feedback['teacherNotes'] =>
  notes.toSorted((a, b) => a.start - b.start || a.end - b.end).map((note) => ({ ...note, quote: text.slice(note.start, note.end) }));

/** A note leads: on a mistake in the place of its hint, before the correction; elsewhere in the place of the explanation. */
function noted(claim: Claim, note: string | undefined): Claim {
  if (note === undefined) return claim;
  return claim.verdict === 'contradicted' ? { ...claim, hint: note } : { ...claim, explanation: note, note: null };
}

/** @throws Problem `invalid-field` when an edit speaks of what is not in this essay or this scheme */
export function demandWords(edit: Edit, claims: Claim[], essay: ReadEssay, { scheme }: Rubric): void {
  if (PARTS.every((part) => edit[part] === undefined)) throw wrong('change', `must give at least one of ${PARTS.join(', ')}`);
  for (const { target, quote, advice } of edit.nextSteps ?? []) {
    if (!Object.hasOwn(scheme.targets, target)) throw wrong('change.nextSteps', 'must have targets of the mark scheme');
    if (!essay.text.includes(quote.replace(/ …$/u, ''))) throw wrong('change.nextSteps', 'must quote words that stand in the essay');
    if (!advice.trim()) throw wrong('change.nextSteps', 'must have advice');
  }
  for (const { start, end } of edit.teacherNotes ?? [])
    if (end > essay.text.length || !isTrimmed(essay.text.slice(start, end)) || !isWhole(essay.text, start, end))
      throw wrong(
        'change.teacherNotes',
        'must be on words of the essay, from where the first begins (`start`) to where the last ends (`end`)',
      );
  const noted = (edit.notes ?? []).map(({ claim }) => claim);
  if (noted.length > MOST_NOTES) throw wrong('change.notes', `must be at most ${MOST_NOTES}, as many as the margin shows`);
  if (new Set(noted).size < noted.length) throw wrong('change.notes', 'must not have two on one claim');
  if (!noted.every((id) => claims.some((claim) => claim.id === id))) throw wrong('change.notes', 'must be on claims of this essay');
}

const isTrimmed = (words: string) => words !== '' && words === words.trim();

/** Whether a stretch cuts no character in two. */
const isWhole = (text: string, start: number, end: number) =>
  [start, end].every((at) => !/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) || at === 0);
