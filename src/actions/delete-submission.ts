import { type Actor, demand } from '../domain/actor.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { noSubmission } from './revised-script.ts';

/**
 * Removes an essay and everything that was made from it; marking that is under way is stopped. Only the audit row stays.
 * @throws Problem `not-found`
 */
export function deleteSubmission(actor: Actor, id: string, { store, queue, now }: Pick<ActionDeps, 'store' | 'queue' | 'now'>): void {
  demand(actor, 'delete-submission');
  if (!store.deleteSubmission(id, auditOf(actor, now(), 'delete-submission', id))) throw noSubmission();
  queue.cancel(id);
}
