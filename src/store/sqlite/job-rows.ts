import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { tokensOf } from '../../domain/spending.ts';
import { usageOf } from '../../domain/submission.ts';
import type { Job, Store } from '../store.ts';
import { batches } from './class-schema.ts';
import { nextDue } from './next-due.ts';
import { become } from './override-rows.ts';
import { assessments, audit as auditRows, exchanges as exchangeRows, finishedCalls, jobs } from './schema.ts';

type Part =
  | 'claimJob'
  | 'finishJob'
  | 'keepCalls'
  | 'finishedCalls'
  | 'retryJob'
  | 'releaseJob'
  | 'releaseLeases'
  | 'putJobOff'
  | 'putOff'
  | 'resumeJobs';

/** The part of the store that is the queue's memory: a row a submission that still waits for its assessment. */
export function jobRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    claimJob: (now, leaseUntil) =>
      db.transaction(
        (tx) => {
          const due = nextDue(tx, now);
          if (!due) return null;
          const job = tx
            .update(jobs)
            .set({ leasedUntil: leaseUntil, attempts: sql`${jobs.attempts} + 1`, putOff: null })
            .where(eq(jobs.id, due.id))
            .returning()
            .get();
          const { submissionId, attempts, rubricVersion, batchId } = job;
          return { id: String(job.id), submissionId, attempts, rubricVersion, batchId };
        },
        { behavior: 'immediate' },
      ),
    finishJob: (job, assessment, exchanges, audit, becomes) =>
      db.transaction((tx) => {
        const ended = tx.delete(jobs).where(claimed(job)).returning({ batchId: jobs.batchId }).get();
        if (!ended) return false;
        tx.insert(assessments)
          .values({ id: assessment.id, submissionId: job.submissionId, body: assessment, createdAt: assessment.createdAt })
          .run();
        const marked = tx
          .select({ id: assessments.id })
          .from(assessments)
          .where(and(eq(assessments.submissionId, job.submissionId), sql`json_extract(${assessments.body}, '$.status') = 'marked'`))
          .limit(1)
          .get();
        become(tx, job.submissionId, becomes ?? { state: marked ? 'marked' : 'needs_teacher', standing: null });
        for (const exchange of exchanges)
          tx.insert(exchangeRows)
            .values({ assessmentId: assessment.id, ...exchange })
            .run();
        tx.delete(finishedCalls).where(eq(finishedCalls.submissionId, job.submissionId)).run();
        if (ended.batchId) {
          const tokens = tokensOf(usageOf(exchanges));
          tx.update(batches)
            .set({ tokens: sql`${batches.tokens} + ${tokens}` })
            .where(eq(batches.id, ended.batchId))
            .run();
        }
        tx.insert(auditRows).values(audit).run();
        return true;
      }),
    keepCalls: (job, exchanges) =>
      db.transaction(
        (tx) => {
          if (!tx.select({ id: jobs.id }).from(jobs).where(claimed(job)).get()) return;
          for (const exchange of exchanges) tx.insert(finishedCalls).values({ submissionId: job.submissionId, exchange }).run();
        },
        { behavior: 'immediate' },
      ),
    finishedCalls: (submissionId) =>
      db
        .select({ exchange: finishedCalls.exchange })
        .from(finishedCalls)
        .where(eq(finishedCalls.submissionId, submissionId))
        .orderBy(finishedCalls.seq)
        .all()
        .map(({ exchange }) => exchange),
    retryJob: (job, at) => {
      db.update(jobs).set({ leasedUntil: null, dueAt: at }).where(claimed(job)).run();
    },
    releaseJob: (job) => {
      db.update(jobs)
        .set({ leasedUntil: null, attempts: job.attempts - 1 })
        .where(claimed(job))
        .run();
    },
    putJobOff: (job, until, reason) => {
      db.update(jobs)
        .set({ leasedUntil: null, attempts: job.attempts - 1, dueAt: until, putOff: reason })
        .where(claimed(job))
        .run();
    },
    putOff: (submissionId) => {
      const job = db.select().from(jobs).where(eq(jobs.submissionId, submissionId)).get();
      return job?.putOff ? { until: job.dueAt, reason: job.putOff } : null;
    },
    resumeJobs: (at) => {
      db.update(jobs)
        .set({ dueAt: at, putOff: null })
        .where(and(isNotNull(jobs.putOff), eq(jobs.held, false)))
        .run();
    },
    releaseLeases: () => {
      db.update(jobs).set({ leasedUntil: null }).run();
    },
  };
}

/** The job as long as nobody else has claimed it since. */
const claimed = (job: Job) => and(eq(jobs.id, Number(job.id)), eq(jobs.attempts, job.attempts));
