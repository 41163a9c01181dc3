import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { canBeRemarked, type Remarkable } from '../../domain/batch.ts';
import type { Store } from '../store.ts';
import { chunks } from './chunks.ts';
import { batches, batchItems } from './class-schema.ts';
import { audit as auditRows, jobs, submissions } from './schema.ts';

/** The part of the store that queues batches for marking again. */
export function batchRemarks(db: BetterSQLite3Database): Pick<Store, 'remarkable' | 'remarkBatch'> {
  return {
    remarkable: (batchId) => remarkableIn(db, batchId),
    remarkBatch: (batchId, rubricVersion, audit) =>
      db.transaction(
        (tx) => {
          const found = remarkableIn(tx, batchId);
          const queued = found.filter(canBeRemarked);
          if (queued.length === 0) return found;
          const job = { rubricVersion, dueAt: audit.at, batchId, held: false };
          for (const some of chunks(queued)) {
            tx.insert(jobs)
              .values(some.map(({ submissionId }) => ({ ...job, submissionId })))
              .run();
            const shown = some.filter(({ state }) => state === 'marked' || state === 'needs_teacher').map((one) => one.submissionId);
            tx.update(submissions).set({ state: 'waiting' }).where(inArray(submissions.id, shown)).run();
          }
          tx.update(batches).set({ rubricVersion, told: 'run', wentOn: true }).where(eq(batches.id, batchId)).run();
          tx.insert(auditRows)
            .values({ ...audit, detail: `${queued.length} queued, rubric version ${rubricVersion}` })
            .run();
          return found;
        },
        { behavior: 'immediate' },
      ),
  };
}

const remarkableIn = (tx: Pick<BetterSQLite3Database, 'select'>, batchId: string): Remarkable[] =>
  tx
    .select({
      n: batchItems.n,
      submissionId: submissions.id,
      words: batchItems.words,
      state: submissions.state,
      queued: sql<boolean>`${jobs.id} is not null`.mapWith(Boolean),
    })
    .from(batchItems)
    .innerJoin(submissions, eq(submissions.id, batchItems.submissionId))
    .leftJoin(jobs, eq(jobs.submissionId, submissions.id))
    .where(and(eq(batchItems.batchId, batchId), eq(batchItems.outcome, 'accepted')))
    .orderBy(asc(batchItems.n))
    .all();
