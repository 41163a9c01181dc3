import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Moderated } from '../../src/domain/moderation.ts';
import type { AuditEntry, Store } from '../../src/store/store.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';

const audit = (action: string): AuditEntry => ({ at: '2026', actor: 'head', role: 'admin', action, subject: 'b', detail: null });
const script = (n: number, more: Partial<Moderated> = {}): Moderated => ({
  ...{ submissionId: `b-${n}`, awarded: 20 - n, why: 'range', settled: null, moderator: null, settledAt: null },
  ...more,
});

/** What every store must do with moderation samples. `open` gives an empty one. */
export function moderationContract(name: string, open: () => Store): void {
  describe(`the store ${name}, of moderation`, () => {
    let store: Store;
    const { version: _version, ...rubric } = smallRubric();
    const sample = [script(3, { why: 'changed' }), script(1), script(2, { why: 'boundary' })];
    const actions = () => store.audit(20).map(({ action }) => action);

    beforeEach(async () => {
      store = open();
      store.saveRubric(rubric, { author: 'system', note: '', at: '2026' });
      for (const id of ['b', 'c'])
        await store.addBatch(
          aBatch(id),
          [1, 2, 3].map((n) => anItem(id, n)),
          audit('create-batch'),
        );
    });
    afterEach(() => store.close());

    it('keeps one sample of a batch, in its order, with one audit row', () => {
      expect(store.moderation('b')).toEqual([]);
      expect(store.addModeration('b', sample, audit('draw'))).toBe(true);
      expect(store.addModeration('b', [script(1)], audit('draw'))).toBe(false);
      expect([store.moderation('b'), store.moderation('c')]).toEqual([sample, []]);
      expect(actions().filter((action) => action === 'draw')).toHaveLength(1);
    });

    it('keeps what a moderator makes of one script, and the last word of it', () => {
      store.addModeration('b', sample, audit('draw'));
      const settled = { settled: 15, moderator: 'head', settledAt: '2026' };
      expect(store.settleModeration('b', 'b-1', { ...settled, settled: 9 }, audit('settle'))).toBe(true);
      expect(store.settleModeration('b', 'b-1', settled, audit('settle'))).toBe(true);
      expect(store.settleModeration('c', 'b-1', settled, audit('settle'))).toBe(false);
      expect(store.moderation('b')).toEqual([sample[0], script(1, settled), sample[2]]);
      expect(actions().filter((action) => action === 'settle')).toHaveLength(2);
    });

    it('removes a sample once, and what goes with an essay or a batch', async () => {
      store.addModeration('b', sample, audit('draw'));
      store.deleteSubmission('b-1', audit('delete'));
      expect(store.moderation('b')).toEqual([sample[0], sample[2]]);
      expect([store.deleteModeration('b', audit('undraw')), store.deleteModeration('b', audit('undraw'))]).toEqual([true, false]);
      expect(store.moderation('b')).toEqual([]);
      store.addModeration('b', [script(2)], audit('draw'));
      await store.deleteBatch('b', audit('delete-batch'));
      expect(store.moderation('b')).toEqual([]);
      expect(actions().filter((action) => action === 'undraw')).toHaveLength(1);
    });
  });
}
