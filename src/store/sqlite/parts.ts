import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { nextTurn, TURN_MS } from '../../turns.ts';

/** What is written within one transaction. It never leaves the store. */
export type Tx = Parameters<Parameters<BetterSQLite3Database['transaction']>[0]>[0];

/**
 * Long work in transactions that each take a turn only, everything else having its own in between. `step` does a little and says whether there
 * is more. What a killed process has done of it stays done, so its caller must be able to go on or to clear it up.
 */
export async function inParts(db: BetterSQLite3Database, step: (tx: Tx) => boolean): Promise<void> {
  for (let more = true; more; await nextTurn())
    more = db.transaction((tx) => {
      const end = performance.now() + TURN_MS;
      let left = step(tx);
      while (left && performance.now() < end) left = step(tx);
      return left;
    });
}
