import { describe, expect, it } from 'vitest';
import type { RubricChange } from '../../src/domain/rubric-diff.ts';
import { compareAssessments, hasMoved } from '../../src/marking/compare-assessments.ts';
import { anAssessment, claimOn } from '../support/assessment-builder.ts';

const ESSAY = 'The pact gained him time. It failed in the end, and everybody saw it.';
const change = (pointer: string, words: string): RubricChange => ({ pointer, kind: 'changed', words });
const changes = [
  change('/scheme/maxMark', 'The scheme.'),
  change('/bank/lexicon/pact/names', 'The word.'),
  change('/bank/points/a.one/facts', 'The first point.'),
  change('/bank/points/a.two/meets', 'The second point.'),
];
const on = (words: string, points: string[], verdict: 'supported' | 'contradicted' | 'opinion' = 'supported') =>
  claimOn(ESSAY, 1, words, { points, verdict });
const made = (...claims: ReturnType<typeof on>[]) => anAssessment(ESSAY, claims);
const verdicts = (before: ReturnType<typeof made>, after: ReturnType<typeof made>) => compareAssessments(before, after, changes).verdicts;

describe('what moves between two assessments', () => {
  it('is nothing between an assessment and itself, whatever the rubric changed', () => {
    const one = made(on('The pact gained him time.', ['a.one']));
    const moves = compareAssessments(one, structuredClone(one), changes);
    expect(moves).toMatchObject({ criteria: [], verdicts: [], why: [] });
    expect(hasMoved(moves)).toBe(false);
  });

  it('is a verdict, put down to the point that one of them alone names', () => {
    const before = made(on('The pact gained him time.', ['a.two'], 'opinion'));
    const after = made(on('The pact gained him time.', ['a.two', 'a.one']));
    expect(verdicts(before, after)).toEqual([
      {
        start: 0,
        end: 25,
        quote: 'The pact gained him time.',
        before: { verdict: 'opinion', points: ['a.two'] },
        after: { verdict: 'supported', points: ['a.two', 'a.one'] },
        because: ['The first point.'],
      },
    ]);
  });

  it('is put down to the points of both where they name the same, and else to the words of the bank', () => {
    const moved = (points: string[]) =>
      verdicts(made(on('The pact gained him time.', points)), made(on('The pact gained him time.', points, 'contradicted')));
    expect(moved(['a.two'])[0]?.because).toEqual(['The second point.']);
    expect(moved(['a.three'])[0]?.because).toEqual(['The word.']);
  });

  it('is also a claim that is cut in another way, with the reason of its neighbours; the order of points is nothing', () => {
    const before = made(on('It failed in the end', ['a.one', 'a.two']), on('The pact gained him time.', ['x', 'y']));
    const after = made(on('It failed in the end, and everybody saw it.', ['a.two']), on('The pact gained him time.', ['y', 'x']));
    expect(verdicts(before, after)).toMatchObject([
      { quote: 'It failed in the end', after: null, because: ['The first point.'] },
      { quote: 'It failed in the end, and everybody saw it.', before: null, because: ['The first point.'] },
    ]);
  });

  it('is a mark with the steps that now say something else, without the numbers of claims', () => {
    const before = made();
    const after = structuredClone(before);
    if (!after.mark) throw new Error('no mark');
    Object.assign(after.mark, {
      awarded: 14,
      level: 3,
      why: ['Exact, relevant knowledge: level 4 (clm_9).', 'Best fit: level 3 (par_1).'],
    });
    Object.assign(after.criteria[0] ?? {}, { level: 3 });
    const moves = compareAssessments(before, after, changes);
    expect(moves).toMatchObject({
      before: { awarded: 17, level: 4, reason: null },
      after: { awarded: 14, level: 3, reason: null },
      criteria: [{ id: 'knowledge', before: 4, after: 3 }],
      why: ['Best fit: level 3.'],
    });
    expect(hasMoved(moves)).toBe(true);
  });
});
