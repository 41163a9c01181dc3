import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { ActionDeps } from './audit.ts';
import { shownTo } from './read-submission.ts';

/**
 * One assessment of a submission, an earlier one too.
 * @throws Problem `not-found`
 */
export function readAssessment(actor: Actor, submissionId: string, id: string, { store }: Pick<ActionDeps, 'store'>): Assessment {
  demand(actor, 'read-submission');
  const found = store.assessments(submissionId).find((one) => one.id === id);
  if (!found) throw new Problem('not-found', 'This submission has no such assessment.');
  return shownTo(actor, found);
}
