import { type Actor, demand, mayHandle, onlyOf } from '../domain/actor.ts';
import { type Assignment, type ClassMember, classOf, type HandedIn } from '../domain/assignment.ts';
import { Problem } from '../domain/errors.ts';
import type { ActionDeps } from './audit.ts';

type Deps = Pick<ActionDeps, 'store'>;

/** An assignment, as whoever holds its link may read it. @throws Problem `not-found` */
export function readAssignment(actor: Actor, id: string, { store }: Deps): Assignment {
  demand(actor, 'read-assignment');
  const assignment = store.assignment(id);
  if (!assignment) throw noAssignment();
  return assignment;
}

/** An assignment that this actor may change. @throws Problem `not-allowed`, or `not-found`: also where it is another teacher's */
export function assignmentFor(actor: Actor, id: string, deps: Deps): Assignment {
  demand(actor, 'manage-assignments');
  const assignment = readAssignment(actor, id, deps);
  if (!mayHandle(actor, assignment.author)) throw noAssignment();
  return assignment;
}

/** Assignments, newest first: a teacher's own, a head of department's all. */
export function listAssignments(actor: Actor, { store }: Deps): Assignment[] {
  demand(actor, 'manage-assignments');
  return store.assignments(onlyOf(actor));
}

/** Who of the class has handed in, who has not, who more than once, and essays of nobody on the list. @throws Problem `not-found` */
export function readClass(actor: Actor, id: string, deps: Deps): { members: ClassMember[]; unknown: HandedIn[] } {
  assignmentFor(actor, id, deps);
  return classOf(deps.store.members(id), deps.store.handedIn(id));
}

const noAssignment = () => new Problem('not-found', 'There is no assignment with this id. It may have been deleted.');
