import type { Term } from '../../domain/rubric-parts.ts';
import { type Peoples, peoplesOf } from './numbers.ts';
import { type Token, tokenise } from './tokens.ts';

/** A lexicon term found in a run of tokens. `within` names the longer mention that this one is part of ("Crimean" in "Crimean War"). */
export type Mention = { term: string; kind: Term['kind']; first: number; last: number; within: string | null };

type Name = { term: string; kind: Term['kind']; keys: string[] };

/** Names that start with one word: all of those that may be meant where a certain word follows, and where any other does. */
type Starting = { followed: Map<string, Name[]>; otherwise: Name[] };

export type Lexicon = {
  terms: Record<string, Term>;
  byFirst: Map<string, Starting>;
  words: Set<string>;
  properNames: Set<string>;
  peoples: Peoples;
};

/** Indexes the names of a bank by their first two words. */
export function buildLexicon(terms: Record<string, Term>): Lexicon {
  const all: Name[] = [];
  const words = new Set<string>();
  const properNames = new Set<string>();
  for (const [term, { kind, names }] of Object.entries(terms))
    for (const name of names) {
      const tokens = tokenise(name);
      for (const token of tokens) {
        words.add(token.word);
        if (kind !== 'idea') properNames.add(token.word);
      }
      const keys = tokens.map((token) => token.key);
      if (keys.length) all.push({ term, kind, keys });
    }
  const byFirst = new Map(
    Array.from(
      Map.groupBy(all, ({ keys }) => keys[0] ?? ''),
      ([first, names]) => [first, startingOf(names)],
    ),
  );
  return { terms, byFirst, words, properNames, peoples: peoplesOf(terms) };
}

function startingOf(names: Name[]): Starting {
  const seconds = new Set(names.flatMap(({ keys }) => keys[1] ?? []));
  const fitting = (second?: string) => names.filter(({ keys }) => keys.length === 1 || keys[1] === second);
  return { followed: new Map(Array.from(seconds, (second) => [second, fitting(second)])), otherwise: fitting() };
}

/** Every mention of every term, longest first where they begin together. One mention a term and place. */
export function mentionsIn(tokens: Token[], lexicon: Lexicon): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, first) => {
    const starting = lexicon.byFirst.get(token.key);
    if (!starting) return;
    for (const name of starting.followed.get(tokens[first + 1]?.key ?? '') ?? starting.otherwise) {
      if (!name.keys.every((key, i) => tokens[first + i]?.key === key && (i === 0 || isNext(tokens, first + i)))) continue;
      const last = first + name.keys.length - 1;
      const same = found.find((other) => other.term === name.term && other.first === first);
      if (!same) found.push({ term: name.term, kind: name.kind, first, last, within: null });
      else if (last > same.last) same.last = last;
    }
  });
  for (const mention of found) {
    const outer = found.find(
      (other) =>
        other !== mention &&
        other.first <= mention.first &&
        other.last >= mention.last &&
        other.last - other.first > mention.last - mention.first,
    );
    if (outer) mention.within = outer.term;
  }
  return found.filter((mention) => !runsOutOfTreaty(mention, found));
}

/** Words that begin inside a treaty's name and run on past it are no name of their own. */
export const runsOutOfTreaty = ({ first, last }: { first: number; last: number }, mentions: Mention[]): boolean =>
  mentions.some((other) => other.kind === 'treaty' && other.first < first && first <= other.last && other.last < last);

/** No stop, bracket or dash with spaces parts this token from the one before: a name does not run across a comma. */
export const isNext = (tokens: Token[], i: number): boolean => (tokens[i]?.start ?? 0) - (tokens[i - 1]?.end ?? 0) <= 1;
