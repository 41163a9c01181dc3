import { inYear } from './dates.ts';
import { isNext, type Lexicon, runsOutOfTreaty } from './lexicon.ts';
import { type Hit, type SentenceReading, tokensOf } from './reading.ts';
import { tokenise } from './tokens.ts';

type Alternative = { keys: string[]; denies?: boolean } | { year: number } | { number: true };
type PatternTerm = { alternatives: Alternative[]; context: boolean; absent: boolean; afterPrevious: boolean };

/** A pattern of the rubric, ready to match (rubrics/README.md has the language). */
export type CompiledPattern = { source: string; local: PatternTerm[]; context: PatternTerm[]; absent: PatternTerm[]; denies: boolean };

/** Where a pattern was found: the clauses it spans, the tokens it used, and whether a negation that is not its own stands before them. */
export type PatternMatch = { clauses: [first: number, last: number]; hits: Hit[]; negated: boolean };

/** @throws Error when the pattern is empty or holds only context; rubric checks report it. */
export function compilePattern(source: string, lexicon: Lexicon): CompiledPattern {
  const terms: PatternTerm[] = [];
  let afterPrevious = false;
  for (const piece of source.trim().split(/\s+/u)) {
    if (piece === '>') {
      afterPrevious = true;
      continue;
    }
    const context = piece.startsWith('~');
    const absent = piece.startsWith('!');
    const alternatives = piece
      .replace(/^[~!]/u, '')
      .split('|')
      .filter(Boolean)
      .map((word) => alternativeOf(word, lexicon));
    if (alternatives.length) terms.push({ alternatives, context, absent, afterPrevious });
    afterPrevious = false;
  }
  const local = terms.filter((term) => !term.context && !term.absent);
  if (!local.length) throw new Error(`the pattern "${source}" has no word that must stand in the clause itself`);
  const denies = local.some((term) => term.alternatives.some(isDenial));
  return { source, local, context: terms.filter((term) => term.context), absent: terms.filter((term) => term.absent), denies };
}

const isDenial = (one: Alternative) => 'keys' in one && one.denies === true;

function alternativeOf(word: string, lexicon: Lexicon): Alternative {
  if (word === '#') return { number: true };
  if (/^1[89]\d\d$/u.test(word)) return { year: Number(word) };
  const term = Object.hasOwn(lexicon.terms, word) ? lexicon.terms[word] : undefined;
  if (term) return { keys: [`t:${word}`], denies: term.names.includes('not') };
  const keys = tokenise(word).map((token) => `w:${token.key}`);
  return { keys, denies: keys.some((key) => /^w:(?:not|never|no|without)$/u.test(key)) };
}

/**
 * Keys of which a sentence must hold one, or the pattern cannot match: those of its term that is met most rarely, where `frequency` says how
 * often a key is met. Null where a date or number would do.
 */
export function indexKeys(pattern: CompiledPattern, frequency: (key: string) => number): string[] | null {
  const lists = pattern.local.flatMap((term) => {
    const keys = term.alternatives.map((one) => ('keys' in one ? (one.keys[0] ?? null) : null));
    return keys.includes(null) ? [] : [keys as string[]];
  });
  const cost = (keys: string[]) => keys.reduce((sum, key) => sum + frequency(key), 0);
  return lists.sort((a, b) => cost(a) - cost(b))[0] ?? null;
}

/** Finds a pattern in one clause, or in two neighbouring clauses of the sentence. A match without a stray negation is preferred. */
export function matchPattern(pattern: CompiledPattern, reading: SentenceReading): PatternMatch | null {
  if (!pattern.local.every((term) => isThere(term, reading)) || !pattern.context.every((term) => inContext(term, reading))) return null;
  const places = pattern.local.map((term) => placesOf(term, reading));
  if (places.some((list) => !list.length)) return null;
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

const inContext = (term: PatternTerm, reading: SentenceReading) =>
  [reading, ...reading.before].some((one) => isThere(term, one) && placesOf(term, one).length > 0);

/** A quick look: false where the term cannot be in the sentence. Most patterns end here. */
const isThere = (term: PatternTerm, reading: SentenceReading) =>
  term.alternatives.some((one) =>
    'keys' in one ? reading.hits.has(one.keys[0] ?? '') : 'year' in one ? reading.dates.length > 0 : reading.numbers.length > 0,
  );

function placesOf(term: PatternTerm, reading: SentenceReading): Hit[] {
  return term.alternatives.flatMap((one) => {
    if ('number' in one) return reading.numbers.flatMap((number) => hitsOn(number, reading));
    if ('year' in one) return reading.dates.filter((date) => inYear(date.named, one.year)).flatMap((date) => hitsOn(date, reading));
    const [key = '', ...rest] = one.keys;
    const hits = reading.hits.get(key) ?? [];
    if (!rest.length) return hits;
    return hits
      .map(({ first }) => ({ first, last: first + rest.length }))
      .filter(({ first }) =>
        rest.every((next, i) => `w:${reading.tokens[first + 1 + i]?.key}` === next && isNext(reading.tokens, first + 1 + i)),
      )
      .filter((phrase) => !runsOutOfTreaty(phrase, reading.mentions));
  });
}

function hitsOn(span: { start: number; end: number }, reading: SentenceReading): Hit[] {
  const [first, last] = tokensOf(span, reading);
  return first >= 0 && last >= first ? [{ first, last }] : [];
}
