import { describe, expect, it } from 'vitest';
import { accusations, plantedEssays } from '../../support/planted.ts';

describe('essays with known errors, written from the history notes by others than the rubric’s authors', () => {
  it.each(plantedEssays)('%s is told of nothing right that it is wrong', async (name) => {
    expect((await accusations(name)).falsely).toEqual([]);
  });

  it('are told of at least four in ten of the errors planted in them', async () => {
    const all = await Promise.all(plantedEssays.map(accusations));
    const sum = (key: 'planted' | 'found') => all.reduce((total, one) => total + one[key], 0);
    expect(sum('planted')).toBe(36);
    expect(sum('found') / sum('planted')).toBeGreaterThan(0.4);
  });
});
