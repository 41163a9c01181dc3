import { type Actor, demand } from '../domain/actor.ts';
import { canBeRemarked, isRead, type Remarkable } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import { auditOf } from './audit.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { type BatchEstimate, estimateBatch } from './estimate-batch.ts';
import { notNow } from './run-batch.ts';

/**
 * What marking a batch again comes to: against which version of the rubric, and the batch's version until then; how many essays are queued, of
 * how many the new marking is a proposal since a teacher has read, changed or released what is shown; what is left, by its place, and why; and
 * what it is expected to take.
 */
export type Remarking = {
  rubric: { id: string; version: number; before: number };
  queued: number;
  proposals: number;
  left: { n: number; why: 'waiting' | 'never-marked' }[];
  estimate: BatchEstimate;
};

/**
 * Queues all essays of a batch for marking again, against the version of its rubric that is in force now, or only tells what that would come to.
 * Nothing that a teacher has changed, read or released is replaced, and no mark by a failure: see shownAfter. The caps of the batch and of the
 * day hold as when it was first marked.
 * @throws Problem `not-allowed`, `not-found`, or `conflict` while the batch has essays to be marked, or when its rubric is archived
 */
export function remarkBatch(actor: Actor, id: string, isTry: boolean, deps: BatchDeps): Remarking {
  demand(actor, 'remark-submission');
  const { batch, state } = batchFor(actor, id, deps);
  const { store, queue, now } = deps;
  if (state !== 'done' && state !== 'cancelled') throw notNow(state);
  const inForce = store.rubrics().find((one) => one.id === batch.rubricId);
  if (!inForce) throw new Problem('conflict', 'The rubric of this batch is archived, so nothing is marked against it any more.');
  const { version } = inForce;
  const found = isTry ? store.remarkable(id) : store.remarkBatch(id, version, auditOf(actor, now(), 'remark-batch', id));
  if (!isTry) queue.wake();
  const queued = found.filter(canBeRemarked);
  const words = queued.reduce((sum, one) => sum + one.words, 0);
  return {
    rubric: { id: batch.rubricId, version, before: batch.rubricVersion },
    queued: queued.length,
    proposals: queued.filter((one) => isRead(one.state)).length,
    left: found.filter((one) => !canBeRemarked(one)).map(({ n, state: of }) => ({ n, why: whyLeft(of) })),
    estimate: estimateBatch(
      { ...batch, rubricVersion: version },
      [{ outcome: 'accepted', state: 'waiting', items: queued.length, words }],
      deps,
    ),
  };
}

const whyLeft = (state: Remarkable['state']) => (state === 'cancelled' ? 'never-marked' : 'waiting');
