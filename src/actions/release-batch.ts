import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { auditOf } from './audit.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { parse } from './parse.ts';

export const Release = z.strictObject({
  states: z
    .array(z.enum(['reviewed', 'marked']))
    .min(1)
    .default(['reviewed'])
    .describe('which essays: those that a teacher has reviewed, or also those that only the engine has marked'),
});

/**
 * Lets students see the marks of a batch. How many were released.
 * @throws Problem `not-found`, `invalid-field`, or `conflict` with a field for each item whose feedback was written for another level; then
 * nothing is released
 */
export function releaseBatch(actor: Actor, id: string, input: unknown, deps: BatchDeps): number {
  const { states } = parse(Release, input);
  batchFor(actor, id, deps);
  const { released, stale } = deps.store.releaseBatch(id, states, auditOf(actor, deps.now(), 'release-batch', id));
  if (stale.length)
    throw new Problem(
      'conflict',
      `The feedback of ${stale.length} of these essays was written for another level. Rewrite or accept it, then release.`,
      stale.map((n) => ({ field: `items.${n}`, detail: 'has feedback that was written for another level' })),
    );
  return released;
}

/** Removes a batch and all its essays, with all that was made from them. @throws Problem `not-found` */
export async function deleteBatch(actor: Actor, id: string, deps: BatchDeps): Promise<void> {
  batchFor(actor, id, deps);
  const gone = await deps.store.deleteBatch(id, auditOf(actor, deps.now(), 'delete-batch', id));
  for (const essay of gone ?? []) deps.queue.cancel(essay);
}
