import type { Term } from '../../domain/rubric-parts.ts';
import type { Mention } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A pronoun and the name it stands for: `token` is its number. `sure` where only one name could be meant. */
export type Reference = { token: number; term: string; sure: boolean };

const STANDS_FOR: [RegExp, Term['kind'][]][] = [
  [/^(?:he|him|his|himself)$/u, ['person']],
  [/^(?:it|this|itself)$/u, ['treaty', 'event']],
  [/^there$/u, ['event', 'place']],
  [/^(?:they|them|their)$/u, ['state']],
];

/**
 * What pronouns point back to: the nearest names of a fitting kind, in this sentence or else in the one before.
 * Where several could be meant, the last is taken, and not for sure.
 */
export function referencesIn(tokens: Token[], mentions: Mention[], before: Mention[]): Reference[] {
  return tokens.flatMap((token, i) => {
    if (/^(?:which|who)$/u.test(token.word)) {
      const named = mentions.find((mention) => mention.last === i - 1 && !mention.within);
      return named ? [{ token: i, term: named.term, sure: true }] : [];
    }
    const [, kinds] = STANDS_FOR.find(([pronoun]) => pronoun.test(token.word)) ?? [];
    if (!kinds) return [];
    const fitting = (list: Mention[]) => list.filter((mention) => kinds.includes(mention.kind) && !mention.within);
    const near = fitting(mentions.filter((mention) => mention.last < i));
    const candidates = near.length ? near : fitting(before);
    const last = candidates.at(-1);
    return last ? [{ token: i, term: last.term, sure: candidates.every((one) => one.term === last.term) }] : [];
  });
}
