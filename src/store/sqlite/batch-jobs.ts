import { and, asc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Store } from '../store.ts';
import { chunks } from './chunks.ts';
import { batches, batchItems, standings } from './class-schema.ts';
import type { Tx } from './parts.ts';
import { assessments, audit as auditRows, jobs, submissions } from './schema.ts';

type Part = 'tellBatch' | 'retryFailed' | 'capBatch';

/** The part of the store that holds back and frees the jobs of batches. */
export function batchJobs(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    tellBatch: (id, telling, audit) =>
      db.transaction(
        (tx) => {
          const batch = tx.update(batches).set(telling).where(eq(batches.id, id)).returning().get();
          if (!batch) return [];
          tx.insert(auditRows).values(audit).run();
          if (batch.told === 'cancel') return endJobs(tx, id);
          tx.update(jobs).set({ held: true }).where(eq(jobs.batchId, id)).run();
          if (batch.told === 'run') free(tx, id, batch.wentOn ? null : batch.first);
          return [];
        },
        { behavior: 'immediate' },
      ),
    retryFailed: (batchId, audit) =>
      db.transaction(
        (tx) => {
          const failed = tx
            .select({ submissionId: submissions.id })
            .from(batchItems)
            .innerJoin(submissions, eq(submissions.id, batchItems.submissionId))
            .where(
              and(
                eq(batchItems.batchId, batchId),
                eq(submissions.state, 'needs_teacher'),
                sql`exists (select 1 from json_each(
                  (select body from assessments where submission_id = ${submissions.id} order by seq desc limit 1), '$.flags'
                ) where json_extract(value, '$.kind') = 'engine-failed')`,
              ),
            )
            .orderBy(asc(batchItems.n))
            .all();
          if (failed.length === 0) return 0;
          const batch = tx.select().from(batches).where(eq(batches.id, batchId)).get();
          const [held, rubricVersion] = [batch?.told !== 'run', batch?.rubricVersion];
          for (const some of chunks(failed)) {
            tx.insert(jobs)
              .values(some.map((one) => ({ ...one, rubricVersion, dueAt: audit.at, batchId, held })))
              .run();
            const ids = some.map((one) => one.submissionId);
            tx.update(submissions).set({ state: 'waiting' }).where(inArray(submissions.id, ids)).run();
          }
          tx.insert(auditRows)
            .values({ ...audit, detail: `${failed.length} tried again` })
            .run();
          return failed.length;
        },
        { behavior: 'immediate' },
      ),
    capBatch: (id, reason) => {
      db.update(jobs).set({ held: true, putOff: reason }).where(eq(jobs.batchId, id)).run();
    },
  };
}

/** Frees all that is left of a batch, or of its first few items. What put it off may hold no longer. */
function free(tx: Tx, batchId: string, first: number | null): void {
  const few = tx
    .select({ id: batchItems.submissionId })
    .from(batchItems)
    .where(and(eq(batchItems.batchId, batchId), eq(batchItems.outcome, 'accepted')))
    .orderBy(asc(batchItems.n))
    .limit(first ?? -1);
  const ids = first === null ? undefined : inArray(jobs.submissionId, few);
  tx.update(jobs)
    .set({ held: false, putOff: null })
    .where(and(eq(jobs.batchId, batchId), ids))
    .run();
}

/** Ends what is left of a batch. An essay that has an assessment already shows that again, and what a teacher has read stays as it is. */
function endJobs(tx: Tx, batchId: string): string[] {
  const ended = tx.delete(jobs).where(eq(jobs.batchId, batchId)).returning({ id: jobs.submissionId }).all();
  const ids = ended.map(({ id }) => id);
  const one = sql`1`;
  const any = tx.select({ one }).from(assessments).where(eq(assessments.submissionId, submissions.id));
  const mark = tx
    .select({ one })
    .from(standings)
    .where(and(eq(standings.submissionId, submissions.id), isNotNull(standings.awarded)));
  for (const some of chunks(ids)) {
    tx.update(submissions)
      .set({ state: sql`case when ${exists(mark)} then 'marked' when ${exists(any)} then 'needs_teacher' else 'cancelled' end` })
      .where(and(inArray(submissions.id, some), eq(submissions.state, 'waiting')))
      .run();
  }
  return ids;
}
