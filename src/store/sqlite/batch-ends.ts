import { and, asc, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../store.ts';
import { batches, batchItems, blindMarks, standings } from './class-schema.ts';
import { audit as auditRows, submissions } from './schema.ts';

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
    deleteBatch: (id, audit) => {
      const gone = db.transaction((tx) => {
        if (!tx.select({ id: batches.id }).from(batches).where(eq(batches.id, id)).get()) return null;
        const essays = tx
          .select({ id: batchItems.submissionId })
          .from(batchItems)
          .where(and(eq(batchItems.batchId, id), isNotNull(batchItems.submissionId)));
        const ids = essays.all().map((one) => String(one.id));
        tx.delete(submissions).where(inArray(submissions.id, essays)).run();
        tx.delete(batches).where(eq(batches.id, id)).run();
        tx.insert(auditRows)
          .values({ ...audit, detail: `${ids.length} essays deleted` })
          .run();
        return ids;
      });
      if (gone) forget();
      return gone;
    },
  };
}
