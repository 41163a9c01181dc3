import { describe, expect, it } from 'vitest';
import { whyNoMark } from '../../src/domain/rubric.ts';
import { smallRubric } from '../support/builders.ts';

describe('why a rubric gives no mark', () => {
  it('is nothing where every level can be reached', () => {
    expect(whyNoMark(smallRubric(40))).toBeNull();
  });

  it('is that the rubric holds too few ideas, points and beyond together, for an answer that is perfect otherwise', () => {
    // 16 ideas are two of the five levels; three levels less in one of the four measures of half the whole are 0.375 of 5, and level 5 begins at 4.62
    expect(whyNoMark(smallRubric(16))).toBeNull();
    expect(whyNoMark(smallRubric(15))).toBe(
      'The rubric holds only 15 ideas, with which no answer comes to level 5 of its mark scheme, so the essay gets feedback but no mark.',
    );
  });

  it('is first of all that a point is unreviewed', () => {
    const rubric = smallRubric(4);
    const [first] = Object.values(rubric.bank.points);
    if (first) first.unreviewed = true;
    expect(whyNoMark(rubric)).toMatch(/^This rubric is a draft\. 1 of its 4 points has not been reviewed/u);
  });
});
