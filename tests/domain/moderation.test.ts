import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moderationSample, type ReadMark, usualSize } from '../../src/domain/moderation.ts';

const levelStarts = [1, 6, 11, 16, 21];
const scripts = fc
  .array(fc.record({ awarded: fc.nat(25), changed: fc.boolean() }), { minLength: 1, maxLength: 60 })
  .map((list) => list.map((one, i): ReadMark => ({ submissionId: `sub_${i}`, ...one })));
const sizes = fc.option(fc.integer({ min: 1, max: 70 }));
const draw = (all: ReadMark[], size: number | null = null, key = 'bat_1') => moderationSample(all, { levelStarts, size, key });
const script = (awarded: number, n: number, changed = false): ReadMark => ({ submissionId: `sub_${n}`, awarded, changed });
const marks = (list: { awarded: number }[]) => list.map(({ awarded }) => awarded);

describe('a moderation sample', () => {
  it('holds scripts of the class, each once, highest mark first, and the same whatever order they come in', () => {
    fc.assert(
      fc.property(scripts, sizes, fc.string(), (all, size, key) => {
        const sample = draw(all, size, key);
        expect(all).toEqual(expect.arrayContaining(sample.map(({ why: _why, ...rest }) => rest)));
        expect(new Set(sample.map(({ submissionId }) => submissionId)).size).toBe(sample.length);
        expect(marks(sample)).toEqual(marks(sample).toSorted((a, b) => b - a));
        expect(draw(all.toReversed(), size, key)).toEqual(sample);
      }),
    );
  });

  it('holds every changed script, both ends, and one of each mark beside a level boundary', () => {
    fc.assert(
      fc.property(scripts, sizes, (all, size) => {
        const sample = draw(all, size);
        const ids = new Set(sample.map(({ submissionId }) => submissionId));
        for (const { submissionId, changed } of all) if (changed) expect(ids).toContain(submissionId);
        const wanted = [...levelStarts.flatMap((start) => [start - 1, start]), Math.min(...marks(all)), Math.max(...marks(all))];
        for (const mark of wanted) if (marks(all).includes(mark)) expect(marks(sample)).toContain(mark);
      }),
    );
  });

  it('is as large as asked for, and larger only by what must be in', () => {
    fc.assert(
      fc.property(scripts, sizes, (all, size) => {
        const sample = draw(all, size);
        const least = Math.min(size ?? usualSize(all.length), all.length);
        expect(sample.length).toBeGreaterThanOrEqual(least);
        const must = draw(all, 1).length;
        expect(sample.length).toBeLessThanOrEqual(Math.max(least, must));
      }),
    );
  });

  it('leaves no gap between marks that another script could have filled', () => {
    const all = Array.from({ length: 26 }, (_, mark) => script(mark, mark));
    const sample = marks(moderationSample(all, { levelStarts: [], size: 6, key: 'k' }));
    for (const mark of marks(all)) expect(Math.min(...sample.map((drawn) => Math.abs(drawn - mark)))).toBeLessThanOrEqual(3);
    expect(moderationSample(all, { levelStarts: [], size: 3, key: 'k' })[1]?.awarded).toSatisfy(
      (mark: number) => mark === 12 || mark === 13,
    );
  });

  it('says of each why it is in', () => {
    const all = [script(25, 1), script(16, 2), script(13, 3, true), script(8, 4), script(2, 5), script(16, 6)];
    expect(draw(all, 3).map(({ awarded, why }) => [awarded, why])).toEqual([
      [25, 'range'],
      [16, 'boundary'],
      [13, 'changed'],
      [2, 'range'],
    ]);
  });

  it('goes by its batch where scripts have the same mark', () => {
    const all = Array.from({ length: 30 }, (_, n) => script(13, n));
    const ids = (key: string) => draw(all, 3, key).map(({ submissionId }) => submissionId);
    expect(new Set(['a', 'b', 'c', 'd'].map((key) => ids(key).join())).size).toBe(4);
  });

  it.each([
    [1, 6],
    [60, 6],
    [61, 7],
    [300, 30],
  ])('of %d scripts has usually %d', (count, size) => expect(usualSize(count)).toBe(size));

  it('of nothing is nothing', () => expect(draw([])).toEqual([]));
});
