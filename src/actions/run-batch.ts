import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import type { Batch, BatchState } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import type { Telling } from '../store/class-store.ts';
import { auditOf } from './audit.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { parse } from './parse.ts';

export const Start = z.strictObject({ first: z.number().int().min(1).max(10_000).optional() });
const tokenCap = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export const GoOn = z.strictObject({ tokenCap: tokenCap.optional() });
export const BatchPatch = z.strictObject({ title: z.string().trim().min(1).max(200).optional(), tokenCap: tokenCap.nullable().optional() });

const WORDS: Record<BatchState, string> = {
  ready: 'has not been started',
  running: 'is running',
  asks: 'has marked its first few and waits to be told to go on',
  paused: 'is paused',
  capped: 'has reached its cap',
  cancelled: 'is cancelled',
  done: 'is done',
};

/** Begins to mark, all or the `first` few. @throws Problem `not-found`, `invalid-field` or `conflict` */
export function startBatch(actor: Actor, id: string, input: unknown, deps: BatchDeps): void {
  const { first } = parse(Start, input);
  tell(actor, id, 'start-batch', ['ready'], { told: 'run', ...(first !== undefined && { first }) }, deps);
}

/**
 * Goes on after the first few, or with a larger cap where the cap of the batch was reached.
 * @throws Problem `not-found`, `invalid-field` or `conflict`
 */
export function goOn(actor: Actor, id: string, input: unknown, deps: BatchDeps): void {
  const { tokenCap } = parse(GoOn, input);
  const { batch, state } = batchFor(actor, id, deps);
  if (state === 'capped' && tokenCap === undefined)
    throw new Problem('conflict', 'This batch has reached its cap. Send a larger "tokenCap" with which it goes on.');
  if (tokenCap !== undefined) demandLarger(batch, tokenCap);
  const went = state === 'capped' ? {} : { wentOn: true };
  tell(actor, id, 'go-on-batch', ['asks', 'capped'], { told: 'run', ...went, ...(tokenCap !== undefined && { tokenCap }) }, deps);
}

/** What is being marked is marked to its end; nothing more is begun. @throws Problem `not-found` or `conflict` */
export const pauseBatch = (actor: Actor, id: string, deps: BatchDeps): void =>
  tell(actor, id, 'pause-batch', ['running', 'asks', 'capped'], { told: 'pause' }, deps);

/** Goes on where it was paused. @throws Problem `not-found` or `conflict` */
export const resumeBatch = (actor: Actor, id: string, deps: BatchDeps): void =>
  tell(actor, id, 'resume-batch', ['paused'], { told: 'run' }, deps);

/** Ends it for good: what is marked stays, what waits is `cancelled`. @throws Problem `not-found` or `conflict` */
export const cancelBatch = (actor: Actor, id: string, deps: BatchDeps): void =>
  tell(actor, id, 'cancel-batch', ['ready', 'running', 'asks', 'paused', 'capped'], { told: 'cancel' }, deps);

/** Tries those again for which the engine failed. How many. @throws Problem `not-found` or `conflict` */
export function retryBatch(actor: Actor, id: string, deps: BatchDeps): number {
  const { state } = batchFor(actor, id, deps);
  if (state === 'ready' || state === 'cancelled') throw notNow(state);
  const tried = deps.store.retryFailed(id, auditOf(actor, deps.now(), 'retry-batch', id));
  if (tried) deps.queue.wake();
  return tried;
}

/**
 * Gives a batch another title or cap (null: none). A cap that leaves room again lets it go on.
 * @throws Problem `not-found` or `invalid-field`
 */
export function changeBatch(actor: Actor, id: string, input: unknown, deps: BatchDeps): void {
  const { title, tokenCap } = parse(BatchPatch, input);
  const { batch } = batchFor(actor, id, deps);
  if (typeof tokenCap === 'number') demandLarger(batch, tokenCap);
  const change = { ...(title !== undefined && { title }), ...(tokenCap !== undefined && { tokenCap }) };
  if (Object.keys(change).length === 0) return;
  deps.store.tellBatch(id, change, auditOf(actor, deps.now(), 'change-batch', id, Object.keys(change).join(', ')));
  deps.queue.wake();
}

function demandLarger({ tokens }: Batch, tokenCap: number): void {
  if (tokenCap > tokens) return;
  const detail = `must be more than the ${tokens} tokens that it has taken`;
  throw new Problem('invalid-field', `"tokenCap" ${detail}.`, [{ field: 'tokenCap', detail }]);
}

function tell(actor: Actor, id: string, action: string, from: BatchState[], telling: Telling, deps: BatchDeps): void {
  const { state } = batchFor(actor, id, deps);
  if (!from.includes(state)) throw notNow(state);
  for (const ended of deps.store.tellBatch(id, telling, auditOf(actor, deps.now(), action, id))) deps.queue.cancel(ended);
  deps.queue.wake();
}

/** Refuses what the state of a batch does not allow. */
export const notNow = (state: BatchState) => new Problem('conflict', `This batch ${WORDS[state]}.`);
