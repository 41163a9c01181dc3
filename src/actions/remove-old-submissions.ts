import { type Actor, demand } from '../domain/actor.ts';
import { type ActionDeps, auditOf } from './audit.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Removes every submission older than `days` days, with all that was made from it. Returns how many. */
export async function removeOldSubmissions(actor: Actor, days: number, { store, now }: Pick<ActionDeps, 'store' | 'now'>): Promise<number> {
  demand(actor, 'delete-submission');
  const at = now();
  const before = new Date(Date.parse(at) - days * DAY).toISOString();
  return store.deleteSubmissionsBefore(before, auditOf(actor, at, 'remove-old-submissions', `before ${before}`));
}
