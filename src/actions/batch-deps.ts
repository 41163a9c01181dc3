import { type Actor, demand, mayHandle } from '../domain/actor.ts';
import { type Batch, type BatchState, stateOf } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import type { ActionDeps } from './audit.ts';
import type { Exporter } from './exporter.ts';
import type { Intake } from './intake.ts';

/** What actions on batches need besides: how files are read and made, and how many essays are marked at once. */
export type BatchDeps = ActionDeps & { intake: Intake; exporter: Exporter; atOnce: number };

/**
 * A batch that this actor may see and change, and its state.
 * @throws Problem `not-allowed`, or `not-found`: also where it is another teacher's
 */
export function batchFor(actor: Actor, id: string, { store }: Pick<ActionDeps, 'store'>): { batch: Batch; state: BatchState } {
  demand(actor, 'manage-batches');
  const batch = store.batch(id);
  if (!batch || !mayHandle(actor, batch.author))
    throw new Problem('not-found', 'There is no batch with this id. It may have been deleted.');
  return { batch, state: stateOf(batch, store.left(id)) };
}
