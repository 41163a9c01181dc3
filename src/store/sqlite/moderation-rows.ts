import { and, asc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ModerationStore } from '../moderation-store.ts';
import { moderations } from './class-schema.ts';
import { audit as auditRows } from './schema.ts';

/** The part of the store that keeps moderation samples and what became of them. */
export function moderationRows(db: BetterSQLite3Database): ModerationStore {
  return {
    moderation: (batchId) =>
      db
        .select()
        .from(moderations)
        .where(eq(moderations.batchId, batchId))
        .orderBy(asc(moderations.place))
        .all()
        .map(({ batchId: _batch, place: _place, ...script }) => script),
    addModeration: (batchId, sample, audit) =>
      db.transaction(
        (tx) => {
          if (tx.select().from(moderations).where(eq(moderations.batchId, batchId)).limit(1).get()) return false;
          for (const [i, script] of sample.entries())
            tx.insert(moderations)
              .values({ ...script, batchId, place: i + 1 })
              .run();
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    settleModeration: (batchId, submissionId, settled, audit) =>
      db.transaction((tx) => {
        const here = and(eq(moderations.batchId, batchId), eq(moderations.submissionId, submissionId));
        if (tx.update(moderations).set(settled).where(here).run().changes === 0) return false;
        tx.insert(auditRows).values(audit).run();
        return true;
      }),
    deleteModeration: (batchId, audit) =>
      db.transaction((tx) => {
        if (tx.delete(moderations).where(eq(moderations.batchId, batchId)).run().changes === 0) return false;
        tx.insert(auditRows).values(audit).run();
        return true;
      }),
  };
}
