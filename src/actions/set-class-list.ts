import type { Actor } from '../domain/actor.ts';
import type { Member } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import { auditOf } from './audit.ts';
import type { BatchDeps } from './batch-deps.ts';
import type { TableColumns } from './intake.ts';
import { assignmentFor } from './read-assignment.ts';

/** Longest class list. */
const MOST = 5000;

/**
 * Puts a class list, CSV or XLSX as its bytes tell, in the place of the one before. The list as it is kept.
 * @throws Problem `not-found`, or `invalid-field` when it cannot be read, is empty or too long
 */
export async function setClassList(
  actor: Actor,
  id: string,
  list: Uint8Array,
  columns: Omit<TableColumns, 'essay'>,
  deps: BatchDeps,
): Promise<Member[]> {
  assignmentFor(actor, id, deps);
  const members = await deps.intake.readClassList(list, columns);
  if (members.length === 0 || members.length > MOST) {
    const detail = `must name at least one student and at most ${MOST}`;
    throw new Problem('invalid-field', `The list ${detail}.`, [{ field: 'body', detail }]);
  }
  deps.store.setMembers(id, members, auditOf(actor, deps.now(), 'set-class-list', id, `${members.length} members`));
  return deps.store.members(id);
}
