import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { noSubmission } from './revised-script.ts';
import { demandOwn } from './script-to-review.ts';
import { demandRoom } from './submit-essay.ts';

/**
 * Queues an essay for marking again, against the version of its rubric that is in force now. The assessments it has are kept, and what a teacher
 * has changed, read or released is shown until the new one is accepted. Returns the state that it is in meanwhile.
 * Where the newest has no mark, what a model answered for it to the same requests serves again: see finished-calls.ts.
 * @throws Problem `not-found` (also of another teacher's class), `conflict` while it waits to be marked or when its rubric is archived, or `spending-cap`
 */
export function remarkSubmission(actor: Actor, id: string, deps: Omit<ActionDeps, 'newId'>): Submission['state'] {
  demand(actor, 'remark-submission');
  const { store, queue, now } = deps;
  const found = store.submission(id)?.submission;
  if (!found) throw noSubmission();
  demandOwn(actor, found, store);
  const listed = store.rubrics().find((one) => one.id === found.rubricId);
  if (!listed) throw new Problem('conflict', 'The rubric of this essay is archived, so nothing is marked against it any more.');
  if (found.state !== 'waiting') demandRoom(actor, listed, found.text, deps);
  const audit = auditOf(actor, now(), 'remark-submission', id, `rubric version ${listed.version}`);
  if (!store.addRemark(id, listed.version, audit))
    throw new Problem('conflict', 'This essay is waiting to be marked; ask again when it is done.');
  queue.wake();
  return store.submission(id)?.submission.state ?? 'waiting';
}
