import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Batch } from '../../domain/batch.ts';
import type { NewItem } from '../class-store.ts';
import type { Store } from '../store.ts';
import { batches, batchItems, seeds, unfinished } from './class-schema.ts';
import { inParts, type Tx } from './parts.ts';
import { audit as auditRows, jobs, submissions } from './schema.ts';
import { clear } from './unfinished.ts';

/** How many items are kept at a time. */
const FEW = 20;

/** The part of the store that takes batches in: unfinished until the last transaction, which makes all of it seen. */
export function newBatch(db: BetterSQLite3Database, { forget }: { forget: () => void }): Pick<Store, 'addBatch'> {
  return {
    addBatch: async (batch, items, audit) => {
      const coming = { id: batch.id, what: 'batch-coming' } as const;
      db.transaction((tx) => {
        tx.insert(batches).values(batch).run();
        tx.insert(unfinished).values(coming).run();
      });
      let whole = false;
      try {
        whole = (await keepAll(db, batch, items)) && db.transaction((tx) => finish(tx, batch, items.length, audit));
        return whole;
      } finally {
        if (!whole) {
          await clear(db, coming);
          forget();
        }
      }
    },
  };
}

/** Keeps the items, some in each transaction. False as soon as something that they rest on is not there. */
async function keepAll(db: BetterSQLite3Database, batch: Batch, items: NewItem[]): Promise<boolean> {
  let [from, there] = [0, true];
  await inParts(db, (tx) => {
    const some = items.slice(from, from + FEW);
    from += FEW;
    there = areFree(tx, takenUpBy(some)) && haveSeeds(tx, some);
    if (there) keep(tx, batch, some);
    return there && from < items.length;
  });
  return there;
}

const takenUpBy = (items: NewItem[]): string[] =>
  items.flatMap((one) => (one.submission === null && one.submissionId ? one.submissionId : []));

/** Whether these essays are there and in no batch, so that two batches that come in at once never share one. */
function areFree(tx: Tx, ids: string[]): boolean {
  if (!ids.length) return true;
  const free = tx
    .select({ n: count() })
    .from(submissions)
    .leftJoin(batchItems, eq(batchItems.submissionId, submissions.id))
    .where(and(inArray(submissions.id, ids), isNull(batchItems.seq)))
    .get();
  return free?.n === ids.length;
}

function haveSeeds(tx: Tx, items: NewItem[]): boolean {
  const ids = new Set(items.flatMap(({ seedId }) => seedId ?? []));
  if (!ids.size) return true;
  const there = tx
    .select({ n: count() })
    .from(seeds)
    .where(inArray(seeds.id, [...ids]))
    .get();
  return there?.n === ids.size;
}

function keep(tx: Tx, { id }: Batch, items: NewItem[]): void {
  const made = items.flatMap(({ submission }) => submission ?? []);
  if (made.length) {
    tx.insert(submissions).values(made).run();
    tx.insert(jobs)
      .values(made.map((one) => ({ submissionId: one.id, dueAt: one.createdAt, batchId: id, held: true })))
      .run();
  }
  const rows = items.map(({ submission: _essay, ...item }) => ({ ...item, batchId: id }));
  if (rows.length) tx.insert(batchItems).values(rows).run();
}

/** Takes up the jobs of essays that were there already, and shows the batch. False where items went since, with an essay or a seed script. */
function finish(tx: Tx, batch: Batch, items: number, audit: typeof auditRows.$inferInsert): boolean {
  const kept = tx.select({ n: count() }).from(batchItems).where(eq(batchItems.batchId, batch.id)).get();
  if (kept?.n !== items) return false;
  const listed = tx.select({ id: batchItems.submissionId }).from(batchItems).where(eq(batchItems.batchId, batch.id));
  tx.update(jobs)
    .set({ batchId: batch.id, held: true, rubricVersion: batch.rubricVersion })
    .where(and(inArray(jobs.submissionId, listed), sql`${jobs.batchId} is not ${batch.id}`))
    .run();
  tx.delete(unfinished).where(eq(unfinished.id, batch.id)).run();
  tx.insert(auditRows).values(audit).run();
  return true;
}
