import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Assignment } from '../../domain/assignment.ts';
import type { Store } from '../store.ts';
import { chunks } from './chunks.ts';
import { assignments, batchItems, members, unfinished } from './class-schema.ts';
import { audit as auditRows, jobs, submissions } from './schema.ts';
import { submissionOf } from './submission-rows.ts';
import { clear, isWhole } from './unfinished.ts';

type Part = 'addAssignment' | 'assignment' | 'assignments' | 'setMembers' | 'members' | 'handedIn' | 'unbatched' | 'deleteAssignment';

/** The part of the store that keeps assignments, their class lists and what is handed in for them. */
export function assignmentRows(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, Part> {
  const handedInFor = (assignmentId: string) => eq(submissions.assignmentId, assignmentId);
  const isThere = (id: string) => and(eq(assignments.id, id), isWhole(db, assignments.id));
  return {
    addAssignment: ({ closes, ...assignment }, audit) =>
      db.transaction((tx) => {
        tx.insert(assignments)
          .values({ ...assignment, closesAt: closes })
          .run();
        tx.insert(auditRows).values(audit).run();
      }),
    assignment: (id) => {
      const row = db.select().from(assignments).where(isThere(id)).get();
      return row ? assignmentOf(row) : null;
    },
    assignments: (author) =>
      db
        .select()
        .from(assignments)
        .where(and(isWhole(db, assignments.id), author === null ? undefined : eq(assignments.author, author)))
        .orderBy(desc(assignments.seq))
        .all()
        .map(assignmentOf),
    setMembers: (assignmentId, list, audit) =>
      db.transaction((tx) => {
        if (!tx.select({ id: assignments.id }).from(assignments).where(isThere(assignmentId)).get()) return;
        tx.delete(members).where(eq(members.assignmentId, assignmentId)).run();
        for (const some of chunks(list.map((member, place) => ({ ...member, assignmentId, place })))) tx.insert(members).values(some).run();
        tx.insert(auditRows).values(audit).run();
      }),
    members: (assignmentId) =>
      db
        .select({ identifier: members.identifier, name: members.name, group: members.group })
        .from(members)
        .where(eq(members.assignmentId, assignmentId))
        .orderBy(asc(members.place))
        .all(),
    handedIn: (assignmentId) =>
      db
        .select({
          submissionId: submissions.id,
          identifier: submissions.identifier,
          name: submissions.candidate,
          createdAt: submissions.createdAt,
          state: submissions.state,
        })
        .from(submissions)
        .where(handedInFor(assignmentId))
        .orderBy(desc(submissions.seq))
        .all(),
    unbatched: (of) => {
      const which = (some: string[] | null) =>
        db
          .select({ submission: submissions })
          .from(submissions)
          .leftJoin(batchItems, eq(batchItems.submissionId, submissions.id))
          .where(
            and(
              isNull(batchItems.seq),
              some ? inArray(submissions.id, some) : 'assignmentId' in of ? handedInFor(of.assignmentId) : undefined,
            ),
          )
          .orderBy(desc(submissions.seq))
          .all()
          .map(({ submission }) => submission);
      const rows = 'ids' in of ? chunks(of.ids).flatMap(which) : which(null);
      return rows.sort((a, b) => b.seq - a.seq).map(submissionOf);
    },
    deleteAssignment: async (id, audit) => {
      const ids = db.transaction((tx) => {
        if (!tx.select({ id: assignments.id }).from(assignments).where(isThere(id)).get()) return null;
        const essays = tx.select({ id: submissions.id }).from(submissions).where(handedInFor(id));
        const gone = essays.all().map((one) => one.id);
        tx.insert(unfinished).values({ id, what: 'assignment-going' }).run();
        // nothing of it is marked any more
        tx.delete(jobs).where(inArray(jobs.submissionId, essays)).run();
        tx.insert(auditRows)
          .values({ ...audit, detail: `${gone.length} essays deleted` })
          .run();
        return gone;
      });
      if (!ids) return null;
      await clear(db, { id, what: 'assignment-going' });
      forget();
      return ids;
    },
  };
}

const assignmentOf = ({ seq: _seq, closesAt, ...row }: typeof assignments.$inferSelect): Assignment => ({ ...row, closes: closesAt });
