import type { Batch } from '../domain/batch.ts';
import { secondsFor } from '../domain/batch-time.ts';
import { dayOf, moneyOf, refusalOf, timesOf, tokensOf } from '../domain/spending.ts';
import type { Tally } from '../store/class-store.ts';
import type { BatchDeps } from './batch-deps.ts';

/** Characters to a word of an essay, with the space after it. */
const CHARACTERS = 6;
/** How many of the last markings are looked at for the time that one takes. */
export const RECENT = 20;

/**
 * What it is expected to take to mark the essays of a batch that wait. `tokens` is what a cap counts; `money` is null where no prices are known.
 * `fits`: whether the cap of the batch, and what is left of the day's caps, leave room for all of it.
 */
export type BatchEstimate = {
  essays: number;
  words: number;
  requests: number;
  tokens: number;
  inputTokens: number;
  outputTokens: number;
  money: { amount: number; currency: string; asOf: string } | null;
  seconds: number;
  fits: { batch: boolean; day: boolean };
};

/** The estimate for an essay of mean length, as often as essays wait. */
export function estimateBatch(batch: Batch, tally: Tally[], deps: BatchDeps): BatchEstimate {
  const { store, budget, marker, now, atOnce } = deps;
  const waiting = tally.filter(({ state }) => state === 'waiting');
  const essays = waiting.reduce((sum, { items }) => sum + items, 0);
  const words = waiting.reduce((sum, one) => sum + one.words, 0);
  const rubric = store.rubric(batch.rubricId, batch.rubricVersion);
  const one = rubric && essays ? budget.estimates.marking(marker, rubric, (CHARACTERS * words) / essays) : null;
  const all = timesOf(one ?? { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 }, essays);
  const { prices } = budget.cap;
  return {
    essays,
    words,
    requests: all.requests,
    tokens: tokensOf(all),
    inputTokens: all.inputTokens,
    outputTokens: all.outputTokens,
    money: prices && { amount: moneyOf(all, prices), currency: prices.currency, asOf: prices.asOf },
    seconds: secondsFor(essays, words, { model: marker.model, atOnce }, store.recentMarking(RECENT)),
    fits: {
      batch: batch.tokenCap === null || tokensOf(all) === 0 || batch.tokens + tokensOf(all) <= batch.tokenCap,
      day: refusalOf(store.spentOn(dayOf(now())), all, budget.cap) === null,
    },
  };
}
