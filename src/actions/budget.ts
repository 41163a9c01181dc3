import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Cap, dayOf, nextDay, type Refusal, refusalOf, secondsUntil, sumOf, type Tokens, timesOf } from '../domain/spending.ts';
import { refusalWords } from '../domain/spending-words.ts';
import type { Store } from '../store/store.ts';

/** What work is expected to take: nothing where `by` asks no model. */
export type Estimates = {
  marking: (by: { model: string | null }, rubric: Rubric, characters: number) => Tokens;
  draft: (by: { model: string | null }, question: string, notes: string) => Tokens;
};
/** Either the estimate is held back until it is released, or it is refused until a time. */
export type Hold = { refusal: null; release: () => void } | { refusal: Refusal; until: string };
export type Budget = {
  cap: Cap;
  estimates: Estimates;
  /**
   * @throws Problem `spending-cap` where what was spent today does not leave room for the estimate, and for as much again for each of those
   * that are `ahead`. Figures are told to staff only.
   */
  demand: (actor: Actor, estimate: Tokens, ahead?: number) => void;
  /** Takes an estimate from what is left of the day until it is released, so that works at the same time do not pass the cap together. */
  hold: (estimate: Tokens) => Hold;
  /** The same for work that somebody waits for. @throws Problem `spending-cap` */
  holdFor: (actor: Actor, estimate: Tokens) => () => void;
};

/** When work is tried again that only other work under way stands in the way of, in milliseconds. */
const SOON = 10_000;

/** The day's caps over what the store has counted. What is held is known to this process only. */
export function budgetOf(made: { store: Pick<Store, 'spentOn'>; now: () => string; cap: Cap; estimates: Estimates }): Budget {
  const { store, now, cap, estimates } = made;
  const held = new Set<Tokens>();
  const refused = (estimate: Tokens, others: Tokens[]) => refusalOf(sumOf([store.spentOn(dayOf(now())), ...others]), estimate, cap);

  function refuse(actor: Actor, refusal: Refusal, until: string): never {
    const figures = actor.role === 'student' ? '' : ` In figures: ${refusalWords(refusal, cap.prices)}.`;
    const [why, after] = refusal.never
      ? ['This is expected to take more than the model may spend in a whole day, so waiting does not help.']
      : ['What the model may spend in a day is spent or promised. Try again after midnight UTC.', secondsUntil(now(), until)];
    throw new Problem('spending-cap', `${why} Nothing was kept.${figures}`, [], undefined, after);
  }

  const hold = (estimate: Tokens): Hold => {
    const refusal = refused(estimate, [...held]);
    if (refusal) {
      const soon = new Date(Date.parse(now()) + SOON).toISOString();
      return { refusal, until: refused(estimate, []) ? nextDay(now()) : soon };
    }
    const own = { ...estimate };
    held.add(own);
    return { refusal: null, release: () => void held.delete(own) };
  };

  return {
    cap,
    estimates,
    hold,
    demand: (actor, estimate, ahead = 0) => {
      const refusal = refused(estimate, [timesOf(estimate, ahead)]);
      if (refusal) refuse(actor, refusal, nextDay(now()));
    },
    holdFor: (actor, estimate) => {
      const own = hold(estimate);
      return own.refusal ? refuse(actor, own.refusal, own.until) : own.release;
    },
  };
}
