import type { Actor } from '../domain/actor.ts';
import { type Batch, type BatchState, ItemOutcome, ScriptState, stateOf } from '../domain/batch.ts';
import type { Tally } from '../store/class-store.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { type Drift, driftIn } from './drift-in.ts';
import { type BatchEstimate, estimateBatch, secondsLeft } from './estimate-batch.ts';

/** How many items came to what, and how many essays are how far. */
export type Counts = { items: number; outcomes: Record<ItemOutcome, number>; states: Record<ScriptState, number>; words: number };
/** `secondsLeft`: null where nothing is being marked. */
export type Progress = { state: BatchState; counts: Counts; done: number; of: number; tokens: number; secondsLeft: number | null };
export type ReadBatch = { batch: Batch; progress: Progress; estimate: BatchEstimate; seedsMarked: number; drift: Drift[] };

/**
 * A batch: how far it has come, what is still expected of it, and how its seed scripts fared.
 * @throws Problem `not-found`
 */
export function readBatch(actor: Actor, id: string, deps: BatchDeps): ReadBatch {
  const { batch } = batchFor(actor, id, deps);
  const tally = deps.store.tally(id);
  return {
    batch,
    progress: progressOf(batch, tally, deps),
    estimate: estimateBatch(batch, tally, deps),
    ...driftIn(id, deps),
  };
}

/** How far a batch has come: `done` of its accepted essays are past waiting, or are cancelled. */
export function progressOf(batch: Batch, tally: Tally[], deps: BatchDeps): Progress {
  const state = stateOf(batch, deps.store.left(batch.id));
  const counts = countsOf(tally);
  const of = counts.outcomes.accepted;
  return {
    state,
    counts,
    done: of - counts.states.waiting,
    of,
    tokens: batch.tokens,
    secondsLeft: state === 'running' && counts.states.waiting > 0 ? secondsLeft(tally, deps) : null,
  };
}

function countsOf(tally: Tally[]): Counts {
  const sum = (which: (one: Tally) => boolean, of: 'items' | 'words' = 'items') =>
    tally.filter(which).reduce((total, one) => total + one[of], 0);
  const each = <K extends string>(keys: readonly K[], of: (one: Tally) => string | null) =>
    Object.fromEntries(keys.map((key) => [key, sum((one) => of(one) === key)])) as Record<K, number>;
  return {
    items: sum(() => true),
    outcomes: each(ItemOutcome.options, ({ outcome }) => outcome),
    states: each(ScriptState.options, ({ state }) => state),
    words: sum(() => true, 'words'),
  };
}
