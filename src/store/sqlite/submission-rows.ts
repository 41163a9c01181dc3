import { and, count, desc, eq, exists, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Submission } from '../../domain/submission.ts';
import type { Store } from '../store.ts';
import { assignments, batches, batchItems } from './class-schema.ts';
import { inParts, type Tx } from './parts.ts';
import { assessments, audit as auditRows, exchanges, jobs, submissions } from './schema.ts';
import { isSettled, removeEssays } from './unfinished.ts';

type Part =
  | 'addSubmission'
  | 'addRemark'
  | 'submission'
  | 'essay'
  | 'submissions'
  | 'assessment'
  | 'assessments'
  | 'deleteSubmission'
  | 'deleteSubmissionsBefore'
  | 'exchanges'
  | 'counts';

/** How many essays are removed at a time. */
const FEW = 10;

/** The part of the store that keeps submissions and what was made of them. Foreign keys take the rest along when one is deleted. */
export function submissionRows(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, Part> {
  /** Deleted text must not live on in the write-ahead log. A reader in another process can put that off until the next deletion. */
  const forgetting = <T>(gone: T): T => {
    if (gone) forget();
    return gone;
  };
  return {
    addSubmission: (submission, audit) =>
      db.transaction((tx) => {
        tx.insert(submissions).values(submission).run();
        tx.insert(jobs)
          .values({ submissionId: submission.id, dueAt: submission.createdAt, held: submission.mode === 'class' })
          .run();
        tx.insert(auditRows).values(audit).run();
      }),
    addRemark: (submissionId, rubricVersion, audit) =>
      db.transaction(
        (tx) => {
          if (tx.select({ id: jobs.id }).from(jobs).where(eq(jobs.submissionId, submissionId)).get()) return false;
          const found = tx.select({ state: submissions.state }).from(submissions).where(eq(submissions.id, submissionId)).get();
          if (!found) return false;
          // what a teacher has read or released is shown as it is until another is accepted
          if (found.state !== 'reviewed' && found.state !== 'released')
            tx.update(submissions).set({ state: 'waiting' }).where(eq(submissions.id, submissionId)).run();
          tx.insert(jobs).values({ submissionId, rubricVersion, dueAt: audit.at }).run();
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    assessment: (id) => db.select({ body: assessments.body }).from(assessments).where(eq(assessments.id, id)).get()?.body ?? null,
    assessments: (submissionId) =>
      db
        .select({ body: assessments.body })
        .from(assessments)
        .where(eq(assessments.submissionId, submissionId))
        .orderBy(desc(assessments.seq))
        .all()
        .map(({ body }) => body),
    submission: (id) => {
      const row = db.select().from(submissions).where(eq(submissions.id, id)).get();
      if (!row) return null;
      const newest = db
        .select({ body: assessments.body })
        .from(assessments)
        .where(eq(assessments.submissionId, id))
        .orderBy(desc(assessments.seq))
        .limit(1)
        .get();
      return { submission: submissionOf(row), assessment: newest?.body ?? null };
    },
    essay: (id) => {
      const row = db.select().from(submissions).where(eq(submissions.id, id)).get();
      return row ? submissionOf(row) : null;
    },
    submissions: ({ limit, after, state, rubricId, assignmentId, visibleTo }) => {
      const last = after && db.select({ seq: submissions.seq }).from(submissions).where(eq(submissions.id, after)).get();
      if (after && !last) return [];
      return db
        .select()
        .from(submissions)
        .where(
          and(
            last ? lt(submissions.seq, last.seq) : undefined,
            state ? eq(submissions.state, state) : undefined,
            rubricId === undefined ? undefined : eq(submissions.rubricId, rubricId),
            assignmentId === undefined ? undefined : eq(submissions.assignmentId, assignmentId),
            visibleTo === undefined ? undefined : isVisibleTo(db, visibleTo),
            isSettled(db),
          ),
        )
        .orderBy(desc(submissions.seq))
        .limit(limit)
        .all()
        .map(submissionOf);
    },
    deleteSubmission: (id, audit) =>
      forgetting(
        db.transaction((tx) => {
          const gone = tx.delete(submissions).where(eq(submissions.id, id)).run().changes > 0;
          if (gone) tx.insert(auditRows).values(audit).run();
          return gone;
        }),
      ),
    deleteSubmissionsBefore: async (before, audit) => {
      let [gone, row] = [0, 0];
      await inParts(db, (tx) => {
        const old = tx.select({ id: submissions.id }).from(submissions).where(lt(submissions.createdAt, before)).limit(FEW).all();
        const ids = old.map(({ id }) => id);
        gone += removeEssays(tx, ids);
        // counted with each part, so that of a killed process too the row says how many are gone
        const told = { ...audit, detail: `${gone} deleted` };
        if (row) tx.update(auditRows).set(told).where(eq(auditRows.seq, row)).run();
        else if (ids.length) row = tx.insert(auditRows).values(told).returning({ seq: auditRows.seq }).get().seq;
        return ids.length === FEW;
      });
      db.transaction((tx) => forgetClasses(tx, before));
      return forgetting(gone);
    },
    exchanges: (assessmentId) =>
      db
        .select()
        .from(exchanges)
        .where(eq(exchanges.assessmentId, assessmentId))
        .orderBy(exchanges.seq)
        .all()
        .map(({ seq: _seq, assessmentId: _id, ...exchange }) => exchange),
    counts: () => ({
      waiting: db.select({ n: count() }).from(jobs).where(eq(jobs.held, false)).get()?.n ?? 0,
      submissions: db.select({ n: count() }).from(submissions).get()?.n ?? 0,
    }),
  };
}

/** A row as a submission. */
export const submissionOf = ({ seq: _seq, ...submission }: typeof submissions.$inferSelect): Submission => submission;

/** Practice essays, and those of a class that are in an assignment or a batch of this author's. */
function isVisibleTo(db: BetterSQLite3Database, author: string) {
  const one = sql`1`;
  const assignment = db
    .select({ one })
    .from(assignments)
    .where(and(eq(assignments.id, submissions.assignmentId), eq(assignments.author, author)));
  const batch = db
    .select({ one })
    .from(batchItems)
    .innerJoin(batches, eq(batches.id, batchItems.batchId))
    .where(and(eq(batchItems.submissionId, submissions.id), eq(batches.author, author)));
  return or(eq(submissions.mode, 'practice'), exists(assignment), exists(batch));
}

/** Removes old batches and assignments of which no essay is left: their lists hold names. */
function forgetClasses(tx: Tx, before: string): void {
  const one = sql`1`;
  const left = tx
    .select({ one })
    .from(batchItems)
    .where(and(eq(batchItems.batchId, batches.id), isNotNull(batchItems.submissionId)));
  tx.delete(batches)
    .where(and(lt(batches.createdAt, before), notExists(left)))
    .run();
  const handedIn = tx.select({ one }).from(submissions).where(eq(submissions.assignmentId, assignments.id));
  const over = or(isNull(assignments.closesAt), lt(assignments.closesAt, before));
  tx.delete(assignments)
    .where(and(lt(assignments.createdAt, before), over, notExists(handedIn)))
    .run();
}
