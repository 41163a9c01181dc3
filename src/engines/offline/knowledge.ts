import type { Rubric } from '../../domain/rubric.ts';
import type { Beyond, KeyFact, Misconception, Point } from '../../domain/rubric-parts.ts';
import { type CompiledPattern, compilePattern, type SharedAlternatives } from './compile-pattern.ts';
import { type Interval, intervalOf } from './dates.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';
import { buildSayings, isStopWord, type Sayings } from './likeness.ts';
import { oncePerHash } from './once-per-hash.ts';
import { candidatesIn, indexPatterns, type PatternIndex } from './pattern-index.ts';
import { matchPattern, type PatternMatch } from './patterns.ts';
import type { SentenceReading } from './reading.ts';
import { buildSpeller } from './spelling.ts';
import { type Token, tokenise } from './tokens.ts';

export type CompiledFact = { fact: KeyFact; interval: Interval | null; of: CompiledPattern[] };
/** An event or treaty of the lexicon with its date. */
export type CompiledEvent = { term: string; interval: Interval; says: string };
export type CompiledMisconception = { misconception: Misconception; meets: CompiledPattern[] };
export type Entry = {
  id: string;
  about: Point | Beyond;
  beyond: boolean;
  /** Its place in the bank. */
  order: number;
  meets: CompiledPattern[];
  facts: CompiledFact[];
  misconceptions: CompiledMisconception[];
};

/** A rubric's bank made ready for matching. */
export type Knowledge = {
  lexicon: Lexicon;
  entries: Map<string, Entry>;
  events: CompiledEvent[];
  patterns: PatternIndex;
  /** The entries (their ids) of which a pattern speaks. */
  users: Map<CompiledPattern, Set<string>>;
  sayings: Sayings;
  mender: () => (token: Token) => Token;
};

/** Compiles a rubric's bank once for each version. */
export const knowledgeOf = oncePerHash(({ bank }: Rubric): Knowledge => buildKnowledge(bank));

export function buildKnowledge(bank: Rubric['bank']): Knowledge {
  const lexicon = buildLexicon(bank.lexicon);
  const shared = new Map<string, CompiledPattern>();
  const alternatives: SharedAlternatives = new Map();
  const compile = (source: string) => {
    const pattern = shared.get(source) ?? compilePattern(source, lexicon, alternatives);
    shared.set(source, pattern);
    return pattern;
  };
  const entries = new Map<string, Entry>();
  const words = new Set(lexicon.words);
  for (const [beyond, list] of [
    [false, bank.points],
    [true, bank.beyond],
  ] as const)
    for (const [id, about] of Object.entries(list)) {
      const meets = about.meets.map(compile);
      entries.set(id, {
        id,
        about,
        beyond,
        order: entries.size,
        meets,
        facts: about.facts.map((fact) => ({
          fact,
          interval: 'when' in fact ? intervalOf(fact.when) : null,
          of: fact.of?.map(compile) ?? meets,
        })),
        misconceptions: about.misconceptions.map((misconception) => ({ misconception, meets: misconception.meets.map(compile) })),
      });
      for (const text of [about.proposition, ...about.meets]) for (const token of tokenise(text)) words.add(token.word);
    }
  const events = Object.entries(bank.lexicon).flatMap(([term, { when, says }]) =>
    when && says ? [{ term, interval: intervalOf(when), says }] : [],
  );
  const sayings = buildSayings(bank, lexicon);
  const frequency = (key: string) => (isStopWord(key) ? sayings.sayings.length : (sayings.byKey.get(key)?.length ?? 0));
  return {
    lexicon,
    entries,
    events,
    patterns: indexPatterns([...shared.values()], frequency),
    users: usersOf(entries),
    sayings,
    mender: buildSpeller(lexicon.properNames, words),
  };
}

function usersOf(entries: Map<string, Entry>): Knowledge['users'] {
  const users: Knowledge['users'] = new Map();
  for (const entry of entries.values())
    for (const pattern of [
      ...entry.meets,
      ...[...entry.facts, ...entry.misconceptions].flatMap((one) => ('of' in one ? one.of : one.meets)),
    ])
      users.get(pattern)?.add(entry.id) ?? users.set(pattern, new Set([entry.id]));
  return users;
}

/** Every entry of which one of the patterns speaks, in the bank's order. */
export function entriesOf(patterns: Iterable<CompiledPattern>, { users, entries }: Knowledge): Entry[] {
  const ids = new Set<string>();
  for (const pattern of patterns) for (const id of users.get(pattern) ?? []) ids.add(id);
  return [...ids].flatMap((id) => entries.get(id) ?? []).sort((a, b) => a.order - b.order);
}

/** Every pattern of the bank that a sentence fits. */
export function patternsIn(reading: SentenceReading, knowledge: Knowledge): Map<CompiledPattern, PatternMatch> {
  const found = new Map<CompiledPattern, PatternMatch>();
  for (const pattern of candidatesIn(reading, knowledge.patterns)) {
    const match = matchPattern(pattern, reading);
    if (match) found.set(pattern, match);
  }
  return found;
}
