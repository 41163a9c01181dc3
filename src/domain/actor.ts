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
  'edit-reasons': ['teacher', 'admin', 'system'],
  'compare-rubrics': ['teacher', 'admin', 'system'],
  'remark-submission': ['teacher', 'admin', 'system'],
  'query-mark': ['student', 'teacher', 'admin', 'system'],
  'review-script': ['teacher', 'admin', 'system'],
  'release-script': ['teacher', 'admin', 'system'],
  'moderate-class': ['admin', 'system'],
  'mark-unseen': ['teacher', 'admin'],
  'list-checks': ['teacher', 'admin', 'system'],
  'read-spending': ['teacher', 'admin', 'system'],
  'withdraw-check': ['teacher', 'admin', 'system'],
  'read-assignment': ['student', 'teacher', 'admin', 'system'],
  'manage-assignments': ['teacher', 'admin', 'system'],
  'manage-batches': ['teacher', 'admin', 'system'],
  'manage-seeds': ['teacher', 'admin', 'system'],
  'record-check': ['system'],
  'mark-submission': ['system'],
  'replay-assessment': ['system'],
} as const satisfies Record<string, readonly Actor['role'][]>;

export type Right = keyof typeof rights;

export const mayDo = ({ role }: Actor, right: Right): boolean => (rights[right] as readonly string[]).includes(role);

/** @throws Problem `not-allowed` when the actor's role does not have the right. */
export function demand(actor: Actor, right: Right): void {
  if (!mayDo(actor, right)) throw new Problem('not-allowed', `A ${actor.role} does not have the right "${right}".`);
}

/**
 * Whose work somebody may see and change: a teacher their own, which goes by the name of their key; a head of department (an admin) everybody's.
 */
export const mayHandle = (actor: Actor, author: string): boolean =>
  actor.role === 'teacher' ? actor.name === author : actor.role !== 'student';

/** The author to whose work a list is limited; null: none. */
export const onlyOf = (actor: Actor): string | null => (actor.role === 'teacher' ? actor.name : null);
