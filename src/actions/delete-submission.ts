import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { noSubmission } from './revised-script.ts';
import { demandOwn } from './script-to-review.ts';

/**
 * Removes an essay and everything that was made from it; marking that is under way is stopped. Only the audit row stays.
 * An essay of a class is its teacher's to delete.
 * @throws Problem `not-found`, also where it is of another teacher's class, or `not-allowed`
 */
export function deleteSubmission(actor: Actor, id: string, { store, queue, now }: Pick<ActionDeps, 'store' | 'queue' | 'now'>): void {
  demand(actor, 'delete-submission');
  const submission = store.submission(id)?.submission;
  if (submission) demandOwn(actor, submission, store);
  if (actor.role === 'student' && submission?.mode === 'class')
    throw new Problem('not-allowed', 'This essay was handed in to a class: ask your teacher to delete it.');
  if (!store.deleteSubmission(id, auditOf(actor, now(), 'delete-submission', id))) throw noSubmission();
  queue.cancel(id);
}
