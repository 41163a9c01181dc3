import { type Actor, demand } from '../domain/actor.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { noSubmission } from './revised-script.ts';
import { demandOwn } from './script-to-review.ts';

/**
 * Removes an essay and everything that was made from it; marking that is under way is stopped. Only the audit row stays.
 * @throws Problem `not-found`, also where it is of another teacher's class
 */
export function deleteSubmission(actor: Actor, id: string, { store, queue, now }: Pick<ActionDeps, 'store' | 'queue' | 'now'>): void {
  demand(actor, 'delete-submission');
  const submission = store.submission(id)?.submission;
  if (submission) demandOwn(actor, submission, store);
  if (!store.deleteSubmission(id, auditOf(actor, now(), 'delete-submission', id))) throw noSubmission();
  queue.cancel(id);
}
