import { and, asc, eq, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Query } from '../../domain/query.ts';
import type { QueryStore } from '../query-store.ts';
import { queries } from './class-schema.ts';
import { audit as auditRows, submissions } from './schema.ts';

/** The part of the store that keeps what students ask about their marks. */
export function queryRows(db: BetterSQLite3Database): QueryStore {
  return {
    queries: (submissionId) =>
      db.select().from(queries).where(eq(queries.submissionId, submissionId)).orderBy(asc(queries.seq)).all().map(queryOf),
    addQuery: (query, audit) =>
      db.transaction(
        (tx) => {
          const released = and(eq(submissions.id, query.submissionId), eq(submissions.state, 'released'));
          if (!tx.select({ id: submissions.id }).from(submissions).where(released).get()) return false;
          if (tx.insert(queries).values(query).onConflictDoNothing().run().changes === 0) return false;
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
    answerQuery: (id, { words, author, at }, audit) =>
      db.transaction(
        (tx) => {
          const open = and(eq(queries.id, id), isNull(queries.answeredAt));
          const answer = { answer: words, answeredBy: author, answeredAt: at };
          if (tx.update(queries).set(answer).where(open).run().changes === 0) return false;
          tx.insert(auditRows).values(audit).run();
          return true;
        },
        { behavior: 'immediate' },
      ),
  };
}

const queryOf = ({ seq: _seq, answer, answeredBy, answeredAt, ...query }: typeof queries.$inferSelect): Query => ({
  ...query,
  answer: answer === null || answeredAt === null ? null : { words: answer, author: answeredBy, at: answeredAt },
});
