import { describe, expect, it } from 'vitest';
import { whyNoMark } from '../../src/domain/rubric.ts';
import { smallRubric } from '../support/builders.ts';

describe('why a rubric gives no mark', () => {
  it('is nothing where every level can be reached', () => {
    expect(whyNoMark(smallRubric(40))).toBeNull();
  });

  it('is that the scheme asks for more ideas than the rubric holds, points and beyond together', () => {
    const most = Math.max(
      ...Object.values(smallRubric().scheme.levels).flatMap(({ criteria }) => criteria.knowledge?.needs.accurate?.min ?? 0),
    );
    expect(whyNoMark(smallRubric(most))).toBeNull();
    expect(whyNoMark(smallRubric(most - 1))).toBe(
      `The mark scheme asks for ${most} different ideas at level 5, and the rubric holds only ${most - 1}, so the essay gets feedback but no mark.`,
    );
  });

  it('is first of all that a point is unreviewed', () => {
    const rubric = smallRubric(4);
    const [first] = Object.values(rubric.bank.points);
    if (first) first.unreviewed = true;
    expect(whyNoMark(rubric)).toMatch(/^This rubric is a draft\. 1 of its 4 points has not been reviewed/u);
  });
});
