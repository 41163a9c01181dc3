import { type Actor, demand } from '../domain/actor.ts';
import type { Check } from '../domain/check.ts';
import type { ActionDeps } from './audit.ts';

/** Every check that a department has recorded, newest first, withdrawn ones too. */
export function listChecks(actor: Actor, { store }: Pick<ActionDeps, 'store'>): Check[] {
  demand(actor, 'list-checks');
  return store.checks();
}
