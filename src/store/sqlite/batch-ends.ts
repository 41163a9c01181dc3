import { and, asc, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../store.ts';
import { batches, batchItems, blindMarks, standings, unfinished } from './class-schema.ts';
import { audit as auditRows, jobs, submissions } from './schema.ts';
import { clear, isWhole } from './unfinished.ts';

/** The part of the store that releases batches and removes them. */
export function batchEnds(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, 'releaseBatch' | 'deleteBatch'> {
  return {
    releaseBatch: (batchId, states, audit) =>
      db.transaction((tx) => {
        const yetToBeMarked = and(
          eq(batchItems.blind, true),
          eq(submissions.state, 'marked'),
          notExists(tx.select({ one: sql`1` }).from(blindMarks).where(eq(blindMarks.submissionId, submissions.id))),
        );
        const ready = and(
          eq(batchItems.batchId, batchId),
          sql`${batchItems.seedId} is null`,
          inArray(submissions.state, states),
          sql`not coalesce(${yetToBeMarked}, 0)`,
        );
        const stale = tx
          .select({ n: batchItems.n })
          .from(batchItems)
          .innerJoin(submissions, eq(submissions.id, batchItems.submissionId))
          .innerJoin(standings, eq(standings.submissionId, submissions.id))
          .where(and(ready, sql`json_array_length(${standings.stale}) > 0`))
          .orderBy(asc(batchItems.n))
          .all();
        if (stale.length) return { released: 0, stale: stale.map(({ n }) => n) };
        const ids = tx
          .select({ id: submissions.id })
          .from(batchItems)
          .innerJoin(submissions, eq(submissions.id, batchItems.submissionId))
          .where(ready);
        const released = tx.update(submissions).set({ state: 'released' }).where(inArray(submissions.id, ids)).run().changes;
        if (released)
          tx.insert(auditRows)
            .values({ ...audit, detail: `${released} released` })
            .run();
        return { released, stale: [] };
      }),
    deleteBatch: async (id, audit) => {
      const ids = db.transaction((tx) => {
        const there = and(eq(batches.id, id), isWhole(tx, batches.id));
        if (!tx.select({ id: batches.id }).from(batches).where(there).get()) return null;
        const essays = tx
          .select({ id: sql<string>`${batchItems.submissionId}` })
          .from(batchItems)
          .where(and(eq(batchItems.batchId, id), isNotNull(batchItems.submissionId)))
          .all();
        tx.insert(unfinished).values({ id, what: 'batch-going' }).run();
        // nothing of it is marked any more
        tx.delete(jobs).where(eq(jobs.batchId, id)).run();
        tx.insert(auditRows)
          .values({ ...audit, detail: `${essays.length} essays deleted` })
          .run();
        return essays.map((one) => one.id);
      });
      if (!ids) return null;
      await clear(db, { id, what: 'batch-going' });
      forget();
      return ids;
    },
  };
}
