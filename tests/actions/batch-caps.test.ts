import { describe, expect, it } from 'vitest';
import { batchCaps } from '../../src/actions/batch-caps.ts';
import { Later } from '../../src/domain/later.ts';
import { noTokens } from '../../src/domain/spending.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';

const audit = { at: '2026', actor: 'a', role: 'teacher', action: 'x', subject: 'x', detail: null };
const go = new AbortController().signal;

/** A batch of three that runs under a cap, where each essay is expected to take 100 tokens. */
async function capped(tokenCap: number | null, tokens = 0) {
  const store = openStore(':memory:');
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  await store.addBatch(
    aBatch('b', { tokenCap, tokens }),
    [1, 2, 3].map((n) => anItem('b', n)),
    audit,
  );
  store.tellBatch('b', { told: 'run' }, audit);
  const estimates = { marking: () => ({ ...noTokens, inputTokens: 90, outputTokens: 10 }), draft: () => noTokens };
  const caps = batchCaps({ store, budget: { estimates }, marker: { model: 'm' }, now: () => '2026-02' });
  const claim = () => {
    const job = store.claimJob('2026-02', '2026-03');
    if (!job) throw new Error('no job');
    return job;
  };
  return { store, caps, claim };
}

describe('the cap of a batch', () => {
  it('is filled to the last token and no further: then the whole batch is held back', async () => {
    const { store, caps, claim } = await capped(300, 200);
    (await caps.hold(claim(), go)).release();
    expect(store.left('b').capped).toBe(false);
    const full = await capped(299, 200);
    await expect(full.caps.hold(full.claim(), go)).rejects.toThrow(Later);
    expect(full.store.left('b')).toEqual({ held: 2, free: 1, capped: true });
  });

  it('lets an essay wait for another that is being marked, where only that one stands in its way', async () => {
    const { store, caps, claim } = await capped(150);
    const first = await caps.hold(claim(), go);
    let begun = false;
    const second = caps.hold(claim(), go).then((room) => {
      begun = true;
      return room;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([begun, store.left('b').capped]).toEqual([false, false]);
    first.release();
    (await second).release();
    expect(store.left('b').capped).toBe(false);
  });

  it('lets nobody wait who is stopped', async () => {
    const { caps, claim } = await capped(150);
    await caps.hold(claim(), go);
    const controller = new AbortController();
    const second = caps.hold(claim(), controller.signal);
    controller.abort(new Error('stopping'));
    await expect(second).rejects.toThrow('stopping');
  });

  it('holds for no batch without one, and for no essay outside a batch', async () => {
    const { caps, claim } = await capped(null, 1_000_000);
    const job = claim();
    await caps.hold(job, go);
    await (await capped(1)).caps.hold({ ...job, batchId: null }, go);
  });
});
