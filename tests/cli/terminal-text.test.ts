import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, folded, indented, lineColumns, paint, plain, wrap } from '../../src/cli/terminal-text.ts';

const words = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('世界', '👩‍🏫', 'e\u0301', 'long'.repeat(20))),
  { maxLength: 20 },
);

describe('wrapping', () => {
  it('fills no line beyond its width and loses no word', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 6, max: 60 }), fc.integer({ min: 0, max: 3 }), (parts, width, hang) => {
        const text = parts.join(' ');
        const lines = wrap([{ text }], width, hang);
        for (const line of lines) expect(lineColumns(line)).toBeLessThanOrEqual(width);
        const shown = lines.map((line) => paint(line, false)).join('');
        expect(shown.replaceAll(/\s/gu, '')).toBe(plain(text).replaceAll(/\s/gu, ''));
      }),
    );
  });

  it('uses the whole width', () => {
    expect(wrap([{ text: 'aaa bbb ccc' }], 7).map((line) => paint(line, false))).toEqual(['aaa bbb', 'ccc']);
  });

  it('keeps a style over the blanks inside it, and the anchor on its line', () => {
    const lines = wrap([{ text: 'one two ' }, { text: 'three four', style: 'red', anchor: 1 }], 9);
    expect(lines.map((line) => paint(line, true))).toEqual(['one two', '\u001b[31mthree\u001b[39m', '\u001b[31mfour\u001b[39m']);
    expect(lines.findIndex((line) => line.some(({ anchor }) => anchor === 1))).toBe(1);
  });
});

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['✓ ≈ ✗', 5],
    ['世界', 4],
    ['e\u0301', 1],
    ['👩‍🏫', 2],
  ])('of %s are %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('are the same for each line under a label', () => {
    const lines = indented([[{ text: 'a' }], [{ text: 'b' }]], 4, { text: '1.' });
    expect(lines.map((line) => paint(line, false))).toEqual(['1.  a', '    b']);
  });
});

describe('a line of words that is longer than the terminal is wide', () => {
  it('goes on in the next, two columns further in, with no word cut', () => {
    expect(folded('To mark: 12 essays with the offline engine.', 20)).toEqual(['To mark: 12 essays', '  with the offline', '  engine.']);
    expect(folded('  a.md: There is nothing in it.', 16)).toEqual(['  a.md: There is', '    nothing in', '    it.']);
    expect(folded('short', 20)).toEqual(['short']);
  });
});
