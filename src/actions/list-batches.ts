import { z } from 'zod';
import { type Actor, demand, onlyOf } from '../domain/actor.ts';
import { ItemOutcome, ScriptState } from '../domain/batch.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import type { ListedItem } from '../store/class-store.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { parse } from './parse.ts';
import { type ReadBatch, readBatch } from './read-batch.ts';

export const BatchPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  after: z.string().optional().describe('`next` of the page before'),
});
export const ItemQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(1).optional().describe('`next` of the page before'),
  state: ScriptState.optional(),
  outcome: ItemOutcome.optional(),
  sort: z
    .enum(['order', 'need', 'mark', 'identifier'])
    .default('order')
    .describe('as they were sent; what needs a person most first; highest mark first; by identifier'),
});

/** Batches, newest first: a teacher's own, a head of department's all. `next` is null on the last page. */
export function listBatches(actor: Actor, input: unknown, deps: BatchDeps): { items: ReadBatch[]; next: string | null } {
  demand(actor, 'manage-batches');
  const { limit, after } = parse(BatchPage, input);
  const found = deps.store.batches({ limit: limit + 1, author: onlyOf(actor), ...(after !== undefined && { after }) });
  const items = found.slice(0, limit).map(({ id }) => readBatch(actor, id, deps));
  return { items, next: found.length > limit ? (items.at(-1)?.batch.id ?? null) : null };
}

/** An item as it is listed; `unseen`: this actor has to mark it before seeing the engine's mark. */
export type SeenItem = ListedItem & { unseen: boolean };

/**
 * The items of a batch, a page at a time. `next` is null on the last page.
 * @throws Problem `not-found` or `invalid-field`
 */
export function listItems(actor: Actor, id: string, input: unknown, deps: BatchDeps): { items: SeenItem[]; next: number | null } {
  batchFor(actor, id, deps);
  const { limit, cursor, state, outcome, sort } = parse(ItemQuery, input);
  const page = {
    limit: limit + 1,
    sort,
    ...(cursor !== undefined && { after: cursor }),
    ...(state && { state }),
    ...(outcome && { outcome }),
  };
  const found = deps.store.items(id, page);
  const items = found.slice(0, limit);
  const unseen = ({ blind, submissionId, state: of }: ListedItem) =>
    blind && submissionId !== null && of !== null && isBlindTo(actor, deps.store.blindness(submissionId), of);
  return { items: items.map((item) => ({ ...item, unseen: unseen(item) })), next: found.length > limit ? (items.at(-1)?.n ?? null) : null };
}
