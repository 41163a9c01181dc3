import { type CompiledPattern, isDenial, type PatternTerm } from './compile-pattern.ts';
import { placesOf } from './places.ts';
import type { Hit, SentenceReading } from './reading.ts';

/** Where a pattern was found: the clauses it spans, the tokens it used, and whether a negation that is not its own stands before them. */
export type PatternMatch = { clauses: [first: number, last: number]; hits: Hit[]; negated: boolean };

/** Finds a pattern in one clause, or in two neighbouring clauses of the sentence. A match without a stray negation is preferred. */
export function matchPattern(pattern: CompiledPattern, reading: SentenceReading): PatternMatch | null {
  const places: Hit[][] = [];
  for (const term of pattern.local) {
    const found = placesOf(term, reading);
    if (!found.length) return null;
    places.push(found);
  }
  if (!pattern.context.every((term) => [reading, ...reading.before].some((one) => placesOf(term, one).length > 0))) return null;
  const [first, last] = reading.sentence.clauses;
  let denied: PatternMatch | null = null;
  for (const width of [1, 2])
    for (let clause = first; clause + width - 1 <= last; clause++) {
      const inside = (hit: Hit) => {
        const at = reading.clauseOf[hit.first] ?? 0;
        return at >= clause && at < clause + width;
      };
      if (pattern.absent.some((term) => placesOf(term, reading).some(inside))) continue;
      const chosen = choose(
        pattern.local,
        places.map((list) => list.filter(inside)),
        [],
      );
      if (!chosen || (pattern.denies && isFarDenial(pattern, chosen, reading))) continue;
      const used = chosen.map((hit) => reading.clauseOf[hit.first] ?? clause);
      const match: PatternMatch = {
        clauses: [Math.min(...used), Math.max(...used)],
        hits: chosen,
        negated: !pattern.denies && isDenied(chosen, reading),
      };
      if (!match.negated) return match;
      denied ??= match;
    }
  return denied;
}

/** One place for each term, none shared, in order where the pattern says so. */
function choose(terms: PatternTerm[], places: Hit[][], chosen: Hit[]): Hit[] | null {
  const term = terms[chosen.length];
  if (!term) return chosen;
  for (const hit of places[chosen.length] ?? []) {
    const previous = chosen.at(-1);
    if (term.afterPrevious && previous && hit.first <= previous.last) continue;
    if (chosen.some((other) => hit.first <= other.last && other.first <= hit.last)) continue;
    const rest = choose(terms, places, [...chosen, hit]);
    if (rest) return rest;
  }
  return null;
}

/** A negator up to four words before a matched word, in its clause, and not itself matched, denies it. */
function isDenied(chosen: Hit[], reading: SentenceReading): boolean {
  return reading.negators.some(
    (negator) =>
      !chosen.some((hit) => hit.first <= negator && negator <= hit.last) &&
      chosen.some((hit) => hit.first > negator && hit.first - negator <= 4 && reading.clauseOf[hit.first] === reading.clauseOf[negator]),
  );
}

/** How many words may stand between a denial that a pattern holds and the nearest of its other words. */
const DENIAL_REACH = 6;

/** The denial that the pattern asks for stands in another clause than its other words, or far from them, so that it denies something else. */
function isFarDenial({ local }: CompiledPattern, chosen: Hit[], reading: SentenceReading): boolean {
  if (chosen.length < 2) return false;
  return local.some((term, i) => {
    const hit = chosen[i];
    if (!hit || !term.alternatives.some(isDenial) || !reading.negators.includes(hit.first)) return false;
    return !chosen.some((other) => {
      if (other === hit || reading.clauseOf[other.first] !== reading.clauseOf[hit.first]) return false;
      return Math.max(other.first - hit.last, hit.first - other.last) <= DENIAL_REACH;
    });
  });
}
