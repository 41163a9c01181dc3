import { type Actor, demand } from '../domain/actor.ts';
import { type Cap, type DaySpent, dayOf, moneyOf, nextDay, tokensOf } from '../domain/spending.ts';
import type { ActionDeps } from './audit.ts';

/** A day's spending. `tokens` is what a cap counts; `money` is null where no prices are known. */
export type DayCost = DaySpent & { tokens: number; money: number | null };
export type Spending = {
  cap: Pick<Cap, 'tokens' | 'money'>;
  prices: Cap['prices'];
  today: DayCost;
  /** What is left of today's caps, never below 0; null where there is no such cap. */
  left: Pick<Cap, 'tokens' | 'money'>;
  until: string;
  days: DayCost[];
};

/** What models took, today and on the last days on which they took anything, newest first. Money is reckoned at the prices known now. */
export function readSpending(actor: Actor, days: number, { store, now, budget }: Pick<ActionDeps, 'store' | 'now' | 'budget'>): Spending {
  demand(actor, 'read-spending');
  const { tokens, money, prices } = budget.cap;
  const costOf = (day: DaySpent): DayCost => ({ ...day, tokens: tokensOf(day), money: prices && moneyOf(day, prices) });
  const left = (cap: number | null, spent: number | null) => (cap === null || spent === null ? null : Math.max(0, cap - spent));
  const day = dayOf(now());
  const today = costOf({ day, ...store.spentOn(day) });
  return {
    cap: { tokens, money },
    prices,
    today,
    left: { tokens: left(tokens, today.tokens), money: left(money, today.money) },
    until: nextDay(now()),
    days: store.spending(days).map(costOf),
  };
}
