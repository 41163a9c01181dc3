import { z } from 'zod';
import type { Usage } from './assessment.ts';

/** What requests to a model took. `cachedTokens` are a part of `inputTokens`. */
export type Tokens = Omit<Usage, 'milliseconds'>;
/** What was spent on one day, UTC: `2026-11-25`. */
export type DaySpent = Tokens & { day: string };

/** What a model costs, as whoever runs the service wrote it down: nothing is shipped. Prices are for a million tokens. */
export const Prices = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  asOf: z.iso.date().describe('the day on which the prices were read'),
  source: z.url({ protocol: /^https?$/ }).describe('where they were read'),
  inputPerMillion: z.number().min(0),
  cachedInputPerMillion: z.number().min(0),
  outputPerMillion: z.number().min(0),
});
export type Prices = z.infer<typeof Prices>;

/** The most that may be spent, on a day or by a command; null: there is no such cap. Money counts only where prices are known. */
export type Cap = { tokens: number | null; money: number | null; prices: Prices | null };
/** Why an estimate may not be spent. `never`: the whole cap would not suffice, so it does not help to wait. */
export type Refusal = { of: 'tokens' | 'money'; cap: number; spent: number; estimate: number; never: boolean };

export const noTokens: Tokens = { requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

/** What a cap on tokens counts: all that was read and all that was written. */
export const tokensOf = ({ inputTokens, outputTokens }: Tokens): number => inputTokens + outputTokens;

export const sumOf = (all: Tokens[]): Tokens =>
  all.reduce(
    (sum, one) => ({
      requests: sum.requests + one.requests,
      inputTokens: sum.inputTokens + one.inputTokens,
      cachedTokens: sum.cachedTokens + one.cachedTokens,
      outputTokens: sum.outputTokens + one.outputTokens,
    }),
    noTokens,
  );

/** So many times as much, rounded up. */
export const timesOf = ({ requests, inputTokens, cachedTokens, outputTokens }: Tokens, times: number): Tokens => ({
  requests: Math.ceil(requests * times),
  inputTokens: Math.ceil(inputTokens * times),
  cachedTokens: Math.ceil(cachedTokens * times),
  outputTokens: Math.ceil(outputTokens * times),
});

/** In the currency of the prices, not rounded. */
export const moneyOf = ({ inputTokens, cachedTokens, outputTokens }: Tokens, prices: Prices): number =>
  ((inputTokens - cachedTokens) * prices.inputPerMillion +
    cachedTokens * prices.cachedInputPerMillion +
    outputTokens * prices.outputPerMillion) /
  1_000_000;

/**
 * The rule of every cap: what is expected of the next piece of work must fit into what is left. Null when it may begin.
 * What asks nothing of a model may always begin.
 */
export function refusalOf(spent: Tokens, estimate: Tokens, { tokens, money, prices }: Cap): Refusal | null {
  if (tokensOf(estimate) === 0) return null;
  const over = (of: Refusal['of'], cap: number, measure: (all: Tokens) => number): Refusal | null => {
    const [is, more] = [measure(spent), measure(estimate)];
    return is + more > cap ? { of, cap, spent: is, estimate: more, never: more > cap } : null;
  };
  const refusals = [
    tokens === null ? null : over('tokens', tokens, tokensOf),
    money === null || !prices ? null : over('money', money, (all) => moneyOf(all, prices)),
  ].filter((one) => one !== null);
  return refusals.find(({ never }) => never) ?? refusals[0] ?? null;
}

/** The day of a time in ISO 8601, UTC. */
export const dayOf = (at: string): string => at.slice(0, 10);

/** When the next day begins, UTC. */
export const nextDay = (at: string): string => new Date(Date.parse(`${dayOf(at)}T00:00:00.000Z`) + 24 * 60 * 60 * 1000).toISOString();

/** Whole seconds from one time to another, at least one. */
export const secondsUntil = (from: string, to: string): number => Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000));
