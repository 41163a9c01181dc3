import type { Actor } from '../domain/actor.ts';
import type { Queue } from '../queue/queue.ts';
import type { AuditEntry, Store } from '../store/store.ts';
import type { Budget } from './budget.ts';

/**
 * What actions need. `now` gives ISO 8601 UTC; `newId('sub')` gives `sub_` and at least 24 random url-safe characters. `marker` is the engine that
 * marks what is handed in.
 */
export type ActionDeps = {
  store: Store;
  queue: Queue;
  budget: Budget;
  marker: { model: string | null };
  now: () => string;
  newId: (prefix: string) => string;
};

/** The audit row of one write: who did what to which thing, and when. `detail` never holds essay text or a name. */
export const auditOf = (actor: Actor, at: string, action: string, subject: string, detail: string | null = null): AuditEntry => ({
  at,
  actor: actor.name,
  role: actor.role,
  action,
  subject,
  detail,
});
