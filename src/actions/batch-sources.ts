import { type Actor, mayHandle } from '../domain/actor.ts';
import type { Batch } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import type { NewItem } from '../store/class-store.ts';
import { turns } from '../turns.ts';
import type { BatchDeps } from './batch-deps.ts';
import { BatchInput, BatchSettings } from './batch-input.ts';
import { itemOf, itemsOf } from './batch-items.ts';
import type { FileIn, TableColumns } from './intake.ts';
import { type EssayIn, judgeEssays } from './judge-essays.ts';
import { parse } from './parse.ts';
import { assignmentFor } from './read-assignment.ts';
import { rubricInForce } from './rubric-in-force.ts';

/** What a batch is made of. `pattern` is asked for when the files have been read. */
export type BatchSource =
  | { files: FileIn[] | AsyncIterable<FileIn>; pattern: () => string | null }
  | { table: Uint8Array; columns: TableColumns & { fileName?: string | undefined } }
  | { json: unknown };

/** A batch that is not kept yet, its items, and how it is to be marked. */
type Made = { items: Omit<NewItem, 'n'>[]; batch: Batch };

/**
 * The batch that a source makes, with an outcome for each item of it. `settings` are asked for when its files have been read.
 * @throws Problem `invalid-field`, `not-found` for an assignment, `rubric-unknown`, or what intake refuses as a whole
 */
export async function madeFrom(
  actor: Actor,
  source: BatchSource,
  settings: () => unknown,
  deps: BatchDeps,
): Promise<Made & { input: BatchSettings }> {
  if (!('json' in source)) {
    const incoming =
      'files' in source
        ? await deps.intake.readFiles(source.files, { pattern: source.pattern })
        : await deps.intake.readTable(source.table, source.columns);
    const input = parse(BatchSettings, settings());
    const batch = batchOf(actor, input, rubricInForce(deps.store, input.rubricId), deps);
    return { input, batch, items: itemsOf(incoming, batch, deps.newId) };
  }
  const { essays, assignmentId, submissionIds, ...input } = parse(BatchInput, source.json);
  if ([essays, assignmentId, submissionIds].filter((one) => one !== undefined).length !== 1)
    throw wrong('essays', 'must be given, or assignmentId, or submissionIds, and only one of them');
  const made = assignmentId
    ? await ofAssignment(actor, assignmentId, input, deps)
    : submissionIds
      ? await ofSubmissions(actor, submissionIds, input, deps)
      : await ofEssays(actor, essays ?? [], input, deps);
  return { input, ...made };
}

async function ofEssays(actor: Actor, essays: EssayIn[], input: BatchSettings, deps: BatchDeps): Promise<Made> {
  const batch = batchOf(actor, input, rubricInForce(deps.store, input.rubricId), deps);
  const incoming = await judgeEssays(essays);
  return { batch, items: itemsOf(incoming, batch, deps.newId).map((item) => ({ ...item, fileName: null })) };
}

async function ofAssignment(actor: Actor, assignmentId: string, input: BatchSettings, deps: BatchDeps): Promise<Made> {
  const assignment = assignmentFor(actor, assignmentId, deps);
  if (input.rubricId !== undefined && input.rubricId !== assignment.rubricId) throw wrong('rubricId', 'must be that of the assignment');
  const batch = { ...batchOf(actor, input, rubricInForce(deps.store, assignment.rubricId), deps), assignmentId };
  const groups = new Map(deps.store.members(assignmentId).map((member) => [member.identifier, member]));
  const newest = new Set<string>();
  // of each student the newest counts; what they sent before is an item too, so that nobody misses it
  const turn = turns();
  const items: Made['items'] = [];
  for (const [i, essay] of deps.store.unbatched({ assignmentId }).entries()) {
    await turn();
    const member = essay.identifier === null ? undefined : groups.get(essay.identifier);
    const item = { ...itemOf(essay, i + 1), ...(member && { name: member.name, group: member.group }) };
    if (essay.identifier === null || !newest.has(essay.identifier)) {
      newest.add(item.identifier);
      items.push(item);
    } else
      items.push({ ...item, outcome: 'duplicate', words: 0, submissionId: null, detail: 'A newer essay of the same student is marked.' });
  }
  return { batch, items: items.reverse() };
}

async function ofSubmissions(actor: Actor, ids: string[], input: BatchSettings, deps: BatchDeps): Promise<Made> {
  const found = deps.store.unbatched({ ids }).reverse();
  if (found.length < new Set(ids).size) throw wrong('submissionIds', 'must be essays that are there and that no batch has yet');
  const [rubricId, another] = new Set(found.map((one) => one.rubricId));
  if (another) throw wrong('submissionIds', 'must all be of one rubric');
  if (input.rubricId !== undefined && input.rubricId !== rubricId) throw wrong('rubricId', 'must be that of the essays');
  demandHandled(actor, found, deps);
  const batch = batchOf(actor, input, rubricInForce(deps.store, rubricId), deps);
  const turn = turns();
  const items: Made['items'] = [];
  for (const essay of found) {
    items.push(itemOf(essay, items.length + 1));
    await turn();
  }
  return { batch, items };
}

/** Essays of an assignment are for its teacher, or a head of department, to take. */
function demandHandled(actor: Actor, essays: Submission[], { store }: BatchDeps): void {
  const ids = new Set(essays.flatMap(({ assignmentId }) => assignmentId ?? []));
  for (const id of ids)
    if (!mayHandle(actor, store.assignment(id)?.author ?? actor.name))
      throw wrong('submissionIds', 'must not be of another teacher’s assignment');
}

const batchOf = (actor: Actor, input: BatchSettings, rubric: { id: string; version: number }, { now, newId }: BatchDeps): Batch => ({
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

export const wrong = (field: string, detail: string) => new Problem('invalid-field', `"${field}" ${detail}.`, [{ field, detail }]);
