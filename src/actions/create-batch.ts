import { z } from 'zod';
import { type Actor, demand, mayHandle } from '../domain/actor.ts';
import type { Batch, Incoming } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import type { NewItem } from '../store/class-store.ts';
import { auditOf } from './audit.ts';
import type { BatchDeps } from './batch-deps.ts';
import { drawOf, itemOf, itemsOf, withBlind, withSeeds } from './batch-items.ts';
import type { FileIn, TableColumns } from './intake.ts';
import { type EssayIn, judgeEssays } from './judge-essays.ts';
import { parse } from './parse.ts';
import { assignmentFor } from './read-assignment.ts';
import { rubricInForce } from './rubric-in-force.ts';
import { startBatch } from './run-batch.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters');

/** How a batch is to be marked. Numbers may come as text, since forms send text. */
export const BatchSettings = z.strictObject({
  title: line(200).optional().describe('what it is called; the day when left out'),
  rubricId: z.string().max(100).optional().describe('the rubric to mark against; the one that is listed first when left out'),
  first: z.coerce.number().int().min(1).max(10_000).optional().describe('mark so many first, then ask whether to go on'),
  tokenCap: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('the most input and output tokens that it may take; it stops before that is passed'),
  blindShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('the share, 0 to 1, that a teacher marks before seeing the engine’s mark'),
  seeds: z.coerce.number().int().min(0).max(50).default(0).describe('how many seed scripts to slip in'),
  start: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(false)
    .describe('begin at once, without waiting to be told'),
});
export const EssayOfBatch = z.strictObject({
  identifier: line(100).describe('whose it is; text, so that leading zeros are kept'),
  name: line(200).nullish(),
  group: line(100).nullish(),
  text: z.string(),
});
/** A batch as JSON: essays, or an assignment, or submissions that are there already. */
export const BatchInput = z.strictObject({
  ...BatchSettings.shape,
  essays: z.array(EssayOfBatch).min(1).max(10_000).optional(),
  assignmentId: z.string().max(100).optional().describe('every essay handed in for it that no batch has yet; of each student the newest'),
  submissionIds: z.array(z.string().max(100)).min(1).max(10_000).optional().describe('essays that no batch has yet, all of one rubric'),
});

/** What a batch is made of. */
export type BatchSource =
  | { files: FileIn[]; pattern: string | null }
  | { table: Uint8Array; columns: TableColumns & { fileName?: string | undefined } }
  | { json: unknown };

type Made = { items: Omit<NewItem, 'n'>[]; batch: Batch };

/**
 * Keeps a batch of what is sent, each file or row with its outcome. It is counted and waits to be told to start, unless `start` is set.
 * @throws Problem `invalid-field` when nothing in it can be marked or a setting is wrong, `not-found` for an assignment, `rubric-unknown`, or what
 * intake refuses as a whole. Then nothing is kept.
 */
export async function createBatch(actor: Actor, source: BatchSource, settings: unknown, deps: BatchDeps): Promise<Batch> {
  demand(actor, 'manage-batches');
  const { items, batch, input } = await madeFrom(actor, source, settings, deps);
  if (!items.some(({ outcome }) => outcome === 'accepted')) throw nothingToMark(items);
  const seeds = drawOf(seedsFor(batch, deps), input.seeds);
  if (seeds.length < input.seeds)
    throw wrong('seeds', `must be at most ${seeds.length}, which is how many seed scripts there are for this rubric`);
  const all = withBlind(withSeeds(items, seeds, batch, deps.newId), batch.blindShare).map((item, i) => ({ ...item, n: i + 1 }));
  const accepted = all.filter(({ outcome }) => outcome === 'accepted').length;
  deps.store.addBatch(batch, all, auditOf(actor, batch.createdAt, 'create-batch', batch.id, `${accepted} of ${all.length} items accepted`));
  // essays that were marked before they were chosen leave nothing to start
  if (input.start && deps.store.left(batch.id).held > 0) startBatch(actor, batch.id, {}, deps);
  return batch;
}

type Settings = z.infer<typeof BatchSettings>;

async function madeFrom(actor: Actor, source: BatchSource, settings: unknown, deps: BatchDeps): Promise<Made & { input: Settings }> {
  if (!('json' in source)) {
    const input = parse(BatchSettings, settings);
    const batch = batchOf(actor, input, rubricInForce(deps.store, input.rubricId), deps);
    const incoming =
      'files' in source
        ? await deps.intake.readFiles(source.files, { pattern: source.pattern })
        : await deps.intake.readTable(source.table, source.columns);
    return { input, batch, items: itemsOf(incoming, batch, deps.newId) };
  }
  const { essays, assignmentId, submissionIds, ...input } = parse(BatchInput, source.json);
  if ([essays, assignmentId, submissionIds].filter((one) => one !== undefined).length !== 1)
    throw wrong('essays', 'must be given, or assignmentId, or submissionIds, and only one of them');
  const made = assignmentId
    ? ofAssignment(actor, assignmentId, input, deps)
    : submissionIds
      ? ofSubmissions(actor, submissionIds, input, deps)
      : ofEssays(actor, essays ?? [], input, deps);
  return { input, ...made };
}

