import { Problem } from './errors.ts';

/** Who asks. A student holds nothing but the unguessable id of a submission; teachers and admins hold an API key. */
export type Actor = { role: 'student' | 'teacher' | 'admin' | 'system'; name: string };

export const student: Actor = { role: 'student', name: 'student' };
export const system: Actor = { role: 'system', name: 'system' };

const rights = {
  'submit-essay': ['student', 'teacher', 'admin', 'system'],
  'read-submission': ['student', 'teacher', 'admin', 'system'],
  'delete-submission': ['student', 'teacher', 'admin', 'system'],
  'read-rubric': ['student', 'teacher', 'admin', 'system'],
  'list-submissions': ['teacher', 'admin', 'system'],
  'edit-rubric': ['teacher', 'admin', 'system'],
  'compare-rubrics': ['teacher', 'admin', 'system'],
  'remark-submission': ['teacher', 'admin', 'system'],
  'list-checks': ['teacher', 'admin', 'system'],
  'read-spending': ['teacher', 'admin', 'system'],
  'withdraw-check': ['teacher', 'admin', 'system'],
  'record-check': ['system'],
  'mark-submission': ['system'],
  'replay-assessment': ['system'],
} as const satisfies Record<string, readonly Actor['role'][]>;

export type Right = keyof typeof rights;

/** @throws Problem `not-allowed` when the actor's role does not have the right. */
export function demand(actor: Actor, right: Right): void {
  const allowed: readonly string[] = rights[right];
  if (!allowed.includes(actor.role)) throw new Problem('not-allowed', `A ${actor.role} does not have the right "${right}".`);
}
