import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_QUERY, QueryWords } from '../../src/domain/query.ts';

const taken = (words: string) => QueryWords.safeParse(words).success;

describe('the words of a query', () => {
  it('are any well-formed text of letters, signs and line breaks, as it came but for spaces around it', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'ж', '7', ' ', '\n', '\r\n', '\t', '<b>', '=', '’', '🙂', '{{') });
    fc.assert(
      fc.property(plain, (text) => {
        const words = `x${text}`.slice(0, MAX_QUERY);
        fc.pre(words.isWellFormed());
        expect(QueryWords.parse(`  ${words}\n`)).toBe(words.trim());
      }),
    );
  });

  it.each(['\u0000', '\u001b', '\u0085', '\u202e', '\u2066', '\ud800'])('never hold %j, wherever it stands', (bad) => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(taken(`a${before}${bad}${after}b`)).toBe(false);
      }),
    );
  });

  it.each(['', '  \n ', '...', '\u200b', '?!'])('hold a letter or a digit at least: %j', (words) => {
    expect(taken(words)).toBe(false);
  });

  it('are limited', () => {
    expect([taken('x'.repeat(MAX_QUERY)), taken('x'.repeat(MAX_QUERY + 1))]).toEqual([true, false]);
  });
});
