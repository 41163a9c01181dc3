import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { ActionDeps } from './audit.ts';
import { isWithheld, shownTo } from './read-submission.ts';
import { revisedScript, withOverrides } from './revised-script.ts';
import { demandSight } from './script-to-review.ts';

/**
 * One assessment of a submission, an earlier one too: for teachers as the engine left it, for students with what teachers changed in it. Of a
 * script of a class a student reads none but the one that is released, and never one that only waits to be accepted.
 * @throws Problem `not-found`, or `conflict` when this teacher has yet to mark it unseen
 */
export function readAssessment(actor: Actor, submissionId: string, id: string, { store }: Pick<ActionDeps, 'store'>): Assessment {
  demand(actor, 'read-submission');
  const found = store.assessments(submissionId).find((one) => one.id === id);
  if (!found) throw noAssessment();
  const { submission, shown, proposals } = revisedScript(submissionId, store);
  demandSight(actor, submission, store);
  if (actor.role !== 'student') return found;
  const others = submission.mode === 'class' ? found.id !== shown?.made.id : proposals.some((one) => one.id === id);
  if (others || isWithheld(actor, submission)) throw noAssessment();
  return shownTo(actor, withOverrides(found, submission, store));
}

const noAssessment = () => new Problem('not-found', 'This submission has no such assessment.');
