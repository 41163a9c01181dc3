import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedText } from '../../src/domain/marked-text.ts';
import { claim } from '../support/builders.ts';

const words = fc.stringMatching(/^[a-z <>&✓😀]{1,20}$/u);
const gap = fc.constantFrom(' ', '. ', '\n', '\r\n', '\n\n', '\r\n \r\n', ' * * * ');
const essays = fc.array(fc.tuple(words, gap), { minLength: 1, maxLength: 12 }).map((parts) => parts.flat().join(''));
const essaysWithClaims = essays.chain((essay) =>
  fc.uniqueArray(fc.nat({ max: essay.length }), { maxLength: 8 }).map((cuts) => {
    const sorted = [...cuts].sort((a, b) => a - b);
    const claims = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) {
      const [start, end] = [sorted[i] ?? 0, sorted[i + 1] ?? 0];
      claims.push(claim(claims.length + 1, { start, end, quote: essay.slice(start, end) }));
    }
    return { essay, claims };
  }),
);

describe('the marked text', () => {
  it('shows every character of the essay that is not white space once, in order', () => {
    fc.assert(
      fc.property(essaysWithClaims, ({ essay, claims }) => {
        const shown = markedText(essay, claims, [])
          .flatMap(({ pieces }) => pieces)
          .map(({ text }) => text)
          .join('');
        expect(shown.replaceAll(/\s/gu, '')).toBe(essay.replaceAll(/\s/gu, ''));
      }),
    );
  });

  it('cuts each claim out whole, with the words of its quote', () => {
    fc.assert(
      fc.property(essaysWithClaims, ({ essay, claims }) => {
        for (const { pieces } of markedText(essay, claims, []))
          for (const piece of pieces) if (piece.claim) expect(piece.text).toBe(piece.claim.quote);
      }),
    );
  });

  it('keeps stretches that no paragraph holds, such as a row of asterisks', () => {
    const essay = 'First.\n\n***\n\nLast.';
    const shown = markedText(
      essay,
      [],
      [
        { id: 'par_1', start: 0, end: 6 },
        { id: 'par_2', start: 13, end: 18 },
      ],
    );
    expect(shown.map(({ id, start, end }) => [id, essay.slice(start, end)])).toEqual([
      ['par_1', 'First.'],
      [null, '***'],
      ['par_2', 'Last.'],
    ]);
  });
});
