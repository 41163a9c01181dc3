import { and, asc, count, desc, eq, gt, inArray, lt, max, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Batch } from '../../domain/batch.ts';
import type { Submission } from '../../domain/submission.ts';
import type { Tally } from '../class-store.ts';
import type { Store } from '../store.ts';
import { chunks } from './chunks.ts';
import { batches, batchItems } from './class-schema.ts';
import { assessments, audit as auditRows, jobs, submissions } from './schema.ts';

type Part = 'addBatch' | 'batch' | 'batches' | 'tally' | 'left' | 'finishedSince' | 'recentMarking';

/** The part of the store that keeps batches. What moves their jobs is in batch-jobs.ts, what lists their items in item-rows.ts, and how they end in batch-ends.ts. */
export function batchRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    addBatch: (batch, items, audit) =>
      db.transaction((tx) => {
        tx.insert(batches).values(batch).run();
        const made = items.flatMap(({ submission }) => submission ?? []);
        for (const some of chunks(made)) tx.insert(submissions).values(some).run();
        for (const some of chunks(made))
          tx.insert(jobs)
            .values(some.map((one) => jobOf(one, batch)))
            .run();
        const adopted = items.flatMap((one) => (one.submission === null && one.submissionId ? one.submissionId : []));
        for (const some of chunks(adopted))
          tx.update(jobs)
            .set({ batchId: batch.id, held: true, rubricVersion: batch.rubricVersion })
            .where(inArray(jobs.submissionId, some))
            .run();
        const rows = items.map(({ submission: _essay, ...item }) => ({ ...item, batchId: batch.id }));
        for (const some of chunks(rows)) tx.insert(batchItems).values(some).run();
        tx.insert(auditRows).values(audit).run();
      }),
    batch: (id) => {
      const row = db.select().from(batches).where(eq(batches.id, id)).get();
      return row ? batchOf(row) : null;
    },
    batches: ({ limit, after, author }) => {
      const last = after && db.select({ seq: batches.seq }).from(batches).where(eq(batches.id, after)).get();
      if (after && !last) return [];
      return db
        .select()
        .from(batches)
        .where(and(last ? lt(batches.seq, last.seq) : undefined, author === null ? undefined : eq(batches.author, author)))
        .orderBy(desc(batches.seq))
        .limit(limit)
        .all()
        .map(batchOf);
    },
    // by itself the planner takes the index that makes ids unique, and then reads every essay for its state
    tally: (batchId) =>
      db.all<Tally>(sql`
        select ${batchItems.outcome} as outcome, ${submissions.state} as state, count(*) as items, sum(${batchItems.words}) as words
        from ${batchItems} left join ${submissions} indexed by submissions_id_state on ${submissions.id} = ${batchItems.submissionId}
        where ${batchItems.batchId} = ${batchId}
        group by 1, 2`),
    left: (batchId) => {
      const isHeld = sql`${jobs.held} and ${jobs.leasedUntil} is null`;
      const row = db
        .select({
          all: count(),
          held: sql<number>`coalesce(sum(${isHeld}), 0)`,
          capped: sql<number>`coalesce(max(${isHeld} and ${jobs.putOff} is not null), 0)`,
        })
        .from(jobs)
        .where(eq(jobs.batchId, batchId))
        .get();
      const { all, held, capped } = row ?? { all: 0, held: 0, capped: 0 };
      return { held, free: all - held, capped: capped === 1 };
    },
    finishedSince: (batchId, after, limit) => {
      const newest = () =>
        db
          .select({ seq: max(assessments.seq) })
          .from(assessments)
          .get()?.seq ?? 0;
      if (after === null) return { last: newest(), items: [] };
      const items = db
        .select({
          seq: assessments.seq,
          n: batchItems.n,
          submissionId: submissions.id,
          identifier: batchItems.identifier,
          state: submissions.state,
        })
        .from(assessments)
        .innerJoin(batchItems, eq(batchItems.submissionId, assessments.submissionId))
        .innerJoin(submissions, eq(submissions.id, assessments.submissionId))
        .where(and(gt(assessments.seq, after), eq(batchItems.batchId, batchId)))
        .orderBy(asc(assessments.seq))
        .limit(limit)
        .all();
      return { last: items.at(-1)?.seq ?? after, items };
    },
    recentMarking: (limit) =>
      db
        .select({
          at: assessments.createdAt,
          milliseconds: sql<number>`coalesce(json_extract(${assessments.body}, '$.usage.milliseconds'), 0)`,
        })
        .from(assessments)
        .orderBy(desc(assessments.seq))
        .limit(limit)
        .all(),
  };
}

const jobOf = (submission: Submission, { id }: Batch) => ({
  submissionId: submission.id,
  dueAt: submission.createdAt,
  batchId: id,
  held: true,
});

const batchOf = ({ seq: _seq, ...batch }: typeof batches.$inferSelect): Batch => batch;
