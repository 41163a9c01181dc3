import type { Alternative, PatternTerm } from './compile-pattern.ts';
import { inYear } from './dates.ts';
import { isNext, runsOutOfTreaty } from './lexicon.ts';
import { type Hit, type SentenceReading, tokensOf } from './reading.ts';

/** Where a term of a pattern stands in a sentence. */
export const placesOf = ({ alternatives }: PatternTerm, reading: SentenceReading): Hit[] =>
  alternatives.flatMap((one) => find(one, reading));

function find(one: Alternative, reading: SentenceReading): Hit[] {
  if ('number' in one) return reading.numbers.flatMap((number) => hitsOn(number, reading));
  if ('year' in one) return reading.dates.filter((date) => inYear(date.named, one.year)).flatMap((date) => hitsOn(date, reading));
  const hits = reading.hits.get(one.keys[0] ?? '') ?? [];
  if (!hits.length || one.keys.length === 1) return hits;
  const rest = one.keys.slice(1);
  return hits
    .map(({ first }) => ({ first, last: first + rest.length }))
    .filter(({ first }) =>
      rest.every((next, i) => `w:${reading.tokens[first + 1 + i]?.key}` === next && isNext(reading.tokens, first + 1 + i)),
    )
    .filter((phrase) => !runsOutOfTreaty(phrase, reading.mentions));
}

function hitsOn(span: { start: number; end: number }, reading: SentenceReading): Hit[] {
  const [first, last] = tokensOf(span, reading);
  return first >= 0 && last >= first ? [{ first, last }] : [];
}
