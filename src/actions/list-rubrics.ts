import { type Actor, demand } from '../domain/actor.ts';
import type { ActionDeps } from './audit.ts';

export type RubricSummary = { id: string; title: string; version: number; hash: string; createdAt: string };

/** The version in force of each rubric that is not archived, in the order that their questions ask for. The first is the one that an essay is marked against when it names none. */
export function listRubrics(actor: Actor, { store }: Pick<ActionDeps, 'store'>): RubricSummary[] {
  demand(actor, 'read-rubric');
  return store.rubrics();
}
