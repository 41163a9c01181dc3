import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairest, seedCount, spreadPlaces } from '../../src/domain/seed-draw.ts';

/** Chances as a draw uses them up, over and over. */
const chances = fc
  .array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 30 })
  .map((list) => () => {
    let i = 0;
    return () => list[i++ % list.length] ?? 0;
  });

describe('how many seed scripts a share comes to', () => {
  it.each([
    [0, 30, 5, 0],
    [0.001, 30, 5, 1],
    [0.1, 30, 5, 3],
    [0.15, 30, 5, 5],
    [1, 30, 5, 5],
    [0.1, 4, 5, 1],
    [0.5, 30, 0, 0],
  ])('is of %d of %d essays with %d there: %d', (share, accepted, available, count) => {
    expect(seedCount(share, { accepted, available })).toBe(count);
  });
});

describe('which seed scripts are slipped in', () => {
  it('are those that were used least, each once, and the same again by the same chances', () => {
    const seeds = fc.array(fc.nat(4), { maxLength: 12 }).map((uses) => uses.map((used, i) => ({ id: `s${i}`, uses: used })));
    fc.assert(
      fc.property(seeds, fc.nat(14), chances, (all, count, chance) => {
        const drawn = fairest(all, count, chance());
        expect(drawn).toHaveLength(Math.min(count, all.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        const most = Math.max(-1, ...drawn.map(({ uses }) => uses));
        for (const left of all.filter((seed) => !drawn.includes(seed))) expect(left.uses).toBeGreaterThanOrEqual(most);
        expect(fairest(all, count, chance())).toEqual(drawn);
      }),
    );
  });

  it('are not always the same of those that were used as often', () => {
    const all = ['a', 'b', 'c'].map((id) => ({ id, uses: 0 }));
    const first = (lots: number[]) => fairest(all, 1, () => lots.shift() ?? 0)[0]?.id;
    expect([first([0.1, 0.5, 0.9]), first([0.5, 0.1, 0.9]), first([0.9, 0.5, 0.1])]).toEqual(['a', 'b', 'c']);
  });
});

describe('where seed scripts are slipped in', () => {
  it('is one place in each stretch of the batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(20), chances, (items, wanted, chance) => {
        const count = Math.min(wanted, items);
        const places = spreadPlaces(count, items, chance());
        expect(places).toHaveLength(count);
        for (const [i, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(Math.floor((i * (items + 1)) / count));
          expect(place).toBeLessThan(Math.floor(((i + 1) * (items + 1)) / count));
        }
      }),
    );
  });

  it('can be before the first and after the last, and goes by chance', () => {
    expect([spreadPlaces(1, 10, () => 0), spreadPlaces(1, 10, () => 0.999), spreadPlaces(2, 9, () => 0.5)]).toEqual([[0], [10], [2, 7]]);
  });
});
