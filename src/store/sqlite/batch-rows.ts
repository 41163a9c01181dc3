import { and, asc, count, desc, eq, gt, lt, max, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Batch } from '../../domain/batch.ts';
import type { Tally } from '../class-store.ts';
import type { Store } from '../store.ts';
import { batches, batchItems } from './class-schema.ts';
import { assessments, jobs, submissions } from './schema.ts';
import { isWhole } from './unfinished.ts';

type Part = 'batch' | 'batches' | 'tally' | 'left' | 'finishedSince' | 'recentMarking';

/** The part of the store that keeps batches. How they come in is in new-batch.ts, what moves their jobs in batch-jobs.ts, what lists their items in item-rows.ts, and how they end in batch-ends.ts. */
export function batchRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    batch: (id) => {
      const row = db
        .select()
        .from(batches)
        .where(and(eq(batches.id, id), isWhole(db, batches.id)))
        .get();
      return row ? batchOf(row) : null;
    },
    batches: ({ limit, after, author }) => {
      const last = after && db.select({ seq: batches.seq }).from(batches).where(eq(batches.id, after)).get();
      if (after && !last) return [];
      return db
        .select()
        .from(batches)
        .where(
          and(
            isWhole(db, batches.id),
            last ? lt(batches.seq, last.seq) : undefined,
            author === null ? undefined : eq(batches.author, author),
          ),
        )
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

const batchOf = ({ seq: _seq, ...batch }: typeof batches.$inferSelect): Batch => batch;
