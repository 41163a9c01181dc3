import type { Actor } from '../domain/actor.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { assignmentFor } from './read-assignment.ts';

/** Removes an assignment, its class list and every essay handed in for it, with all that was made from them. @throws Problem `not-found` */
export async function deleteAssignment(actor: Actor, id: string, deps: Pick<ActionDeps, 'store' | 'queue' | 'now'>): Promise<void> {
  assignmentFor(actor, id, deps);
  const gone = await deps.store.deleteAssignment(id, auditOf(actor, deps.now(), 'delete-assignment', id));
  for (const essay of gone ?? []) deps.queue.cancel(essay);
}