function ofEssays(actor: Actor, essays: EssayIn[], input: Settings, deps: BatchDeps): Made {
  const batch = batchOf(actor, input, rubricInForce(deps.store, input.rubricId), deps);
  const incoming: Incoming[] = judgeEssays(essays);
  return { batch, items: itemsOf(incoming, batch, deps.newId).map((item) => ({ ...item, fileName: null })) };
}

function ofAssignment(actor: Actor, assignmentId: string, input: Settings, deps: BatchDeps): Made {
  const assignment = assignmentFor(actor, assignmentId, deps);
  if (input.rubricId !== undefined && input.rubricId !== assignment.rubricId) throw wrong('rubricId', 'must be that of the assignment');
  const batch = { ...batchOf(actor, input, rubricInForce(deps.store, assignment.rubricId), deps), assignmentId };
  const groups = new Map(deps.store.members(assignmentId).map((member) => [member.identifier, member]));
  const newest = new Set<string>();
  // of each student the newest counts; what they sent before is an item too, so that nobody misses it
  const items = deps.store.unbatched({ assignmentId }).map((essay, i) => {
    const member = essay.identifier === null ? undefined : groups.get(essay.identifier);
    const item = { ...itemOf(essay, i + 1), ...(member && { name: member.name, group: member.group }) };
    if (essay.identifier === null || !newest.has(essay.identifier)) {
      newest.add(item.identifier);
      return item;
    }
    return { ...item, outcome: 'duplicate' as const, words: 0, submissionId: null, detail: 'A newer essay of the same student is marked.' };
  });
  return { batch, items: items.reverse() };
}

function ofSubmissions(actor: Actor, ids: string[], input: Settings, deps: BatchDeps): Made {
  const found = deps.store.unbatched({ ids }).reverse();
  if (found.length < new Set(ids).size) throw wrong('submissionIds', 'must be essays that are there and that no batch has yet');
  const [rubricId, another] = new Set(found.map((one) => one.rubricId));
  if (another) throw wrong('submissionIds', 'must all be of one rubric');
  if (input.rubricId !== undefined && input.rubricId !== rubricId) throw wrong('rubricId', 'must be that of the essays');
  demandHandled(actor, found, deps);
  return { batch: batchOf(actor, input, rubricInForce(deps.store, rubricId), deps), items: found.map((essay, i) => itemOf(essay, i + 1)) };
}

/** Essays of an assignment are for its teacher, or a head of department, to take. */
function demandHandled(actor: Actor, essays: Submission[], { store }: BatchDeps): void {
  const ids = new Set(essays.flatMap(({ assignmentId }) => assignmentId ?? []));
  for (const id of ids)
    if (!mayHandle(actor, store.assignment(id)?.author ?? actor.name))
      throw wrong('submissionIds', 'must not be of another teacher’s assignment');
}

const batchOf = (actor: Actor, input: Settings, rubric: { id: string; version: number }, { now, newId }: BatchDeps): Batch => ({
  id: newId('bat'),
  title: input.title ?? `Batch of ${now().slice(0, 10)}`,
  rubricId: rubric.id,
  rubricVersion: rubric.version,
  assignmentId: null,
  author: actor.name,
  createdAt: now(),
  first: input.first ?? null,
  tokenCap: input.tokenCap ?? null,
  blindShare: input.blindShare,
  told: 'ready',
  wentOn: false,
  tokens: 0,
});

const seedsFor = ({ rubricId }: Batch, { store }: BatchDeps) => store.seeds({ author: null, rubricId });

const wrong = (field: string, detail: string) => new Problem('invalid-field', `"${field}" ${detail}.`, [{ field, detail }]);

/** Each item is told by its place; a name may be a child's. */
function nothingToMark(items: Made['items']): Problem {
  const fields = items.slice(0, 50).map(({ detail }, i) => ({ field: `items.${i + 1}`, detail: detail ?? 'cannot be marked' }));
  const what = items.length === 0 ? 'There is nothing in this batch.' : `None of the ${items.length} items of this batch can be marked.`;
  return new Problem('invalid-field', `${what} Nothing was kept.`, fields);
}
