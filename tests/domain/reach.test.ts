import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundariesOf, levelAt, levelOutOfReach, measuresOf, type Need, reachOf, sharesOf } from '../../src/domain/reach.ts';
import { type Measure, Scheme } from '../../src/domain/rubric-parts.ts';
import { shippedRubric } from '../support/builders.ts';

const { scheme } = shippedRubric();
const TOP = 5;
/** What rising levels ask for, at least (`min`) or at most (`max`). */
const rising = (bound: 'min' | 'max'): fc.Arbitrary<Need[]> =>
  fc
    .tuple(fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }), fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 5, maxLength: 5 }))
    .map(([levels, limits]) => {
      const sorted = limits.toSorted((a, b) => (bound === 'min' ? a - b : b - a));
      return levels.map((level, i) => ({ level, [bound]: sorted[i] }));
    });
const value = fc.double({ min: 0, max: 250, noNaN: true });

describe('how far up the levels a measure comes', () => {
  it('is a level where it is what that level asks for, and all of them where it is what the last asks for', () => {
    for (const bound of ['min', 'max'] as const)
      fc.assert(
        fc.property(rising(bound), (needs) => {
          for (const [i, need] of needs.entries()) {
            const reach = reachOf(need[bound] ?? 0, needs, TOP);
            expect(reach).toBeCloseTo(i === needs.length - 1 ? TOP : need.level);
          }
        }),
      );
  });

  it('never falls as there is more of what is good, nor as there is less of what is not', () => {
    for (const bound of ['min', 'max'] as const)
      fc.assert(
        fc.property(rising(bound), value, value, (needs, one, other) => {
          const [worse, better] =
            bound === 'min' ? [Math.min(one, other), Math.max(one, other)] : [Math.max(one, other), Math.min(one, other)];
          const [low, high] = [reachOf(worse, needs, TOP), reachOf(better, needs, TOP)];
          expect(low).toBeLessThanOrEqual(high);
          expect([low, high].every((reach) => reach >= 0 && reach <= TOP)).toBe(true);
        }),
      );
  });

  it('climbs in a straight line from nothing, or from twice the first limit, and from level to level', () => {
    const least: Need[] = [
      { level: 2, min: 10 },
      { level: 4, min: 30 },
    ];
    expect([0, 5, 10, 20, 29, 30].map((n) => reachOf(n, least, TOP))).toEqual([0, 1, 2, 3, 3.9, 5]);
    const most: Need[] = [
      { level: 1, max: 0.2 },
      { level: 3, max: 0.1 },
    ];
    expect([0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0].map((n) => reachOf(n, most, TOP))).toEqual(
      [0, 0, 0.5, 1, 2, 5, 5].map((reach) => expect.closeTo(reach)),
    );
    expect(reachOf(1, [{ level: 1, max: 0 }], TOP)).toBe(0);
    expect(reachOf(1, [{ level: 2, min: 0 }], TOP)).toBe(TOP);
    expect(reachOf(7, [], TOP)).toBe(TOP);
  });
});

describe('how much a criterion counts', () => {
  it('is half for what is essential and half for the rest by weight, and all of it together', () => {
    expect([...sharesOf(scheme, Object.keys(scheme.criteria))]).toEqual([
      ['knowledge', 0.5],
      ['analysis', expect.closeTo(0.2)],
      ['balance', expect.closeTo(0.1)],
      ['judgement', expect.closeTo(0.2)],
    ]);
    fc.assert(
      fc.property(fc.subarray(Object.keys(scheme.criteria), { minLength: 1 }), (read) => {
        expect([...sharesOf(scheme, read).values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
      }),
    );
  });

  it('leaves out measures that only choose what is advised', () => {
    const { all, counted } = measuresOf(scheme, 'knowledge');
    expect(counted).toEqual(['accurate', 'exact', 'beyond', 'errorShare']);
    expect(all.filter((measure) => !counted.includes(measure))).toEqual(['packed', 'themes', 'phases']);
  });
});

describe('the boundaries of the levels', () => {
  it('are the scheme’s for an engine, or half a level before each', () => {
    expect([...boundariesOf(scheme, 'openai')]).toEqual(Object.entries(scheme.boundaries?.openai ?? {}).map(([n, at]) => [Number(n), at]));
    const even = boundariesOf({ ...scheme, boundaries: undefined }, 'openai');
    expect([...even]).toEqual([1, 2, 3, 4, 5].map((n) => [n, n - 0.5]));
    expect([0, 0.49, 0.5, 2.49, 2.5, 5].map((reach) => levelAt(reach, even))).toEqual([0, 0, 1, 2, 3, 5]);
  });

  it('must speak of every level, rise, and leave room above the highest', () => {
    const problemsOf = (offline: Record<string, number>) => {
      const checked = Scheme.safeParse({ ...scheme, boundaries: { offline } });
      return checked.success ? [] : checked.error.issues.map(({ path, message }) => [path.join('.'), message]);
    };
    expect(problemsOf({ 1: 0, 2: 1, 3: 2, 4: 3, 5: 4 })).toEqual([]);
    expect(problemsOf({ 1: 0, 2: 1, 3: 2, 4: 3 })).toEqual([['boundaries.offline', 'must say where levels 1, 2, 3, 4, 5 begin']]);
    expect(problemsOf({ 1: 0, 2: 1, 3: 1, 4: 3, 5: 4 })).toEqual([
      ['boundaries.offline.3', 'must be higher than where the level below begins'],
    ]);
    expect(problemsOf({ 1: 0, 2: 1, 3: 2, 4: 3, 5: 5 })).toEqual([['boundaries.offline', 'the highest level must begin below 5']]);
  });
});

it('a level is out of reach where a rubric holds too few ideas for an answer that is perfect otherwise', () => {
  expect([0, 15, 16, 400].map((ideas) => levelOutOfReach(scheme, ideas))).toEqual([5, 5, null, null]);
  const ideasAlone = { ...scheme, criteria: { knowledge: { title: 'Knowledge', essential: true, order: 1, advisory: OTHERS } } };
  expect([0, 9, 16, 80].map((ideas) => levelOutOfReach(ideasAlone, ideas))).toEqual([1, 2, 3, null]);
});
const OTHERS: Measure[] = ['exact', 'beyond', 'errorShare', 'packed', 'themes', 'phases'];
