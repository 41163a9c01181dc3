import { and, eq, exists, inArray, isNotNull, notExists, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Store } from '../store.ts';
import { assignments, batches, batchItems, unfinished } from './class-schema.ts';
import { inParts, type Tx } from './parts.ts';
import { jobs, submissions } from './schema.ts';

type Db = Pick<BetterSQLite3Database, 'select'>;
type Unfinished = typeof unfinished.$inferSelect;

/** How many essays are removed at a time. */
const FEW = 10;

/** The part of the store that clears up what a killed process left of long operations. */
export function unfinishedRows(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, 'clearUp'> {
  return {
    clearUp: async () => {
      const left = db.select().from(unfinished).all();
      for (const one of left) await clear(db, one);
      if (left.length) forget();
    },
  };
}

/** Removes what there is of a batch or an assignment that is unfinished, in parts. */
export async function clear(db: BetterSQLite3Database, one: Unfinished): Promise<void> {
  await inParts(db, (tx) => removeEssays(tx, essaysOf(tx, one)) > 0);
  db.transaction((tx) => {
    if (one.what === 'assignment-going') tx.delete(assignments).where(eq(assignments.id, one.id)).run();
    else tx.delete(batches).where(eq(batches.id, one.id)).run();
    tx.delete(unfinished).where(eq(unfinished.id, one.id)).run();
  });
}

/** Removes some essays with all that hangs on them. How many there were. */
export function removeEssays(tx: Tx, ids: string[]): number {
  return tx.delete(submissions).where(inArray(submissions.id, ids)).run().changes;
}

/** The next few essays that go with it. Of a batch that was coming in only its own: what it was to take up was there before. */
function essaysOf(tx: Tx, { id, what }: Unfinished): string[] {
  const found =
    what === 'assignment-going'
      ? tx.select({ id: submissions.id }).from(submissions).where(eq(submissions.assignmentId, id)).limit(FEW).all()
      : what === 'batch-coming'
        ? tx.select({ id: jobs.submissionId }).from(jobs).where(eq(jobs.batchId, id)).limit(FEW).all()
        : tx
            .select({ id: sql<string>`${batchItems.submissionId}` })
            .from(batchItems)
            .where(and(eq(batchItems.batchId, id), isNotNull(batchItems.submissionId)))
            .limit(FEW)
            .all();
  return found.map((one) => one.id);
}

/** Holds for a batch or an assignment that is there as a whole. */
export const isWhole = (db: Db, id: SQLiteColumn) => notExists(db.select({ one: sql`1` }).from(unfinished).where(eq(unfinished.id, id)));

/** Holds for an essay that neither comes in nor goes with a batch or an assignment that is unfinished. */
export function isSettled(db: Db) {
  const one = sql`1`;
  const queued = db
    .select({ one })
    .from(jobs)
    .where(and(eq(jobs.submissionId, submissions.id), eq(jobs.batchId, unfinished.id)));
  const listed = db
    .select({ one })
    .from(batchItems)
    .where(and(eq(batchItems.submissionId, submissions.id), eq(batchItems.batchId, unfinished.id)));
  return notExists(
    db
      .select({ one })
      .from(unfinished)
      .where(or(eq(unfinished.id, submissions.assignmentId), exists(queued), and(eq(unfinished.what, 'batch-going'), exists(listed)))),
  );
}
