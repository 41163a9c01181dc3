import type { ArgumentObservation } from '../../domain/argument.ts';
import { type ClaimObservation, isAccurate, Use } from '../../domain/claim.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import { entryOf, type Rubric } from '../../domain/rubric.ts';
import type { Beyond, Point } from '../../domain/rubric-parts.ts';
import { paragraphsShown, type References } from './prompts.ts';
import { type ArgumentReply, clausesIn, type LedgerReply } from './schemas.ts';

/**
 * The reply in the product's own terms. What names no known clause is no observation, and nor is what calls wrong without saying what is right.
 * A view that the student only reports is never wrong: it becomes an opinion.
 */
export function observationsOf({ claims, wrong }: LedgerReply, essay: ReadEssay, rubric: Rubric, { ids }: References): ClaimObservation[] {
  return claims.flatMap(({ at, why, v, p, s: side, u }): ClaimObservation[] => {
    const clauses = clausesIn(at);
    const [first, last] = clauses.map((n) => essay.clauses[n - 1]);
    if (!first || !last) return [];
    const reported = u === 'reported' && v === 'contradicted';
    const verdict = reported ? 'opinion' : v;
    const told = verdict === 'contradicted' ? wrong.find((one) => touches(clausesIn(one.at), clauses)) : undefined;
    if (verdict === 'contradicted' && !told?.correction.trim()) return [];
    const points = reported ? [] : [...new Set(p)].flatMap((ref) => ids.get(ref) ?? []);
    const entries = points.flatMap((id) => entryOf(rubric, id) ?? []);
    const use = Use.safeParse(u).data ?? 'stated';
    const views = verdict === 'opinion' || (entries.length > 0 && entries.every(({ kind }) => kind === 'interpretation'));
    return [
      {
        clauses,
        kind: views ? 'evaluation' : use === 'stated' ? 'fact' : 'cause',
        verdict,
        points,
        side,
        use,
        relevance: relevanceOf(u, entries),
        severity: told?.severity ?? null,
        // a date or a figure, in digits; a name alone is in nearly every claim
        exact: isAccurate({ verdict }) && /\d/u.test(essay.text.slice(first.start, last.end)),
        explanation: why,
        hint: told?.hint ?? null,
        correction: told?.correction ?? null,
        note: told ? null : (entries.map(({ note }) => note).find(Boolean) ?? null),
      },
    ];
  });
}

const touches = (a: [number, number], b: [number, number]) => a[0] <= b[1] && b[0] <= a[1];

function relevanceOf(use: LedgerReply['claims'][number]['u'], entries: (Point | Beyond)[]): ClaimObservation['relevance'] {
  if (use === 'off') return 'off';
  return use === 'background' || (entries.length > 0 && entries.every(({ relevance }) => relevance === 'background'))
    ? 'background'
    : 'question';
}

/** The same for the argument; null where the reply does not speak of every paragraph that was shown once. */
export function argumentOf({ summary, strength, advice, ...seen }: ArgumentReply, essay: ReadEssay): ArgumentObservation | null {
  const read = seen.paragraphs.map(({ n }) => n).sort((a, b) => a - b);
  if (String(read) !== String(paragraphsShown(essay))) return null;
  return { ...seen, words: { summary, strength, advice } };
}
