import type { Actor } from '../domain/actor.ts';
import type { Finished } from '../store/class-store.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { type Drift, driftIn } from './drift-in.ts';
import { type Progress, progressOf } from './read-batch.ts';

/** Most items that are told at a time. */
const AT_ONCE = 500;

/** `last`: where to go on from. `drift`: all of the batch so far. `over`: nothing more will happen by itself. */
export type Step = { items: Finished[]; last: number; progress: Progress; drift: Drift[]; over: boolean };

/**
 * What has happened in a batch since `after` (null: from now on), and how far it has come.
 * @throws Problem `not-found`
 */
export function followBatch(actor: Actor, id: string, after: number | null, deps: BatchDeps): Step {
  const { batch } = batchFor(actor, id, deps);
  const { items, last } = deps.store.finishedSince(id, after, AT_ONCE);
  const progress = progressOf(batch, deps.store.tally(id), deps);
  const over = ['done', 'cancelled'].includes(progress.state) && items.length < AT_ONCE;
  return { items, last, progress, drift: driftIn(id, deps).drift, over };
}
