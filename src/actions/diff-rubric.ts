import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { diffRubrics, type RubricChange } from '../domain/rubric-diff.ts';
import type { ActionDeps } from './audit.ts';
import { parse } from './parse.ts';
import { noRubric, readRubric } from './read-rubric.ts';

const version = z.coerce.number().int().min(1).optional();
export const DiffQuery = z.strictObject({
  from: version.describe('the version before `to` when left out'),
  to: version.describe('the version in force when left out'),
});

/**
 * What changed from one version of a rubric to another.
 * @throws Problem `not-found` for a rubric or a version that is none
 */
export function diffRubric(
  actor: Actor,
  id: string,
  input: unknown,
  { store }: Pick<ActionDeps, 'store'>,
): { id: string; from: number; to: number; changes: RubricChange[] } {
  demand(actor, 'compare-rubrics');
  const asked = parse(DiffQuery, input);
  const current = store.rubric(id);
  if (!current) throw noRubric();
  const to = asked.to ?? current.version;
  const from = asked.from ?? Math.max(1, to - 1);
  const read = (version: number) => readRubric(actor, id, version, { store });
  return { id, from, to, changes: diffRubrics(read(from), read(to)) };
}
