import { and, asc, count, eq, exists, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { batches } from './class-schema.ts';
import type { Tx } from './parts.ts';
import { jobs } from './schema.ts';

/** The job to be done next: see `claimJob`. */
export function nextDue(tx: Tx, now: string): { id: number } | undefined {
  const isFree = and(eq(jobs.held, false), lte(jobs.dueAt, now), or(isNull(jobs.leasedUntil), lte(jobs.leasedUntil, now)));
  const oldest = (batchId: string | null) =>
    tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(batchId === null ? isNull(jobs.batchId) : eq(jobs.batchId, batchId), isFree))
      .orderBy(asc(jobs.id))
      .limit(1)
      .get();
  const single = oldest(null);
  if (single) return single;
  const running = tx
    .select({ id: batches.id })
    .from(batches)
    .where(
      and(
        eq(batches.told, 'run'),
        exists(
          tx
            .select({ id: jobs.id })
            .from(jobs)
            .where(and(eq(jobs.batchId, batches.id), isFree)),
        ),
      ),
    )
    .orderBy(asc(batches.seq))
    .all();
  const howMany = (batchId: string, more?: SQL) =>
    tx
      .select({ n: count() })
      .from(jobs)
      .where(and(eq(jobs.batchId, batchId), more))
      .get()?.n ?? 0;
  const [next] =
    running.length < 2
      ? running
      : running
          .map(({ id }) => ({ id, marking: howMany(id, gt(jobs.leasedUntil, now)), left: howMany(id) }))
          .sort((a, b) => a.marking - b.marking || a.left - b.left);
  return next && oldest(next.id);
}
