import { z } from 'zod';
import { type Actor, demand, mayHandle } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { demandEssay } from '../domain/essay.ts';
import { heldAgainst, type Seed, type SeedMarking } from '../domain/seed.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import type { BatchDeps } from './batch-deps.ts';
import { wrong } from './batch-sources.ts';
import type { FileIn, Intake } from './intake.ts';
import { parse } from './parse.ts';
import { rubricInForce } from './rubric-in-force.ts';

export const SeedInput = z.strictObject({
  title: z.string().trim().min(1).max(200),
  text: z.string().describe('the essay as plain text'),
  rubricId: z.string().max(100).optional().describe('the rubric that it answers; the one that is listed first when left out'),
  definitive: z.number().int().min(0).describe('the mark that is settled for it'),
  tolerance: z.number().int().min(0).max(10).default(2).describe('how many marks another may differ from it'),
});
/**
 * A seed script and each marking of it, newest first: `gap` is how much higher the engine's mark was. `uses`: in how many batches it has been;
 * `outOf`: the most marks that it could get, null where its rubric is gone;
 * `mine`: whether whoever asks may delete it.
 */
export type SeedRecord = Seed & {
  outOf: number | null;
  uses: number;
  mine: boolean;
  record: (SeedMarking & { gap: number; drifted: boolean })[];
};

/** What a seed script is made of: the fields of `SeedInput`, the text of it or else a file that holds it. */
export type SeedSource = { input: unknown; file: FileIn | null };
type SeedDeps = Pick<ActionDeps, 'store' | 'now' | 'newId'> & Pick<BatchDeps, 'intake'>;

/**
 * Registers an essay whose mark is settled.
 * @throws Problem `invalid-field` (also where the file cannot be read), `rubric-unknown` or as for any essay
 */
export async function addSeed(actor: Actor, { input, file }: SeedSource, { store, now, newId, intake }: SeedDeps): Promise<Seed> {
  demand(actor, 'manage-seeds');
  const { rubricId, ...given } = parse(SeedInput, file ? await withText(input as object, file, intake) : input);
  demandEssay(given.text);
  const listed = rubricInForce(store, rubricId);
  const most = store.rubric(listed.id, listed.version)?.scheme.maxMark ?? 0;
  if (given.definitive > most) throw wrong('definitive', `must be at most ${most}`);
  const seed = { ...given, id: newId('sed'), rubricId: listed.id, author: actor.name, createdAt: now() };
  store.addSeed(seed, auditOf(actor, seed.createdAt, 'add-seed', seed.id));
  return seed;
}

async function withText(input: object, file: FileIn, intake: Intake): Promise<object> {
  if ('text' in input) throw wrong('text', 'must be left out where a file is sent');
  const [read, another] = await intake.readFiles([file]);
  if (!read || another) throw wrong('text', 'must be one file with one essay');
  if (read.outcome !== 'accepted')
    throw wrong('text', `cannot be read: ${read.outcome === 'unreadable' ? read.detail : 'it is there twice'}`);
  return { ...input, text: read.text };
}

/** Every seed script of the department, newest first, with its record. */
export function listSeeds(actor: Actor, { store }: Pick<ActionDeps, 'store'>): SeedRecord[] {
  demand(actor, 'manage-seeds');
  const uses = new Map(store.seedUses().map(({ seedId, batches }) => [seedId, batches]));
  return store.seeds({ author: null }).map((seed) => ({
    ...seed,
    outOf: store.rubric(seed.rubricId)?.scheme.maxMark ?? null,
    uses: uses.get(seed.id) ?? 0,
    mine: mayHandle(actor, seed.author),
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
