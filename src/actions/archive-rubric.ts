import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { noRubric } from './read-rubric.ts';
import { demandMatch, staleVersion } from './rubric-match.ts';

/**
 * Archives a rubric: it is listed no more and takes no new essays, while what was marked against it can still be read.
 * Archiving one that is archived does nothing. `ifMatch` is optional here.
 * @throws Problem `not-found`, `conflict` while submissions wait on it, or `precondition-failed`
 */
export function archiveRubric(
  actor: Actor,
  id: string,
  ifMatch: string | undefined,
  { store, now }: Pick<ActionDeps, 'store' | 'now'>,
): void {
  demand(actor, 'edit-rubric');
  const current = store.rubric(id);
  if (!current) throw noRubric();
  if (ifMatch !== undefined) demandMatch(ifMatch, current);
  const done = store.archiveRubric(id, auditOf(actor, now(), 'archive-rubric', id), current.version);
  if (done === 'none') throw noRubric();
  if (done === 'stale') throw staleVersion(store.rubric(id) ?? current);
  if (done === 'waiting')
    throw new Problem('conflict', 'Submissions wait to be marked against this rubric; try again when they are done, or delete them.');
}
