import { expect, it } from 'vitest';
import { MAX_CHARACTERS } from '../../src/domain/essay.ts';
import { judge } from '../../src/intake/judge-text.ts';
import { refused } from '../../src/intake/outcome.ts';

const read = (text: string) => ({ text, note: null });

it('judges one text after another, and no text that was refused counts as having come before', () => {
  const judged = judge();
  expect(judged(refused('damaged', 'Broken.'), 'a')).toEqual({ outcome: 'unreadable', why: 'damaged', detail: 'Broken.' });
  expect(judged(read(' '), 'b')).toMatchObject({ why: 'empty' });
  expect(judged(read('Coal\nand  water'), 'c')).toEqual({ outcome: 'accepted', text: 'Coal\nand  water', words: 3, note: null });
  expect(judged(read(' Coal and water'), 'd')).toEqual({ outcome: 'duplicate', of: 'c' });
  expect(judged(read('Coal\nand water'), 'e')).toEqual({ outcome: 'duplicate', of: 'c' });
  expect(judged(read('coal and water'), 'f')).toMatchObject({ outcome: 'accepted' });
});

it('knows a letter with its accent however it is written', () => {
  const judged = judge();
  judged(read('caf\u00E9'), 'a');
  expect(judged(read('cafe\u0301'), 'b')).toEqual({ outcome: 'duplicate', of: 'a' });
});

it('stops at as much text as a batch may hold', () => {
  const judged = judge(10);
  expect(['coal', 'water', 'wood', 'a ox'].map((text, n) => judged(read(text), `${n}`).outcome)).toEqual([
    'accepted',
    'accepted',
    'unreadable',
    'unreadable',
  ]);
  expect(judged(read('a'.repeat(MAX_CHARACTERS + 1)), 'long')).toMatchObject({ why: 'too-long' });
});
