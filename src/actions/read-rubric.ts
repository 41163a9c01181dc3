import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type Rubric, withoutAnswers } from '../domain/rubric.ts';
import type { ActionDeps } from './audit.ts';

/**
 * The newest version of a rubric, or the one asked for; for a student without the points that answer the question.
 * @throws Problem `not-found`
 */
export function readRubric(actor: Actor, id: string, version: number | undefined, { store }: Pick<ActionDeps, 'store'>): Rubric {
  demand(actor, 'read-rubric');
  const rubric = store.rubric(id, version);
  if (!rubric)
    throw new Problem('not-found', version === undefined ? 'There is no rubric with this id.' : 'This rubric has no such version.');
  return actor.role === 'student' ? withoutAnswers(rubric) : rubric;
}
