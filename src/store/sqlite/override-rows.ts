import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Override } from '../../domain/override.ts';
import type { Standing } from '../../domain/standing.ts';
import type { Becomes, ReviewStore } from '../review-store.ts';
import { assignments, batches, batchItems, blindMarks, overrides, standings } from './class-schema.ts';
import { assessments, audit as auditRows, submissions } from './schema.ts';

type Writer = Pick<BetterSQLite3Database, 'insert' | 'update'>;

/** The part of the store that keeps overrides, what stands of each submission, and marks given unseen. */
export function overrideRows(db: BetterSQLite3Database): ReviewStore {
  return {
    overrides: (assessmentId) =>
      db.select().from(overrides).where(eq(overrides.assessmentId, assessmentId)).orderBy(asc(overrides.seq)).all().map(overrideOf),
    addOverride: (override, after, becomes, audit) =>
      db.transaction(
        (tx) => {
          const { assessmentId } = override;
          const of = tx.select().from(assessments).where(eq(assessments.id, assessmentId)).get();
          const newest = eq(overrides.assessmentId, assessmentId);
          const last = tx.select({ id: overrides.id }).from(overrides).where(newest).orderBy(desc(overrides.seq)).limit(1).get();
          if (!of || (last?.id ?? null) !== after) return false;
          tx.insert(overrides).values(override).run();
          become(tx, of.submissionId, becomes);
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    standing: (submissionId) => db.select().from(standings).where(eq(standings.submissionId, submissionId)).get() ?? null,
    withoutStanding: ({ limit, after }) =>
      db
        .selectDistinct({ id: assessments.submissionId })
        .from(assessments)
        .leftJoin(standings, eq(standings.submissionId, assessments.submissionId))
        .where(and(gt(assessments.submissionId, after), isNull(standings.submissionId)))
        .orderBy(asc(assessments.submissionId))
        .limit(limit)
        .all()
        .map(({ id }) => id),
    addStanding: (standing) => {
      db.insert(standings).values(standing).onConflictDoNothing().run();
    },
    moveScript: (submissionId, from, becomes, audit) =>
      db.transaction(
        (tx) => {
          const here = and(eq(submissions.id, submissionId), inArray(submissions.state, from));
          if (!tx.select({ id: submissions.id }).from(submissions).where(here).get()) return false;
          become(tx, submissionId, becomes);
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    authorsOf: (submissionId) => {
      const setBy = db
        .select({ author: assignments.author })
        .from(submissions)
        .innerJoin(assignments, eq(assignments.id, submissions.assignmentId))
        .where(eq(submissions.id, submissionId))
        .all();
      const sentBy = db
        .select({ author: batches.author })
        .from(batchItems)
        .innerJoin(batches, eq(batches.id, batchItems.batchId))
        .where(eq(batchItems.submissionId, submissionId))
        .all();
      return [...new Set([...setBy, ...sentBy].map(({ author }) => author))];
    },
    blindness: (submissionId) => ({
      blind: Boolean(
        db
          .select({ n: batchItems.n })
          .from(batchItems)
          .where(and(eq(batchItems.submissionId, submissionId), eq(batchItems.blind, true)))
          .limit(1)
          .get(),
      ),
      marks: db
        .select()
        .from(blindMarks)
        .where(eq(blindMarks.submissionId, submissionId))
        .orderBy(asc(blindMarks.at), asc(blindMarks.author))
        .all(),
    }),
    addBlindMark: (mark, audit) =>
      db.transaction((tx) => {
        if (tx.insert(blindMarks).values(mark).onConflictDoNothing().run().changes === 0) return false;
        tx.insert(auditRows).values(audit).run();
        return true;
      }),
  };
}

/** Writes what becomes of a submission, as part of a larger operation. */
export function become(tx: Writer, submissionId: string, { state, standing }: Becomes): void {
  tx.update(submissions).set({ state }).where(eq(submissions.id, submissionId)).run();
  if (standing) keepStanding(tx, standing);
}

function keepStanding(tx: Writer, standing: Standing): void {
  tx.insert(standings).values(standing).onConflictDoUpdate({ target: standings.submissionId, set: standing }).run();
}

const overrideOf = ({ seq: _seq, ...override }: typeof overrides.$inferSelect): Override => override;
