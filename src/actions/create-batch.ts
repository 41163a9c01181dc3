import { type Actor, demand } from '../domain/actor.ts';
import type { Batch } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import type { Seed } from '../domain/seed.ts';
import { fairest, seedCount } from '../domain/seed-draw.ts';
import type { NewItem } from '../store/class-store.ts';
import { nextTurn } from '../turns.ts';
import { auditOf } from './audit.ts';
import type { BatchDeps } from './batch-deps.ts';
import { byChance, withBlind, withSeeds } from './batch-items.ts';
import { type BatchSource, madeFrom, wrong } from './batch-sources.ts';
import { startBatch } from './run-batch.ts';

/**
 * Keeps a batch of what is sent, each file or row with its outcome. It is counted and waits to be told to start, unless `start` is set.
 * @throws Problem `invalid-field` when nothing in it can be marked or a setting is wrong, `not-found` for an assignment, `rubric-unknown`,
 * `conflict` when essays that were there are so no more, or what intake refuses as a whole. Then nothing is kept.
 */
export async function createBatch(actor: Actor, source: BatchSource, settings: () => unknown, deps: BatchDeps): Promise<Batch> {
  demand(actor, 'manage-batches');
  const { items, batch, input } = await madeFrom(actor, source, settings, deps);
  if (!items.some(({ outcome }) => outcome === 'accepted')) throw nothingToMark(items);
  const seeds = drawSeeds(input.seedShare, items, batch, deps);
  const all = withBlind(withSeeds(items, seeds, batch, deps.newId), batch.blindShare).map((item, i) => ({ ...item, n: i + 1 }));
  const accepted = all.filter(({ outcome }) => outcome === 'accepted').length;
  await nextTurn();
  const audit = auditOf(actor, batch.createdAt, 'create-batch', batch.id, `${accepted} of ${all.length} items accepted`);
  if (!(await deps.store.addBatch(batch, all, audit)))
    throw new Problem(
      'conflict',
      'Some of these essays were deleted or sent in another batch meanwhile. Nothing was kept; send them again.',
    );
  // essays that were marked before they were chosen leave nothing to start
  if (input.start && deps.store.left(batch.id).held > 0) startBatch(actor, batch.id, {}, deps);
  return batch;
}

/** @throws Problem `invalid-field` where a share is asked for and no seed script is there to be slipped in */
function drawSeeds(share: number, items: Omit<NewItem, 'n'>[], { rubricId }: Batch, { store }: BatchDeps): Seed[] {
  if (share === 0) return [];
  const seeds = store.seeds({ author: null, rubricId });
  if (!seeds.length) throw wrong('seedShare', 'must be 0: there is no seed script for this rubric yet');
  const uses = new Map(store.seedUses().map(({ seedId, batches }) => [seedId, batches]));
  const accepted = items.filter(({ outcome }) => outcome === 'accepted').length;
  const count = seedCount(share, { accepted, available: seeds.length });
  return fairest(
    seeds.map((seed) => ({ ...seed, uses: uses.get(seed.id) ?? 0 })),
    count,
    byChance,
  );
}

/** Each item is told by its place; a name may be a child's. */
function nothingToMark(items: Omit<NewItem, 'n'>[]): Problem {
  const fields = items.slice(0, 50).map(({ detail }, i) => ({ field: `items.${i + 1}`, detail: detail ?? 'cannot be marked' }));
  const what = items.length === 0 ? 'There is nothing in this batch.' : `None of the ${items.length} items of this batch can be marked.`;
  return new Problem('invalid-field', `${what} Nothing was kept.`, fields);
}
