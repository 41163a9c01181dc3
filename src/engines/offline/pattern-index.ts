import type { Alternative, CompiledPattern, PatternTerm } from './compile-pattern.ts';
import type { SentenceReading } from './reading.ts';

/** Which patterns a sentence could fit. Terms are numbered; those with the same alternatives have one number. */
export type PatternIndex = {
  patterns: CompiledPattern[];
  terms: number;
  /** The terms with an alternative that begins with this key. */
  byKey: Map<string, number[]>;
  /** The terms of every pattern, the rarest first: those of pattern p from `starts[p]` up to `starts[p + 1]`. Flat, since objects by the thousand are slow to visit. */
  needs: Uint32Array;
  starts: Uint32Array;
};

/** `frequency` says how often a key is met. */
export function indexPatterns(patterns: CompiledPattern[], frequency: (key: string) => number): PatternIndex {
  const numbers = new Map<Alternative[], number>();
  const byKey: PatternIndex['byKey'] = new Map();
  const costs: number[] = [];
  const numberOf = ({ alternatives }: PatternTerm) => {
    const known = numbers.get(alternatives);
    if (known !== undefined) return known;
    const number = numbers.size;
    const keys = alternatives.map(firstKey);
    numbers.set(alternatives, number);
    costs.push(keys.reduce((sum, key) => sum + (key === DATE || key === NUMBER ? ANYWHERE : frequency(key)), 0));
    for (const key of new Set(keys)) byKey.get(key)?.push(number) ?? byKey.set(key, [number]);
    return number;
  };
  const needs: number[] = [];
  const starts = [0];
  for (const { local } of patterns) {
    needs.push(...local.map(numberOf).sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0)));
    starts.push(needs.length);
  }
  return { patterns, terms: numbers.size, byKey, needs: Uint32Array.from(needs), starts: Uint32Array.from(starts) };
}

/** The patterns of which a sentence holds every term, as far as first words can tell. */
export function candidatesIn({ hits, dates, numbers }: SentenceReading, index: PatternIndex): CompiledPattern[] {
  const { patterns, terms, byKey, needs, starts } = index;
  const held = new Uint8Array(terms);
  for (const key of [...hits.keys(), ...(dates.length ? [DATE] : []), ...(numbers.length ? [NUMBER] : [])])
    for (const term of byKey.get(key) ?? []) held[term] = 1;
  const found: CompiledPattern[] = [];
  for (let p = 0; p < patterns.length; p++) {
    const end = starts[p + 1] ?? 0;
    let i = starts[p] ?? 0;
    while (i < end && held[needs[i] ?? 0]) i++;
    if (i === end) found.push(patterns[p] as CompiledPattern);
  }
  return found;
}

/** Stand for any date and any number. No key of a word or a term is like them. */
const DATE = 'date';
const NUMBER = 'number';
const ANYWHERE = 1e6;
const firstKey = (one: Alternative) => ('keys' in one ? (one.keys[0] ?? '') : 'year' in one ? DATE : NUMBER);
