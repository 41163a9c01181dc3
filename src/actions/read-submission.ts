import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import type { ActionDeps } from './audit.ts';

/**
 * A submission with its newest assessment. Whoever holds its unguessable id may read it; flags meant for a teacher are for teachers only.
 * @throws Problem `not-found`
 */
export function readSubmission(
  actor: Actor,
  id: string,
  { store }: Pick<ActionDeps, 'store'>,
): { submission: Submission; assessment: Assessment | null } {
  demand(actor, 'read-submission');
  const found = store.submission(id);
  if (!found) throw noSubmission();
  const { submission, assessment } = found;
  if (actor.role !== 'student' || !assessment) return found;
  return { submission, assessment: { ...assessment, flags: assessment.flags.filter(({ audience }) => audience === 'student') } };
}

export const noSubmission = () => new Problem('not-found', 'There is no submission with this id. It may have been deleted.');
