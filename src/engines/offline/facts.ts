import type { Clash, Detail } from './clashes.ts';
import type { CompiledPattern } from './compile-pattern.ts';
import { type DateMention, disjoint, type Interval } from './dates.ts';
import type { CompiledEvent, CompiledFact, Entry } from './knowledge.ts';
import { isNext } from './lexicon.ts';
import { inUnit } from './numbers.ts';
import type { PatternMatch } from './patterns.ts';
import { type Hit, type SentenceReading, tokensOf } from './reading.ts';

/** What a sentence says of a detail of the rubric: a clash, or the words of the essay that give it rightly. */
export type FactReading = { clash: Clash | null; right: Detail[]; clauses: [number, number] };
type Found = Map<CompiledPattern, PatternMatch>;
type Says = { says: string; hint?: string | undefined };

/**
 * Compares one detail of the rubric with what the sentence says of it.
 * Silent where the sentence does not speak of it, denies it, or gives no detail that can be compared.
 */
export function readFact(compiled: CompiledFact, entry: Entry, reading: SentenceReading, found: Found): FactReading | null {
  const { fact, interval } = compiled;
  const match = matchOf(compiled.of, found);
  if (interval && 'when' in fact)
    return (match && readDate(interval, fact, match, reading)) ?? readDateBeside(interval, fact, entry, reading, found);
  if ('number' in fact) {
    const stated = match ?? statedNumber(fact.number.unit, entry, found);
    return stated ? readNumber(fact, stated, reading) : null;
  }
  if (!match) return null;
  return 'who' in fact ? readName(fact, match, reading) : null;
}

/** A date right beside the name of an event ("at Waterloo in 1816") is that event's date. */
export function readEventDate({ term, interval, says }: CompiledEvent, reading: SentenceReading): FactReading | null {
  for (const { first, last } of reading.hits.get(`t:${term}`) ?? []) {
    // "After Waterloo in 1818 he retired": the date is of what follows
    if (/^(?:after|before|since|following|until|by)$/u.test(reading.tokens[first - 1]?.word ?? '')) continue;
    // "he broke the Munich Agreement in March 1939": so is the date of what was done to it
    if (reading.tokens.slice(Math.max(0, first - 2), first).some(({ word }) => UNDONE.test(word))) continue;
    const date = dateBeside({ first, last }, reading, true) ?? dateInCommas({ first, last }, reading);
    const clause = reading.clauseOf[first] ?? 0;
    if (date)
      return disjoint(date, interval)
        ? clash('date', [clause, clause], date, { says }, 'check this date')
        : { clash: null, right: [date], clauses: [clause, clause] };
  }
  return null;
}

/** What is done to a treaty or a settlement later than it was made. */
const UNDONE =
  /^(?:broke|broken|breaks|breaking|violated|tore|ignored|repudiated|renounced|renewed|extended|prolonged|ended|left|quit|overturned|undid)$/u;

const matchOf = (patterns: CompiledPattern[], found: Found) =>
  patterns.map((pattern) => found.get(pattern)).find((one) => one && !one.negated && !one.hits.some((hit) => hit.unsure));

function readDate(interval: Interval, fact: Says, match: PatternMatch, reading: SentenceReading): FactReading | null {
  const own = reading.dates.filter((date) => inClauses(date, match.clauses, reading));
  const dates = own.length ? own : openingDate(match, reading);
  if (!dates.length) return null;
  const right = dates.filter((date) => !disjoint(date, interval));
  if (right.length) return { clash: null, right: right.filter((date) => date.sure), clauses: match.clauses };
  if (!dates.every((date) => date.sure)) return null;
  return clash('date', match.clauses, nearest(dates, reading, match), fact, 'check this date');
}

/** "In 1939 they met and signed it": the sentence's one date, which opens it, where this clause only goes on with a verb. */
function openingDate({ clauses: [first] }: PatternMatch, reading: SentenceReading): DateMention[] {
  const [date, ...others] = reading.dates;
  const start = reading.clauseOf.indexOf(first);
  const goesOn =
    reading.tokens[start]?.word === 'and' &&
    /(?:ed|made|took|began|struck|put|gave|sent|won|lost|beat|fought)$/u.test(reading.tokens[start + 1]?.word ?? '');
  return date && !others.length && goesOn && reading.clauseOf[start - 1] === reading.sentence.clauses[0] && tokensOf(date, reading)[0] <= 1
    ? [date]
    : [];
}

/** Where the fact's own patterns are silent: a date that stands right behind what makes the point. */
function readDateBeside(interval: Interval, fact: Says, entry: Entry, reading: SentenceReading, found: Found): FactReading | null {
  const match = matchOf(entry.meets, found);
  // where a point has several dates, its patterns do not say which of them is meant
  if (!match || match.clauses[0] !== match.clauses[1] || entry.facts.filter((one) => one.interval).length > 1) return null;
  const right = reading.dates.filter((date) => inClauses(date, match.clauses, reading) && !disjoint(date, interval));
  if (right.length) return { clash: null, right, clauses: match.clauses };
  const date = dateBeside(
    { first: Math.min(...match.hits.map((hit) => hit.first)), last: Math.max(...match.hits.map((hit) => hit.last)) },
    reading,
    false,
  );
  return date && clash('date', match.clauses, date, fact, 'check this date');
}

/** Words that may stand between what happened and when: "the Congress of Vienna held in September 1814". */
const LEADS_TO_DATE =
  /^(?:in|on|of|the|at|was|were|held|signed|began|started|fought|took|place|conference|agreement|meeting|crisis|battle|back|during|that)$/u;

