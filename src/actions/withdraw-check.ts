import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type ActionDeps, auditOf } from './audit.ts';

/**
 * Withdraws a check: what it held for is called a practice mark again, unless another check holds for it. It stays listed.
 * @throws Problem `not-found`
 */
export function withdrawCheck(actor: Actor, id: string, { store, now }: Pick<ActionDeps, 'store' | 'now'>): void {
  demand(actor, 'withdraw-check');
  if (!store.withdrawCheck(id, auditOf(actor, now(), 'withdraw-check', id)))
    throw new Problem('not-found', 'There is no check with this id that still holds.');
}
