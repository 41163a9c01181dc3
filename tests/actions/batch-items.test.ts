import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOf, itemOf, itemsOf, withBlind, withSeeds } from '../../src/actions/batch-items.ts';
import type { Incoming } from '../../src/domain/batch.ts';
import type { Seed } from '../../src/domain/seed.ts';
import { inPractice } from '../../src/domain/submission.ts';
import { aBatch } from '../support/batch-builder.ts';

let made = 0;
const newId = (prefix: string) => `${prefix}_${++made}`;
const batch = aBatch('b');
const whose = (identifier: string) => ({ fileName: `essay_${identifier}.docx`, identifier, name: null, group: '12b' });
const accepted = (identifier: string): Incoming => ({
  ...whose(identifier),
  outcome: 'accepted',
  text: `Text of ${identifier}`,
  words: 3,
  note: null,
});
const unread = (identifier: string): Incoming => ({ ...whose(identifier), outcome: 'unreadable', why: 'empty', detail: 'Nothing in it.' });
const seed = (n: number): Seed => ({
  ...{
    id: `sed_${n}`,
    title: `Seed ${n}`,
    text: `Seed text ${n}`,
    rubricId: 'small',
    definitive: 9,
    tolerance: 1,
    author: 'a',
    createdAt: '2026',
  },
});
const identifiers = fc.uniqueArray(fc.stringMatching(/^[a-z]{0,2}\d{2,4}$/), { minLength: 1, maxLength: 20 });

describe('slipping seed scripts in', () => {
  it('changes nothing of the other items and their order, and gives each seed an identifier that nobody has', () => {
    fc.assert(
      fc.property(identifiers, fc.nat(5), (ids, count) => {
        const items = itemsOf(
          ids.map((id, i) => (i === 0 || i % 2 ? accepted(id) : unread(id))),
          batch,
          newId,
        );
        const seeds = Array.from({ length: count }, (_, n) => seed(n));
        const all = withSeeds(items, seeds, batch, newId);
        expect(all.filter(({ seedId }) => seedId === null)).toEqual(items);
        expect(all.flatMap(({ seedId }) => seedId ?? []).toSorted()).toEqual(seeds.map(({ id }) => id));
        expect(new Set(all.map(({ identifier }) => identifier)).size).toBe(all.length);
      }),
    );
  });

  it('makes them look like the rest: identifier, file name and group', () => {
    const [slipped] = withSeeds(itemsOf([accepted('Ab012')], batch, newId), [seed(1)], batch, newId).filter(({ seedId }) => seedId);
    expect(slipped).toMatchObject({ identifier: expect.stringMatching(/^[A-Z][a-z]\d{3}$/), group: '12b', outcome: 'accepted', words: 3 });
    expect(slipped?.fileName).toBe(`essay_${slipped?.identifier}.docx`);
    expect(slipped?.submission).toMatchObject({ text: 'Seed text 1', identifier: slipped?.identifier, mode: 'class', candidate: null });
  });

  it('finds an identifier also where every one of that form is taken', () => {
    const ids = Array.from({ length: 10 }, (_, n) => String(n));
    const all = withSeeds(itemsOf(ids.map(accepted), batch, newId), [seed(1)], batch, newId);
    expect(all.find(({ seedId }) => seedId)?.identifier).toMatch(/^\d\d$/);
  });
});

describe('drawing those that are marked unseen', () => {
  it('takes the share, at least one where there is a share, and never a seed script or what was not accepted', () => {
    fc.assert(
      fc.property(identifiers, fc.double({ min: 0, max: 1, noNaN: true }), (ids, share) => {
        const items = itemsOf([...ids.map(accepted), unread('none')], batch, newId);
        const drawn = withBlind(withSeeds(items, [seed(1)], batch, newId), share).filter(({ blind }) => blind);
        expect(drawn.length).toBe(share === 0 ? 0 : Math.max(1, Math.round(share * ids.length)));
        for (const { outcome, seedId } of drawn) expect([outcome, seedId]).toEqual(['accepted', null]);
      }),
    );
  });

  it('draws without putting back, and no more than there are', () => {
    expect(drawOf([1, 2, 3], 5).toSorted()).toEqual([1, 2, 3]);
    expect(drawOf([1, 2, 3], 0)).toEqual([]);
    expect(drawOf([1, 2, 3], 1)).toHaveLength(1);
  });
});

describe('an essay that was there already', () => {
  it('goes by its identifier, else its name, else its place', () => {
    const essay = {
      id: 'sub_1',
      text: 'Three short words',
      rubricId: 'small',
      rubricVersion: 1,
      candidate: null,
      state: 'marked' as const,
    };
    const of = (more: object) => itemOf({ ...essay, createdAt: '2026', ...inPractice, ...more }, 4);
    expect(of({ identifier: '007', candidate: 'Ann' })).toMatchObject({
      identifier: '007',
      name: 'Ann',
      words: 3,
      submissionId: 'sub_1',
      submission: null,
    });
    expect(of({ candidate: 'Ann' })).toMatchObject({ identifier: 'Ann' });
    expect(of({})).toMatchObject({ identifier: 'essay 4', name: null });
  });
});
