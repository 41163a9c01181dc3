import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cap,
  dayOf,
  moneyOf,
  nextDay,
  noTokens,
  refusalOf,
  secondsUntil,
  sumOf,
  type Tokens,
  timesOf,
  tokensOf,
} from '../../src/domain/spending.ts';
import { costWords, moneyWords, refusalWords } from '../../src/domain/spending-words.ts';
import { PRICES as prices } from '../support/prices.ts';

const some: fc.Arbitrary<Tokens> = fc
  .record({
    requests: fc.nat(9),
    inputTokens: fc.nat(1_000_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    outputTokens: fc.nat(99_999),
  })
  .map(({ share, ...one }) => ({ ...one, cachedTokens: Math.floor(one.inputTokens * share) }));
const work = some.filter((one) => tokensOf(one) > 0);
const cap: fc.Arbitrary<Cap> = fc.record({
  tokens: fc.option(fc.integer({ min: 1, max: 3_000_000 })),
  money: fc.option(fc.double({ min: 0.0001, max: 5, noNaN: true })),
  prices: fc.constant(prices),
});

describe('a cap', () => {
  it('lets work begin exactly when it fits into what is left, of tokens and of money', () => {
    fc.assert(
      fc.property(some, work, cap, (spent, estimate, limits) => {
        const within =
          tokensOf(spent) + tokensOf(estimate) <= (limits.tokens ?? Number.POSITIVE_INFINITY) &&
          moneyOf(spent, prices) + moneyOf(estimate, prices) <= (limits.money ?? Number.POSITIVE_INFINITY);
        expect(refusalOf(spent, estimate, limits) === null).toBe(within);
      }),
    );
  });

  it('is never passed by a series of works that take no more than was expected', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(work, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 30 }), cap, (series, limits) => {
        let spent = noTokens;
        for (const [estimate, share] of series) {
          if (refusalOf(spent, estimate, limits)) break;
          const { requests, inputTokens, cachedTokens, outputTokens } = estimate;
          const took = { requests, inputTokens, cachedTokens, outputTokens: Math.floor(outputTokens * share) };
          spent = sumOf([spent, took]);
        }
        if (limits.tokens !== null) expect(tokensOf(spent)).toBeLessThanOrEqual(limits.tokens);
        if (limits.money !== null) expect(moneyOf(spent, prices)).toBeLessThanOrEqual(limits.money + 1e-9);
      }),
    );
  });

  it('that refuses goes on refusing when more is spent, and says whether waiting helps', () => {
    fc.assert(
      fc.property(some, some, work, cap, (spent, more, estimate, limits) => {
        const refusal = refusalOf(spent, estimate, limits);
        if (refusal) expect(refusalOf(sumOf([spent, more]), estimate, limits)).not.toBeNull();
        if (refusal) expect(refusal.never).toBe(refusalOf(noTokens, estimate, limits) !== null);
      }),
    );
  });

  it('stops nothing that asks nothing of a model, and nothing at all where there is none or no price', () => {
    fc.assert(
      fc.property(some, work, cap, (spent, estimate, limits) => {
        expect(refusalOf(spent, noTokens, limits)).toBeNull();
        expect(refusalOf(spent, estimate, { tokens: null, money: null, prices })).toBeNull();
        expect(refusalOf(spent, estimate, { tokens: null, money: limits.money, prices: null })).toBeNull();
      }),
    );
  });
});

describe('money', () => {
  it('is the sum of its parts, and counts what was cached once', () => {
    expect(moneyOf({ requests: 1, inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 100_000 }, prices)).toBeCloseTo(2.2, 9);
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(moneyOf(sumOf([a, b]), prices)).toBeCloseTo(moneyOf(a, prices) + moneyOf(b, prices), 6);
      }),
    );
  });

  it('never looks cheaper than it is, and names the day and the source of its prices', () => {
    expect([moneyWords(0.00001, prices), moneyWords(1.5, prices), moneyWords(0, prices)]).toEqual([
      'USD 0.0001',
      'USD 1.5000',
      'USD 0.0000',
    ]);
    const tokens = { requests: 2, inputTokens: 11_000, cachedTokens: 0, outputTokens: 1_300 };
    expect(costWords(tokens, null)).toBe('12,300 tokens');
    expect(costWords(tokens, prices)).toBe('12,300 tokens, USD 0.0324 at the prices of 2026-11-01 (https://prices.example/list)');
    expect(refusalWords({ of: 'money', spent: 1, estimate: 0.5, cap: 1.2, never: false }, prices)).toBe(
      'USD 1.0000 is spent, this would take about USD 0.5000, and the cap is USD 1.2000',
    );
  });
});

describe('a day', () => {
  it('ends at midnight UTC, at most 24 hours on', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (date) => {
        const at = date.toISOString();
        const next = nextDay(at);
        expect(next).toMatch(/T00:00:00\.000Z$/);
        expect(next > at && dayOf(next) !== dayOf(at)).toBe(true);
        expect(dayOf(new Date(Date.parse(next) - 1).toISOString())).toBe(dayOf(at));
        expect(secondsUntil(at, next)).toBeGreaterThanOrEqual(1);
        expect(secondsUntil(at, next)).toBeLessThanOrEqual(86_400);
      }),
    );
    expect(secondsUntil('2026-01-01T23:59:59.500Z', '2026-01-02T00:00:00.000Z')).toBe(1);
  });
});

it('so many times as much is never less than it should be', () => {
  fc.assert(
    fc.property(some, fc.double({ min: 0, max: 9, noNaN: true }), (one, times) => {
      expect(tokensOf(timesOf(one, times))).toBeGreaterThanOrEqual(tokensOf(one) * times - 1e-6);
    }),
  );
});
