import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { changedMeanwhile, scriptToReview } from './script-to-review.ts';

type ReleaseDeps = Omit<ReviewDeps, 'newId'>;

/**
 * Shows the student the mark and the feedback. Doing so twice changes nothing.
 * @throws Problem `not-found`, or `conflict` while it waits or is to be marked unseen, has no mark, or holds words that were written for
 * another level
 */
export function releaseScript(actor: Actor, id: string, { store, now }: ReleaseDeps): void {
  const { submission, revised } = scriptToReview(actor, 'release-script', id, store);
  if (submission.state === 'released') return;
  if (!revised.assessment.mark) throw new Problem('conflict', 'This script has no mark: set one with an override, then release it.');
  if (revised.stale.length)
    throw new Problem(
      'conflict',
      `These parts of the feedback were written for another level: ${revised.stale.join(', ')}. Write them again or undo those edits, then release it.`,
    );
  const audit = auditOf(actor, now(), 'release-script', id);
  if (!store.moveScript(id, ['marked', 'reviewed'], { state: 'released', standing: null }, audit)) throw changedMeanwhile();
}

/**
 * Takes a released script back, so that it can be changed and released again: the student sees its state only. What they have seen stays kept.
 * @throws Problem `not-found`, or `conflict` when it is not released
 */
export function takeBackScript(actor: Actor, id: string, { store, now }: ReleaseDeps): void {
  scriptToReview(actor, 'release-script', id, store);
  const audit = auditOf(actor, now(), 'take-back-script', id);
  if (!store.moveScript(id, ['released'], { state: 'reviewed', standing: null }, audit))
    throw new Problem('conflict', 'This script is not released, so there is nothing to take back.');
}
