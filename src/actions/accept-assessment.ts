import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { standingOf } from '../domain/standing.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { rubricOf, withOverrides } from './revised-script.ts';
import { changedMeanwhile, demandUnreleased, scriptToReview } from './script-to-review.ts';

/**
 * Puts a later marking in the place of the one that is shown. That one stays kept with its overrides, none of which goes over to the new one.
 * @throws Problem `not-found` when it is no proposal, or `conflict` while the script waits, is to be marked unseen or is released
 */
export function acceptAssessment(actor: Actor, id: string, assessmentId: string, { store, now }: Omit<ReviewDeps, 'newId'>): void {
  const { submission, proposals } = scriptToReview(actor, 'review-script', id, store);
  demandUnreleased(id, submission.state);
  const proposal = proposals.find((one) => one.id === assessmentId);
  if (!proposal) throw new Problem('not-found', 'There is no later marking of this essay with this id that could be accepted.');
  const { revised } = withOverrides(proposal, submission, store);
  const becomes = { state: 'reviewed' as const, standing: standingOf(proposal, revised, rubricOf(proposal, store)) };
  const audit = auditOf(actor, now(), 'accept-assessment', id, assessmentId);
  if (!store.moveScript(id, [submission.state], becomes, audit)) throw changedMeanwhile();
}
