import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, intervalsOf, marksByLength, marksByThird, medianOf, type Pair } from '../../src/marking/agreement.ts';

const scale = { maxMark: 25, levelStarts: [1, 6, 11, 16, 21], tolerance: 2 };
const mark = fc.integer({ min: 0, max: 25 });
const pairs = fc.array(fc.record({ mark, reference: mark }), { minLength: 2, maxLength: 30 });
const of = (list: [number | null, number][]): Pair[] => list.map(([one, reference]) => ({ mark: one, reference }));

describe('agreement between marks', () => {
  it('is full with itself, and its kappa is 1 unless all marks are the same', () => {
    fc.assert(
      fc.property(fc.array(mark, { minLength: 2, maxLength: 30 }), (marks) => {
        const figures = agreementOf(
          marks.map((one) => ({ mark: one, reference: one })),
          scale,
        );
        expect(figures).toMatchObject({ exact: 1, withinTolerance: 1, sameLevel: 1, meanGap: 0, bias: 0 });
        expect(figures.kappa).toBe(new Set(marks).size > 1 ? 1 : null);
      }),
    );
  });

  it('has figures that hold one another: exact within tolerance, the bias within the gap', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const { exact, withinTolerance, sameLevel, meanGap, bias } = agreementOf(list, scale);
        expect(exact).toBeLessThanOrEqual(Math.min(withinTolerance, sameLevel));
        expect(Math.abs(bias)).toBeLessThanOrEqual(meanGap + 1e-9);
      }),
    );
  });

  it('is worked out by hand here', () => {
    const figures = agreementOf(
      of([
        [5, 6],
        [10, 10],
        [20, 17],
        [16, 15],
      ]),
      scale,
    );
    expect(figures).toMatchObject({ scripts: 4, exact: 0.25, withinTolerance: 0.75, sameLevel: 0.5, meanGap: 1.25, bias: 0.75 });
    expect(figures.gapOf).toEqual({ low: 1, middle: 0.5, high: 3 });
    // observed (1 + 0 + 9 + 1) over what chance gives: the mean of all sixteen squared gaps, four times
    const squares = [5, 10, 20, 16].flatMap((a) => [6, 10, 17, 15].map((b) => (a - b) ** 2));
    expect(figures.kappa).toBeCloseTo(1 - 11 / (squares.reduce((sum, one) => sum + one, 0) / 4), 12);
  });

  it('takes a missing mark for the one at the far end', () => {
    expect(
      agreementOf(
        of([
          [null, 3],
          [null, 20],
        ]),
        scale,
      ),
    ).toMatchObject({ meanGap: 21, exact: 0 });
  });

  it('has levels that begin where the scheme says, and a level of its own below the first', () => {
    expect(
      agreementOf(
        of([
          [0, 1],
          [5, 1],
          [6, 10],
          [25, 21],
        ]),
        scale,
      ).sameLevel,
    ).toBe(0.75);
  });

  it('has intervals around its figures, the same every time', () => {
    const list = of([
      [5, 6],
      [10, 10],
      [20, 17],
      [16, 15],
      [3, 8],
      [22, 22],
    ]);
    const [first, again] = [intervalsOf(list, scale), intervalsOf(list, scale)];
    expect(again).toEqual(first);
    const figures = agreementOf(list, scale);
    for (const key of ['exact', 'withinTolerance', 'sameLevel', 'meanGap', 'bias'] as const) {
      const [low, high] = first[key] ?? [Number.NaN, Number.NaN];
      expect(low).toBeLessThanOrEqual(figures[key]);
      expect(high).toBeGreaterThanOrEqual(figures[key]);
      expect(low).toBeLessThan(high);
    }
  });
});

describe('markers that do not read', () => {
  it('follow the length where it tells the mark, and leave the script itself out', () => {
    const scripts = [100, 200, 400, 800].map((words, i) => ({ words, reference: 5 * (i + 1) }));
    expect(marksByLength(scripts, scale)).toEqual([5, 10, 15, 20]);
    const odd = scripts.map((script, i) => (i === 3 ? { ...script, reference: 0 } : script));
    expect(marksByLength(odd, scale)[3]).toBe(20);
  });

  it('know the third, and give its middle', () => {
    expect(marksByThird([0, 8, 9, 16, 17, 25], scale)).toEqual([5, 5, 13, 13, 21, 21]);
  });
});

it('the median of an even number of marks is the lower of the two in the middle', () => {
  expect([medianOf([12, 13, 13, 12, 12, 13]), medianOf([3, 1, 2]), medianOf([4])]).toEqual([12, 2, 4]);
});
