import type { ArgumentObservation } from '../../domain/argument.ts';
import type { ClaimObservation } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { References } from './prompts.ts';
import type { ArgumentReply, LedgerReply } from './schemas.ts';

/** The reply in the product's own terms. What names no known clause, or calls wrong without saying what is right, is no observation. */
export function observationsOf(reply: LedgerReply, essay: ReadEssay, rubric: Rubric, { ids }: References): ClaimObservation[] {
  return reply.claims.flatMap((claim) => {
    if (!essay.clauses[claim.from - 1] || !essay.clauses[claim.to - 1]) return [];
    const { from, to, reason, clash, points, verdict, ...seen } = claim;
    const known = points.flatMap((ref) => ids.get(ref) ?? []);
    const wrong = verdict === 'contradicted';
    if (wrong && !seen.correction?.trim()) return [];
    const note = wrong ? null : (known.map((id) => rubric.bank.points[id]?.note ?? rubric.bank.beyond[id]?.note).find(Boolean) ?? null);
    return [
      {
        ...seen,
        clauses: [from, to] as [number, number],
        verdict,
        points: known,
        explanation: wrong ? (clash ?? reason) : reason,
        correction: wrong ? seen.correction : null,
        hint: wrong ? seen.hint : null,
        note,
      },
    ];
  });
}

/** The same for the argument; null where the reply does not speak of every paragraph once. */
export function argumentOf({ summary, strength, advice, ...seen }: ArgumentReply, essay: ReadEssay): ArgumentObservation | null {
  const read = seen.paragraphs.map(({ n }) => n).sort((a, b) => a - b);
  if (String(read) !== String(essay.paragraphs.map(({ n }) => n))) return null;
  return { ...seen, words: { summary, strength, advice } };
}
