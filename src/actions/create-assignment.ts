import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import type { Assignment } from '../domain/assignment.ts';
import { Problem } from '../domain/errors.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { rubricInForce } from './rubric-in-force.ts';

export const AssignmentInput = z.strictObject({
  task: z.string().trim().min(1).max(2000).describe('what students are asked'),
  rubricId: z.string().max(100).optional().describe('the rubric to mark against; the one that is listed first when left out'),
  mode: z
    .enum(['practice', 'class'])
    .default('class')
    .describe('practice: each student sees the mark at once; class: nobody does before a teacher releases it'),
  closes: z.iso.datetime().nullish().describe('when it takes no more essays; never when left out'),
});

/** Sets a task to a class. @throws Problem `invalid-field` or `rubric-unknown`, also when it would be closed already */
export function createAssignment(
  actor: Actor,
  input: unknown,
  { store, now, newId }: Pick<ActionDeps, 'store' | 'now' | 'newId'>,
): Assignment {
  demand(actor, 'manage-assignments');
  const { task, rubricId, mode, closes = null } = parse(AssignmentInput, input);
  const createdAt = now();
  if (closes !== null && closes <= createdAt)
    throw new Problem('invalid-field', '"closes" must be a time to come.', [{ field: 'closes', detail: 'must be a time to come' }]);
  const assignment = { id: newId('asg'), task, rubricId: rubricInForce(store, rubricId).id, mode, closes, author: actor.name, createdAt };
  store.addAssignment(assignment, auditOf(actor, createdAt, 'create-assignment', assignment.id));
  return assignment;
}
