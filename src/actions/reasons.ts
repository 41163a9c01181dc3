import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type ListedReason, ReasonList, usualReasons } from '../domain/reasons.ts';
import type { Store } from '../store/store.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';

export const ReasonsInput = z.strictObject({ reasons: ReasonList });

/** `tag`: the ETag of the list. */
export type ReasonsInForce = { reasons: ListedReason[]; tag: string };

/** The reasons that can be given by one key: as staff last set them, else the usual ones. */
export const reasonsInForce = (store: Pick<Store, 'reasons'>): ListedReason[] => store.reasons() ?? usualReasons;

export function readReasons(actor: Actor, { store }: Pick<ActionDeps, 'store'>): ReasonsInForce {
  demand(actor, 'review-script');
  return tagged(reasonsInForce(store));
}

/**
 * Puts another list in the place of the one in force. What was given by a key of the old one keeps the words that it had.
 * @throws Problem `invalid-field`, or `precondition-failed` when the list is not the one that `ifMatch` names
 */
export function setReasons(
  actor: Actor,
  input: unknown,
  ifMatch: string | undefined,
  { store, now }: Pick<ActionDeps, 'store' | 'now'>,
): ReasonsInForce {
  demand(actor, 'edit-reasons');
  const { reasons } = parse(ReasonsInput, input);
  const { tag } = tagged(reasonsInForce(store));
  if (ifMatch !== undefined && ifMatch.trim() !== '*' && !ifMatch.includes(tag))
    throw new Problem('precondition-failed', 'Someone has changed the reasons meanwhile. Read them again, then make your change.');
  store.setReasons(reasons, auditOf(actor, now(), 'set-reasons', 'reasons', `${reasons.length} reasons`));
  return tagged(reasons);
}

const tagged = (reasons: ListedReason[]): ReasonsInForce => ({
  reasons,
  tag: `"${createHash('sha256').update(JSON.stringify(reasons)).digest('hex').slice(0, 32)}"`,
});