/** A sure date right behind the span with no stop between; with `before`, also one that opens the clause just before it. */
function dateBeside({ first, last }: Hit, reading: SentenceReading, before: boolean): DateMention | null {
  const clause = reading.clauseOf[first];
  for (const date of reading.dates) {
    const [from, to] = tokensOf(date, reading);
    if (!date.sure || !Number.isFinite(date.from + date.to) || from < 0 || reading.clauseOf[from] !== clause) continue;
    const after = reading.tokens.slice(last + 1, from);
    if (from > last && after.every(({ word }) => LEADS_TO_DATE.test(word)) && !stopBetween(last, from, reading)) return date;
    const opensClause = from === 0 || reading.clauseOf[from - 2] !== clause;
    const between = reading.tokens.slice(to + 1, first).map((token) => token.word);
    if (
      before &&
      to < first &&
      opensClause &&
      between.length <= 2 &&
      !between.some((word) => /^(?:after|before|since|following|when|later|earlier)$/u.test(word))
    )
      return date;
  }
  return null;
}

/** "At Munich, in September 1938, ...": the date between commas behind the name that opens the sentence. */
function dateInCommas({ first, last }: Hit, reading: SentenceReading): DateMention | null {
  if (first > 1 || (first === 1 && !/^(?:at|the)$/u.test(reading.tokens[0]?.word ?? ''))) return null;
  const date = reading.dates.find((one) => {
    const [from, to] = tokensOf(one, reading);
    const lead = reading.tokens[last + 1]?.word;
    const follows = from === last + 1 || (from === last + 2 && /^(?:in|on|of)$/u.test(lead ?? ''));
    return follows && stopBetween(last, last + 1, reading) && stopBetween(to, to + 1, reading);
  });
  return date?.sure && Number.isFinite(date.from + date.to) ? date : null;
}

function stopBetween(a: number, b: number, reading: SentenceReading): boolean {
  for (let i = a + 1; i <= b; i++) if (!isNext(reading.tokens, i)) return true;
  return false;
}

/** A point with one number of this unit also means it where one of its own patterns has a #. */
const statedNumber = (unit: string, { facts, meets }: Entry, found: Found) =>
  facts.filter(({ fact }) => 'number' in fact && fact.number.unit === unit).length === 1
    ? matchOf(
        meets.filter(({ source }) => /(?:^|\s)#/u.test(source)),
        found,
      )
    : undefined;

/** The number that the pattern's # stands for; without one, any number with this unit in its clauses may be meant. */
function readNumber(
  fact: Extract<CompiledFact['fact'], { number: unknown }>,
  match: PatternMatch,
  reading: SentenceReading,
): FactReading | null {
  const meant = reading.numbers.filter((number) => match.hits.some((hit) => hit.first === tokensOf(number, reading)[0]));
  const candidates = meant.length ? meant : reading.numbers.filter((number) => inClauses(number, match.clauses, reading));
  const comparable = candidates.flatMap((number) => {
    const range = inUnit(number, fact.number.unit);
    return range ? [{ number, fits: range.from <= fact.number.to * 1.1 && range.to >= fact.number.from * 0.9 }] : [];
  });
  const right = comparable.filter(({ fits }) => fits).map(({ number }) => number);
  if (right.length) return { clash: null, right, clauses: match.clauses };
  const [first] = comparable;
  return first ? clash('number', match.clauses, first.number, fact, 'check this number') : null;
}

function readName(
  fact: Extract<CompiledFact['fact'], { who: unknown }>,
  match: PatternMatch,
  reading: SentenceReading,
): FactReading | null {
  const inside = reading.mentions.filter((mention) => !mention.within && withinClauses(mention.first, match.clauses, reading));
  const right = inside.filter((mention) => fact.who.includes(mention.term)).map((mention) => wordsOf(mention, reading));
  if (right.length) return { clash: null, right, clauses: match.clauses };
  const used = (token: number) => match.hits.some((hit) => hit.first <= token && token <= hit.last);
  const others = inside.filter((mention) => mention.kind === fact.kind && !used(mention.first));
  const [other] = others;
  if (!other || others.length > 1) return null;
  return clash('name', match.clauses, wordsOf(other, reading), fact, 'check this name');
}

function wordsOf({ first, last }: Hit, reading: SentenceReading): Detail {
  const said = reading.tokens.slice(first, last + 1);
  const text = said.map(({ word }) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
  return { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0, text };
}

const clash = (kind: Clash['kind'], clauses: [number, number], detail: Detail, fact: Says, hint: string): FactReading => ({
  right: [],
  clauses,
  clash: {
    kind,
    clauses,
    detail,
    said: `The essay says ${detail.text.trim()}`,
    correction: `In fact ${fact.says.replace(/\.$/u, '')}.`,
    hint: fact.hint ?? hint,
  },
});

const withinClauses = (token: number, [first, last]: [number, number], reading: SentenceReading) => {
  const clause = reading.clauseOf[token] ?? 0;
  return clause >= first && clause <= last;
};
const inClauses = (span: { start: number }, clauses: [number, number], reading: SentenceReading) =>
  withinClauses(
    reading.tokens.findIndex((token) => token.end > span.start),
    clauses,
    reading,
  );

function nearest(dates: DateMention[], reading: SentenceReading, match: PatternMatch): DateMention {
  const centre = reading.tokens[match.hits[0]?.first ?? 0]?.start ?? 0;
  return dates.reduce((best, date) => (Math.abs(date.start - centre) < Math.abs(best.start - centre) ? date : best));
}
