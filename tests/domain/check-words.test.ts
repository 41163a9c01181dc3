import { describe, expect, it } from 'vitest';
import { caveatOf, markLabel } from '../../src/domain/words.ts';
import { aCheck } from '../support/builders.ts';

describe('what a mark is called and worth', () => {
  it('is a practice mark without a check', () => {
    expect(markLabel(null)).toBe('practice mark');
    expect(caveatOf(null)).toMatch(/^A practice mark: .*not an examination result/u);
  });

  it('is a mark where one holds, and what was checked is said', () => {
    expect(markLabel(aCheck())).toBe('mark');
    expect(caveatOf(aCheck())).toBe(
      'Checked by Hillside on 14 of its own scripts: the mean gap was 1.2 marks, within its tolerance of 2. It is not an examination result.',
    );
  });

  it.each([
    [1, '1 mark,'],
    [1.1, '1.1 marks,'],
    [1.91, '2 marks,'],
    [17 / 14, '1.3 marks,'],
    [0, '0 marks,'],
  ])('never shows a gap smaller than it is: %d', (meanGap, words) => {
    expect(caveatOf(aCheck({ meanGap }))).toContain(`the mean gap was ${words}`);
  });
});
