import type { Batch } from '../domain/batch.ts';
import { secondsAtPace, secondsFor } from '../domain/batch-time.ts';
import { dayOf, moneyOf, noTokens, refusalOf, timesOf, tokensOf } from '../domain/spending.ts';
import type { Tally } from '../store/class-store.ts';
import type { BatchDeps } from './batch-deps.ts';

/** Characters to a word of an essay, with the space after it. */
const CHARACTERS = 6;
/** How many of the last markings are looked at for the time that one takes. */
const RECENT = 20;

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
  const { store, budget, marker, now } = deps;
  const { essays, words } = waitingIn(tally);
  const rubric = marker.model === null || essays === 0 ? null : store.rubric(batch.rubricId, batch.rubricVersion);
  const one = rubric ? budget.estimates.marking(marker, rubric, (CHARACTERS * words) / essays) : null;
  const all = timesOf(one ?? noTokens, essays);
  const { prices } = budget.cap;
  return {
    essays,
    words,
    requests: all.requests,
    tokens: tokensOf(all),
    inputTokens: all.inputTokens,
    outputTokens: all.outputTokens,
    money: prices && { amount: moneyOf(all, prices), currency: prices.currency, asOf: prices.asOf },
    seconds: secondsFor(essays, words, { model: marker.model, atOnce: deps.atOnce }, store.recentMarking(RECENT)),
    fits: {
      batch: batch.tokenCap === null || tokensOf(all) === 0 || batch.tokens + tokensOf(all) <= batch.tokenCap,
      day: refusalOf(store.spentOn(dayOf(now())), all, budget.cap) === null,
    },
  };
}

/** Seconds that the essays of a batch which wait are expected to take: at the pace of now where there is one, else as estimated. */
export function secondsLeft(tally: Tally[], { store, marker, now, atOnce }: BatchDeps): number {
  const { essays, words } = waitingIn(tally);
  const recent = store.recentMarking(RECENT);
  return secondsAtPace(essays, recent, now()) ?? secondsFor(essays, words, { model: marker.model, atOnce }, recent);
}

function waitingIn(tally: Tally[]): { essays: number; words: number } {
  const waiting = tally.filter(({ state }) => state === 'waiting');
  return { essays: waiting.reduce((sum, { items }) => sum + items, 0), words: waiting.reduce((sum, one) => sum + one.words, 0) };
}
