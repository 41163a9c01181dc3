import type { Term } from '../../domain/rubric-parts.ts';
import { isNext, type Mention } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A pronoun and the name it stands for: `token` is its number. `sure` where only one name could be meant. */
export type Reference = { token: number; term: string; sure: boolean };

/** Kinds in the order of preference; those in one list are equally likely. */
const STANDS_FOR: [RegExp, Term['kind'][][]][] = [
  [/^(?:he|him|his|himself)$/u, [['person']]],
  [/^(?:it|this|itself)$/u, [['treaty', 'event']]],
  [/^there$/u, [['event'], ['place']]],
  [/^(?:they|them|their)$/u, [['state']]],
];

/**
 * What pronouns point back to: the nearest names of a fitting kind, in this sentence or else in the one before.
 * Where several could be meant, the last is taken, and not for sure; nor is a state of the sentence before, since "they" may be one's own side.
 */
export function referencesIn(tokens: Token[], mentions: Mention[], before: Mention[]): Reference[] {
  return tokens.flatMap((token, i) => {
    if (/^(?:which|who)$/u.test(token.word)) {
      const named = mentions.find((mention) => mention.last === i - 1 && !mention.within);
      return named ? [{ token: i, term: named.term, sure: true }] : [];
    }
    const [, kinds] = STANDS_FOR.find(([pronoun]) => pronoun.test(token.word)) ?? [];
    if (!kinds) return [];
    // "there was a war" points to nothing
    if (
      token.word === 'there' &&
      /^(?:is|are|was|were|had|has)$/u.test(tokens[i + 1]?.word ?? '') &&
      (i === 0 || !/^(?:army|troops|forces|soldiers|war|fighting|men)$/u.test(tokens[i - 1]?.word ?? ''))
    )
      return [];
    const near = mentions.filter((mention) => mention.last < i);
    const candidates =
      kinds
        .flatMap((equal) => [near, before].map((list) => list.filter((mention) => equal.includes(mention.kind) && !mention.within)))
        .find((list) => list.length) ?? [];
    const last = candidates.at(-1);
    return last
      ? [
          {
            token: i,
            term: last.term,
            sure:
              candidates.every((one) => one.term === last.term) &&
              (kinds[0]?.[0] === 'person' || opens(tokens, i)) &&
              (kinds[0]?.[0] !== 'state' || near.includes(last)),
          },
        ]
      : [];
  });
}

/** "It was signed": what opens a clause is its subject. Further in, "it" may be anything that was said. */
const opens = (tokens: Token[], i: number) =>
  i === 0 ||
  !isNext(tokens, i) ||
  /^(?:and|but|so|because|that|when|where|which|there|army|troops|forces)$/u.test(tokens[i - 1]?.word ?? '');
