import { and, desc, eq, max } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Rubric } from '../../domain/rubric.ts';
import type { Store } from '../store.ts';
import { rubrics, rubricVersions } from './schema.ts';

/** The part of the store that keeps rubrics. Versions are written once and never touched again. */
export function rubricRows(db: BetterSQLite3Database): Pick<Store, 'saveRubric' | 'rubric' | 'rubrics'> {
  // Versions never change, and one object a version lets an engine keep what it builds from it.
  const known = new Map<string, Rubric>();

  const rubric = (id: string, version?: number): Rubric | null => {
    const wanted =
      version ??
      db
        .select({ version: max(rubricVersions.version) })
        .from(rubricVersions)
        .where(eq(rubricVersions.rubricId, id))
        .get()?.version;
    if (!wanted) return null;
    const kept = known.get(`${id}/${wanted}`);
    if (kept) return kept;
    const row = db
      .select()
      .from(rubricVersions)
      .where(and(eq(rubricVersions.rubricId, id), eq(rubricVersions.version, wanted)))
      .get();
    if (!row) return null;
    const found = { id, version: row.version, hash: row.hash, ...row.body };
    known.set(`${id}/${wanted}`, found);
    return found;
  };

  return {
    rubric,
    saveRubric: ({ id, hash, question, bank, scheme }, { author, note, at }) =>
      db.transaction(
        (tx) => {
          tx.insert(rubrics).values({ id, createdAt: at }).onConflictDoNothing().run();
          const last = tx
            .select({ version: rubricVersions.version, hash: rubricVersions.hash })
            .from(rubricVersions)
            .where(eq(rubricVersions.rubricId, id))
            .orderBy(desc(rubricVersions.version))
            .limit(1)
            .get();
          const version = last?.hash === hash ? last.version : (last?.version ?? 0) + 1;
          if (last?.hash !== hash)
            tx.insert(rubricVersions)
              .values({ rubricId: id, version, hash, title: question.title, body: { question, bank, scheme }, author, note, createdAt: at })
              .run();
          return { id, version, hash, question, bank, scheme };
        },
        { behavior: 'immediate' },
      ),
    rubrics: () => {
      const newest = new Map<string, ReturnType<Store['rubrics']>[number]>();
      const { rubricId: id, title, version, hash, createdAt } = rubricVersions;
      for (const row of db.select({ id, title, version, hash, createdAt }).from(rubricVersions).orderBy(id, version).all())
        newest.set(row.id, row);
      return [...newest.values()];
    },
  };
}
