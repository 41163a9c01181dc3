import { type Claim, type ClaimObservation, isAccurate } from '../domain/claim.ts';
import { countWords, type ReadEssay } from '../domain/essay.ts';
import { cardsOf, entryOf, type Rubric } from '../domain/rubric.ts';

/** Longest claim, in UTF-16 code units. */
const LONGEST = 300;

/**
 * Turns an engine's observations into claims: quotes cut from the essay, ids in the order of the essay, cards from the rubric.
 * Observations that cannot stand (unknown clauses, two sentences at once, words already claimed) are left out: rule 3 holds by construction.
 */
export function writeLedger(essay: ReadEssay, rubric: Rubric, observations: ClaimObservation[]): Claim[] {
  const claims: Claim[] = [];
  const placed = observations
    .map((observation) => ({
      observation,
      first: essay.clauses[observation.clauses[0] - 1],
      last: essay.clauses[observation.clauses[1] - 1],
    }))
    .sort((a, b) => (a.first?.start ?? 0) - (b.first?.start ?? 0) || (a.last?.end ?? 0) - (b.last?.end ?? 0));
  const wordsOf = (n: number) => Math.max(1, countWords(essay.text.slice(essay.sentences[n - 1]?.start, essay.sentences[n - 1]?.end)));
  let taken = 0;
  for (const { observation, first, last } of placed) {
    if (!first || !last || first.n > last.n || first.sentence !== last.sentence || first.start < taken || last.end - first.start > LONGEST)
      continue;
    const quote = essay.text.slice(first.start, last.end);
    if (!/\p{L}{2,}\P{L}+\p{L}{2,}/u.test(quote)) continue;
    taken = last.end;
    claims.push(
      claimOf(observation, rubric, {
        id: `clm_${claims.length + 1}`,
        start: first.start,
        end: last.end,
        quote,
        sentence: first.sentence,
        sentenceWords: wordsOf(first.sentence),
      }),
    );
  }
  return claims;
}

function claimOf(
  observation: ClaimObservation,
  rubric: Rubric,
  place: Pick<Claim, 'id' | 'start' | 'end' | 'quote' | 'sentence' | 'sentenceWords'>,
): Claim {
  const { clauses: _, ...seen } = observation;
  const points = seen.points.filter((id) => entryOf(rubric, id));
  return { ...place, ...seen, ...restingOn({ ...seen, points }, rubric) };
}

/** What follows from a verdict and the points that a claim makes: its cards, themes and phases, and whether it has a severity. */
export function restingOn(
  seen: Pick<Claim, 'verdict' | 'points' | 'severity'>,
  rubric: Rubric,
): Pick<Claim, 'verdict' | 'points' | 'cards' | 'themes' | 'phases' | 'severity'> {
  const { points } = seen;
  const entries = points.flatMap((id) => entryOf(rubric, id) ?? []);
  const cards = cardsOf(rubric, points);
  // credit must rest on something: a point, or knowledge the rubric lists beyond the cards
  const verdict = seen.verdict === 'supported' && !cards.length ? (points.length ? 'beyond' : 'unverified') : seen.verdict;
  return {
    verdict,
    points,
    cards,
    themes: isAccurate({ verdict }) ? [...new Set(entries.map((entry) => entry.theme))] : [],
    phases: isAccurate({ verdict }) ? [...new Set(entries.map((entry) => entry.phase))] : [],
    severity: verdict === 'contradicted' ? (seen.severity ?? 'error') : null,
  };
}
