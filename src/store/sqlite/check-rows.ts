import { and, desc, eq, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Check } from '../../domain/check.ts';
import type { Store } from '../store.ts';
import { audit as auditRows, checks } from './schema.ts';

type Part = 'addCheck' | 'checks' | 'checkFor' | 'withdrawCheck';

/** The part of the store that keeps departments' own checks. A row is written once; only its withdrawal is added. */
export function checkRows(db: BetterSQLite3Database): Pick<Store, Part> {
  return {
    addCheck: (check, audit) =>
      db.transaction((tx) => {
        tx.insert(checks).values(rowOf(check)).run();
        tx.insert(auditRows).values(audit).run();
      }),
    checks: () => db.select().from(checks).orderBy(desc(checks.seq)).all().map(checkOf),
    checkFor: ({ rubric, engine }) => {
      const row = db
        .select()
        .from(checks)
        .where(
          and(
            eq(checks.rubricHash, rubric.hash),
            eq(checks.engineId, engine.id),
            eq(checks.engineVersion, engine.version),
            engine.model === null ? isNull(checks.model) : eq(checks.model, engine.model),
            isNull(checks.withdrawnAt),
          ),
        )
        .orderBy(desc(checks.seq))
        .limit(1)
        .get();
      return row ? checkOf(row) : null;
    },
    withdrawCheck: (id, audit) =>
      db.transaction((tx) => {
        const stands = and(eq(checks.id, id), isNull(checks.withdrawnAt));
        if (tx.update(checks).set({ withdrawnAt: audit.at }).where(stands).run().changes === 0) return false;
        tx.insert(auditRows).values(audit).run();
        return true;
      }),
  };
}

const rowOf = ({ rubric, engine, by, at, ...rest }: Check): typeof checks.$inferInsert => ({
  ...rest,
  rubricId: rubric.id,
  rubricVersion: rubric.version,
  rubricHash: rubric.hash,
  engineId: engine.id,
  engineVersion: engine.version,
  model: engine.model,
  recordedBy: by,
  recordedAt: at,
});

function checkOf(row: typeof checks.$inferSelect): Check {
  const { seq: _seq, rubricId, rubricVersion, rubricHash, engineId, engineVersion, model, recordedBy, recordedAt, ...rest } = row;
  return {
    ...rest,
    rubric: { id: rubricId, version: rubricVersion, hash: rubricHash },
    engine: { id: engineId, version: engineVersion, model },
    by: recordedBy,
    at: recordedAt,
  };
}
