import { moneyOf, type Prices, type Refusal, type Tokens, tokensOf } from './spending.ts';

/** `12,300 tokens`. */
export const tokenWords = (n: number): string => `${n.toLocaleString('en-GB')} ${n === 1 ? 'token' : 'tokens'}`;

/** `USD 0.0123`: four decimals, rounded up, so that it never looks cheaper than it is. */
export const moneyWords = (amount: number, { currency }: Pick<Prices, 'currency'>): string =>
  `${currency} ${(Math.ceil(amount * 10_000 - 1e-6) / 10_000).toFixed(4)}`;

/** Tokens, and what they cost where prices are known, with where and when those were read. */
export const costWords = (tokens: Tokens, prices: Prices | null): string =>
  `${tokenWords(tokensOf(tokens))}${prices ? `, ${moneyWords(moneyOf(tokens, prices), prices)} at the prices of ${prices.asOf} (${prices.source})` : ''}`;

/** `98,000 tokens are spent, this would take about 12,000 tokens, and the cap is 100,000 tokens`. */
export function refusalWords({ of, spent, estimate, cap }: Refusal, prices: Prices | null): string {
  const words = (n: number) => (of === 'money' && prices ? moneyWords(n, prices) : tokenWords(n));
  return `${words(spent)} ${of === 'tokens' && spent !== 1 ? 'are' : 'is'} spent, this would take about ${words(estimate)}, and the cap is ${words(cap)}`;
}
