import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { changedMeanwhile, demandUnreleased, scriptToReview } from './script-to-review.ts';

/**
 * A teacher has read the script, and its mark stands. Doing so twice changes nothing.
 * @throws Problem `not-found`, or `conflict` while it waits, is to be marked unseen, has no mark or is released
 */
export function reviewScript(actor: Actor, id: string, { store, now }: Omit<ReviewDeps, 'newId'>): void {
  const { submission, revised } = scriptToReview(actor, 'review-script', id, store);
  demandUnreleased(id, submission.state);
  if (!revised.assessment.mark) throw new Problem('conflict', 'This script has no mark that could stand: set one with an override.');
  if (submission.state === 'reviewed') return;
  const audit = auditOf(actor, now(), 'review-script', id);
  if (!store.moveScript(id, [submission.state], { state: 'reviewed', standing: null }, audit)) throw changedMeanwhile();
}
