import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type Rubric, withoutAnswers } from '../domain/rubric.ts';
import type { ActionDeps } from './audit.ts';

/**
 * The version of a rubric that is in force, or the one asked for; for a student without the points that answer the question.
 * @throws Problem `not-found`
 */
export function readRubric(actor: Actor, id: string, version: number | undefined, { store }: Pick<ActionDeps, 'store'>): Rubric {
  demand(actor, 'read-rubric');
  const rubric = store.rubric(id, version);
  if (!rubric) throw version === undefined || !store.rubric(id) ? noRubric() : new Problem('not-found', 'This rubric has no such version.');
  return actor.role === 'student' ? withoutAnswers(rubric) : rubric;
}

export const noRubric = () => new Problem('not-found', 'There is no rubric with this id.');
