import { and, asc, count, desc, eq, isNull, max, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Rubric } from '../../domain/rubric.ts';
import type { Edit, Store } from '../store.ts';
import { audit as auditRows, rubrics, rubricVersions, submissions } from './schema.ts';

type Part = 'saveRubric' | 'editRubric' | 'archiveRubric' | 'rubric' | 'rubrics' | 'rubricVersions';
type Db = Pick<BetterSQLite3Database, 'select' | 'insert'>;

const immediate = { behavior: 'immediate' } as const;

/** The part of the store that keeps rubrics. Versions are written once and never touched again. */
export function rubricRows(db: BetterSQLite3Database): Pick<Store, Part> {
  // Versions never change, and one object a version lets an engine keep what it builds from it.
  const known = new Map<string, Rubric>();

  const rubric = (id: string, version?: number): Rubric | null => {
    const wanted = version ?? db.select({ current: rubrics.current }).from(rubrics).where(eq(rubrics.id, id)).get()?.current;
    if (!wanted) return null;
    const kept = known.get(`${id}/${wanted}`);
    if (kept) return kept;
    const row = db.select().from(rubricVersions).where(isVersion(id, wanted)).get();
    if (!row) return null;
    const found = { id, version: row.version, hash: row.hash, ...row.body };
    known.set(`${id}/${wanted}`, found);
    return found;
  };

  return {
    rubric,
    saveRubric: (given, by) => {
      db.transaction((tx) => {
        const { id, hash } = given;
        const there = headOf(tx, id);
        if (there?.fileHash === hash) return;
        // What is in force is not what the file last said: someone has edited it here, or made it here.
        const edited = there && there.hash !== there.fileHash;
        const note = edited ? `${by.note}; not in force, since version ${there.current} was edited here` : by.note;
        const version = there?.hash === hash ? there.current : addVersion(tx, given, { ...by, note });
        tx.update(rubrics)
          .set({ fileHash: hash, ...(!edited && { current: version }) })
          .where(eq(rubrics.id, id))
          .run();
      }, immediate);
      return rubric(given.id) as Rubric;
    },
    editRubric: (given, after, by, audit) => {
      const done = db.transaction((tx) => {
        const { id, hash } = given;
        const there = headOf(tx, id);
        if ((there && there.archivedAt === null ? there.current : null) !== after) return false;
        if (there?.hash === hash && there.archivedAt === null) return true;
        const version = there?.hash === hash ? there.current : addVersion(tx, given, by);
        tx.update(rubrics).set({ current: version, archivedAt: null }).where(eq(rubrics.id, id)).run();
        tx.insert(auditRows)
          .values({ ...audit, detail: `version ${version}` })
          .run();
        return true;
      }, immediate);
      return done ? rubric(given.id) : null;
    },
    archiveRubric: (id, audit, at) =>
      db.transaction((tx) => {
        const there = headOf(tx, id);
        if (!there) return 'none';
        if (there.archivedAt !== null) return 'already';
        if (at !== undefined && there.current !== at) return 'stale';
        const waits = and(eq(submissions.rubricId, id), eq(submissions.state, 'waiting'));
        if (tx.select({ n: count() }).from(submissions).where(waits).get()?.n) return 'waiting';
        tx.update(rubrics).set({ archivedAt: audit.at }).where(eq(rubrics.id, id)).run();
        tx.insert(auditRows).values(audit).run();
        return 'archived';
      }, immediate),
    rubrics: () => {
      const { title, version, hash, createdAt } = rubricVersions;
      const listed = db
        .select({ id: rubrics.id, title, version, hash, createdAt })
        .from(rubrics)
        .innerJoin(rubricVersions, isCurrent)
        .where(isNull(rubrics.archivedAt))
        .orderBy(asc(sql`${rubrics}.rowid`))
        .all();
      const order = new Map(listed.map((one) => [one.id, rubric(one.id, one.version)?.question.order ?? 1]));
      return listed.sort((a, b) => (order.get(a.id) ?? 1) - (order.get(b.id) ?? 1));
    },
    rubricVersions: (id) => {
      const { version, hash, title, author, note, createdAt } = rubricVersions;
      return db
        .select({ version, hash, title, author, note, createdAt, current: rubrics.current })
        .from(rubricVersions)
        .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
        .where(eq(rubricVersions.rubricId, id))
        .orderBy(desc(version))
        .all()
        .map((row) => ({ ...row, current: row.current === row.version }));
    },
  };
}

const isCurrent = and(eq(rubricVersions.rubricId, rubrics.id), eq(rubricVersions.version, rubrics.current));
const isVersion = (id: string, version: number) => and(eq(rubricVersions.rubricId, id), eq(rubricVersions.version, version));

const headOf = (tx: Db, id: string) =>
  tx
    .select({ current: rubrics.current, fileHash: rubrics.fileHash, archivedAt: rubrics.archivedAt, hash: rubricVersions.hash })
    .from(rubrics)
    .innerJoin(rubricVersions, isCurrent)
    .where(eq(rubrics.id, id))
    .get();

/** Writes the next version, and the rubric itself before its first. Returns its number. */
function addVersion(tx: Db, { id, hash, question, bank, scheme }: Omit<Rubric, 'version'>, { author, note, at }: Edit): number {
  tx.insert(rubrics).values({ id, createdAt: at }).onConflictDoNothing().run();
  const { version: last } = tx
    .select({ version: max(rubricVersions.version) })
    .from(rubricVersions)
    .where(eq(rubricVersions.rubricId, id))
    .get() ?? { version: null };
  const version = (last ?? 0) + 1;
  tx.insert(rubricVersions)
    .values({ rubricId: id, version, hash, title: question.title, body: { question, bank, scheme }, author, note, createdAt: at })
    .run();
  return version;
}
