import { type Actor, demand } from '../domain/actor.ts';
import type { RubricVersion } from '../store/store.ts';
import type { ActionDeps } from './audit.ts';
import { noRubric } from './read-rubric.ts';

export type ListedVersion = Omit<RubricVersion, 'author' | 'note'> & { author: string | null; note: string | null };

/**
 * Every version of a rubric, newest first. Who made it and why is for staff only.
 * @throws Problem `not-found`
 */
export function listRubricVersions(actor: Actor, id: string, { store }: Pick<ActionDeps, 'store'>): ListedVersion[] {
  demand(actor, 'read-rubric');
  const versions = store.rubricVersions(id);
  if (versions.length === 0) throw noRubric();
  return actor.role === 'student' ? versions.map((one) => ({ ...one, author: null, note: null })) : versions;
}
