import { z } from 'zod';
import { type Actor, demand, mayHandle } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { demandEssay } from '../domain/essay.ts';
import { heldAgainst, type Seed, type SeedMarking } from '../domain/seed.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { rubricInForce } from './rubric-in-force.ts';

export const SeedInput = z.strictObject({
  title: z.string().trim().min(1).max(200),
  text: z.string().describe('the essay as plain text'),
  rubricId: z.string().max(100).optional().describe('the rubric that it answers; the one that is listed first when left out'),
  definitive: z.number().int().min(0).describe('the mark that is settled for it'),
  tolerance: z.number().int().min(0).max(10).default(2).describe('how many marks another may differ from it'),
});
/** A seed script and each marking of it: `gap` is how much higher the engine's mark was. */
export type SeedRecord = Seed & { record: (SeedMarking & { gap: number; drifted: boolean })[] };

/** Registers an essay whose mark is settled. @throws Problem `invalid-field`, `rubric-unknown` or as for any essay */
export function addSeed(actor: Actor, input: unknown, { store, now, newId }: Pick<ActionDeps, 'store' | 'now' | 'newId'>): Seed {
  demand(actor, 'manage-seeds');
  const { rubricId, ...given } = parse(SeedInput, input);
  demandEssay(given.text);
  const listed = rubricInForce(store, rubricId);
  const most = store.rubric(listed.id, listed.version)?.scheme.maxMark ?? 0;
  if (given.definitive > most)
    throw new Problem('invalid-field', `"definitive" must be at most ${most}.`, [
      { field: 'definitive', detail: `must be at most ${most}` },
    ]);
  const seed = { ...given, id: newId('sed'), rubricId: listed.id, author: actor.name, createdAt: now() };
  store.addSeed(seed, auditOf(actor, seed.createdAt, 'add-seed', seed.id));
  return seed;
}

/** Every seed script of the department, newest first, with its record. */
export function listSeeds(actor: Actor, { store }: Pick<ActionDeps, 'store'>): SeedRecord[] {
  demand(actor, 'manage-seeds');
  return store.seeds({ author: null }).map((seed) => ({
    ...seed,
    record: store.seedMarkings({ seedId: seed.id }).map((marking) => ({ ...marking, ...heldAgainst(seed, marking.awarded) })),
  }));
}

/** Removes a seed script with its markings. @throws Problem `not-found`, also where it is another teacher's */
export function deleteSeed(actor: Actor, id: string, { store, now }: Pick<ActionDeps, 'store' | 'now'>): void {
  demand(actor, 'manage-seeds');
  const seed = store.seed(id);
  if (!seed || !mayHandle(actor, seed.author) || !store.deleteSeed(id, auditOf(actor, now(), 'delete-seed', id)))
    throw new Problem('not-found', 'There is no seed script of yours with this id.');
}
