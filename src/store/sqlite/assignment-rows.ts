import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Assignment } from '../../domain/assignment.ts';
import type { Store } from '../store.ts';
import { chunks } from './chunks.ts';
import { assignments, batchItems, members } from './class-schema.ts';
import { audit as auditRows, submissions } from './schema.ts';
import { submissionOf } from './submission-rows.ts';

type Part = 'addAssignment' | 'assignment' | 'assignments' | 'setMembers' | 'members' | 'handedIn' | 'unbatched' | 'deleteAssignment';

/** The part of the store that keeps assignments, their class lists and what is handed in for them. */
export function assignmentRows(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, Part> {
  const handedInFor = (assignmentId: string) => eq(submissions.assignmentId, assignmentId);
  return {
    addAssignment: ({ closes, ...assignment }, audit) =>
      db.transaction((tx) => {
        tx.insert(assignments)
          .values({ ...assignment, closesAt: closes })
          .run();
        tx.insert(auditRows).values(audit).run();
      }),
    assignment: (id) => {
      const row = db.select().from(assignments).where(eq(assignments.id, id)).get();
      return row ? assignmentOf(row) : null;
    },
    assignments: (author) =>
      db
        .select()
        .from(assignments)
        .where(author === null ? undefined : eq(assignments.author, author))
        .orderBy(desc(assignments.seq))
        .all()
        .map(assignmentOf),
    setMembers: (assignmentId, list, audit) =>
      db.transaction((tx) => {
        if (!tx.select({ id: assignments.id }).from(assignments).where(eq(assignments.id, assignmentId)).get()) return;
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
    deleteAssignment: (id, audit) => {
      const gone = db.transaction((tx) => {
        const essays = tx.select({ id: submissions.id }).from(submissions).where(handedInFor(id)).all();
        if (!tx.select({ id: assignments.id }).from(assignments).where(eq(assignments.id, id)).get()) return null;
        tx.delete(submissions).where(handedInFor(id)).run();
        tx.delete(assignments).where(eq(assignments.id, id)).run();
        tx.insert(auditRows)
          .values({ ...audit, detail: `${essays.length} essays deleted` })
          .run();
        return essays.map((one) => one.id);
      });
      if (gone) forget();
      return gone;
    },
  };
}

const assignmentOf = ({ seq: _seq, closesAt, ...row }: typeof assignments.$inferSelect): Assignment => ({ ...row, closes: closesAt });
