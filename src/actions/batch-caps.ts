import { Later } from '../domain/later.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Tokens, tokensOf } from '../domain/spending.ts';
import type { Job, Store } from '../store/store.ts';
import type { Budget } from './budget.ts';

export type CapDeps = { store: Store; budget: Pick<Budget, 'estimates'>; marker: { model: string | null }; now: () => string };

const CAPPED = 'Marking the next essay of this batch would pass its cap.';

/**
 * Keeps batches under their caps: what a batch has taken, what its essays that are being marked are expected to take, and what the next one is.
 * What is being marked is known to this process only.
 */
export function batchCaps({ store, budget, marker, now }: CapDeps) {
  const underWay = new Map<string, Set<{ tokens: number; ended: Promise<void> }>>();

  const expected = (job: Job, batch: { rubricId: string; rubricVersion: number }): number => {
    const rubric: Rubric | null = store.rubric(batch.rubricId, job.rubricVersion ?? batch.rubricVersion);
    const text = store.submission(job.submissionId)?.submission.text;
    const tokens: Tokens | null = rubric && text !== undefined ? budget.estimates.marking(marker, rubric, text.length) : null;
    return tokens ? tokensOf(tokens) : 0;
  };

  return {
    /**
     * Takes room under the cap of the job's batch, and waits where only others that are being marked stand in the way. Call `release` when it has
     * been marked.
     * @throws Later when the cap leaves no room; the whole batch is then held back. Or the signal's reason.
     */
    async hold(job: Job, signal: AbortSignal): Promise<{ release: () => void }> {
      for (;;) {
        signal.throwIfAborted();
        const batch = job.batchId === null ? null : store.batch(job.batchId);
        if (!batch || batch.tokenCap === null) return { release: () => {} };
        const tokens = expected(job, batch);
        const others = underWay.get(batch.id) ?? new Set();
        const promised = [...others].reduce((sum, one) => sum + one.tokens, 0);
        if (tokens === 0 || batch.tokens + promised + tokens <= batch.tokenCap) {
          let end = () => {};
          const own = { tokens, ended: new Promise<void>((resolve) => (end = resolve)) };
          underWay.set(batch.id, others.add(own));
          return {
            release: () => {
              others.delete(own);
              if (others.size === 0) underWay.delete(batch.id);
              end();
            },
          };
        }
        if (batch.tokens + tokens > batch.tokenCap || others.size === 0) {
          store.capBatch(batch.id, CAPPED);
          throw new Later(now(), CAPPED);
        }
        await Promise.race([...[...others].map(({ ended }) => ended), aborted(signal)]);
      }
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
