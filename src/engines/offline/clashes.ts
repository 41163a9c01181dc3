import { type DateMention, disjoint } from './dates.ts';
import type { CompiledFact, Entry } from './knowledge.ts';
import { inUnit } from './numbers.ts';
import type { CompiledPattern, PatternMatch } from './patterns.ts';
import type { SentenceReading } from './reading.ts';

/** A clash of fact that can be named. `agrees` is true where the essay gives the detail and it is right. */
export type Clash = {
  kind: 'date' | 'number' | 'name' | 'statement';
  clauses: [number, number];
  said: string;
  correction: string;
  hint: string;
};
export type FactReading = { clash: Clash | null; agrees: boolean; clauses: [number, number] };

/**
 * Compares one detail of the rubric with what the sentence says of it.
 * Silent where the sentence does not speak of it, denies it, or gives no detail that can be compared.
 */
export function readFact(
  { fact, interval, of }: CompiledFact,
  reading: SentenceReading,
  found: Map<CompiledPattern, PatternMatch>,
): FactReading | null {
  const match = of.map((pattern) => found.get(pattern)).find((one) => one && !one.negated);
  if (!match) return null;
  const inClauses = (span: { start: number; end: number }) => {
    const clause = clauseAt(reading, span.start);
    return clause >= match.clauses[0] && clause <= match.clauses[1];
  };
  if (interval && 'when' in fact) {
    const dates = reading.dates.filter(inClauses);
    if (!dates.length) return null;
    if (dates.some((date) => !disjoint(date, interval)))
      return { clash: null, agrees: dates.some((date) => date.sure && !disjoint(date, interval)), clauses: match.clauses };
    const sure = dates.filter((date) => date.sure);
    if (sure.length !== dates.length || !sure[0]) return null;
    const date = nearest(sure, reading, match);
    return clash('date', match, `The essay says ${date.text.trim()}`, fact, 'check this date');
  }
  if ('number' in fact) {
    const comparable = reading.numbers.filter(inClauses).flatMap((number) => {
      const range = inUnit(number, fact.number.unit);
      return range ? [{ number, range }] : [];
    });
    if (!comparable.length) return null;
    const fits = comparable.some(({ range }) => range.from <= fact.number.to * 1.1 && range.to >= fact.number.from * 0.9);
    if (fits) return { clash: null, agrees: true, clauses: match.clauses };
    return clash('number', match, `The essay says ${comparable[0]?.number.text}`, fact, 'check this number');
  }
  if ('who' in fact) {
    const inside = reading.mentions.filter((mention) => !mention.within && within(reading, mention.first, match.clauses));
    if (inside.some((mention) => fact.who.includes(mention.term))) return { clash: null, agrees: true, clauses: match.clauses };
    const others = inside.filter(
      (mention) => mention.kind === fact.kind && !match.hits.some((hit) => hit.first <= mention.first && mention.first <= hit.last),
    );
    const other = others[0];
    if (!other || others.length > 1) return null;
    const said = reading.tokens.slice(other.first, other.last + 1);
    return clash('name', match, `The essay says ${essayWords(said)}`, fact, 'check this name');
  }
  return null;
}

/** The wrong statements that the rubric foresees and that this sentence makes. */
export function readMisconceptions(entry: Entry, found: Map<CompiledPattern, PatternMatch>): { clash: Clash; contestable: boolean }[] {
  return entry.misconceptions.flatMap(({ misconception, meets }) => {
    const match = meets.map((pattern) => found.get(pattern)).find((one) => one && !one.negated);
    if (!match) return [];
    return [
      {
        contestable: misconception.kind === 'contestable',
        clash: {
          kind: 'statement' as const,
          clauses: match.clauses,
          said: '',
          correction: misconception.correction,
          hint: misconception.hint ?? 'is this right?',
        },
      },
    ];
  });
}

function clash(
  kind: Clash['kind'],
  match: PatternMatch,
  said: string,
  fact: { says: string; hint?: string | undefined },
  hint: string,
): FactReading {
  return {
    agrees: false,
    clauses: match.clauses,
    clash: { kind, clauses: match.clauses, said, correction: `In fact ${fact.says.replace(/\.$/u, '')}.`, hint: fact.hint ?? hint },
  };
}

const clauseAt = (reading: SentenceReading, offset: number) =>
  reading.clauseOf[reading.tokens.findIndex((token) => token.end > offset)] ?? 0;
const within = (reading: SentenceReading, token: number, [first, last]: [number, number]) => {
  const clause = reading.clauseOf[token] ?? 0;
  return clause >= first && clause <= last;
};

function nearest(dates: DateMention[], reading: SentenceReading, match: PatternMatch): DateMention {
  const centre = reading.tokens[match.hits[0]?.first ?? 0]?.start ?? 0;
  return dates.reduce((best, date) => (Math.abs(date.start - centre) < Math.abs(best.start - centre) ? date : best));
}

const essayWords = (tokens: { word: string }[]) => tokens.map(({ word }) => word[0]?.toUpperCase() + word.slice(1)).join(' ');
