import { and, countDistinct, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Seed } from '../../domain/seed.ts';
import type { Store } from '../store.ts';
import { batchItems, seeds } from './class-schema.ts';
import { assessments, audit as auditRows, submissions } from './schema.ts';

type Part = 'addSeed' | 'seed' | 'seeds' | 'seedUses' | 'seedMarkings' | 'deleteSeed';

/** The part of the store that keeps seed scripts and finds what the engine made of them. */
export function seedRows(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, Part> {
  return {
    addSeed: (seed, audit) =>
      db.transaction((tx) => {
        tx.insert(seeds).values(seed).run();
        tx.insert(auditRows).values(audit).run();
      }),
    seed: (id) => {
      const row = db.select().from(seeds).where(eq(seeds.id, id)).get();
      return row ? seedOf(row) : null;
    },
    seeds: ({ author, rubricId }) =>
      db
        .select()
        .from(seeds)
        .where(
          and(author === null ? undefined : eq(seeds.author, author), rubricId === undefined ? undefined : eq(seeds.rubricId, rubricId)),
        )
        .orderBy(desc(seeds.seq))
        .all()
        .map(seedOf),
    seedUses: () =>
      db
        .select({ seedId: sql<string>`${batchItems.seedId}`, batches: countDistinct(batchItems.batchId) })
        .from(batchItems)
        .where(isNotNull(batchItems.seedId))
        .groupBy(batchItems.seedId)
        .all(),
    seedMarkings: (of) => {
      const all = db
        .select({
          seedId: sql<string>`${batchItems.seedId}`,
          batchId: batchItems.batchId,
          n: batchItems.n,
          submissionId: assessments.submissionId,
          awarded: sql<number>`json_extract(${assessments.body}, '$.mark.awarded')`,
          at: assessments.createdAt,
        })
        .from(batchItems)
        .innerJoin(assessments, eq(assessments.submissionId, batchItems.submissionId))
        .where(
          and(
            'batchId' in of ? eq(batchItems.batchId, of.batchId) : eq(batchItems.seedId, of.seedId),
            sql`${batchItems.seedId} is not null`,
            sql`json_extract(${assessments.body}, '$.status') = 'marked'`,
          ),
        )
        .orderBy(desc(assessments.seq))
        .all();
      const seen = new Set<string>();
      return all.filter(({ submissionId }) => !seen.has(submissionId) && seen.add(submissionId));
    },
    deleteSeed: (id, audit) => {
      const gone = db.transaction((tx) => {
        const markings = tx.select({ id: batchItems.submissionId }).from(batchItems).where(eq(batchItems.seedId, id));
        tx.delete(submissions).where(inArray(submissions.id, markings)).run();
        if (tx.delete(seeds).where(eq(seeds.id, id)).run().changes === 0) return false;
        tx.insert(auditRows).values(audit).run();
        return true;
      });
      if (gone) forget();
      return gone;
    },
  };
}

const seedOf = ({ seq: _seq, ...seed }: typeof seeds.$inferSelect): Seed => seed;
