import { and, asc, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ReportRow } from '../../domain/class-report.ts';
import { QUERIED } from '../../domain/need.ts';
import type { ItemPage } from '../class-store.ts';
import type { Store } from '../store.ts';
import { batchItems, queries, standings } from './class-schema.ts';
import { submissions } from './schema.ts';

// A script whose student has an open query needs a person as much more.
const need = sql<number | null>`${standings.need} + iif(${queries.id} is null, 0, ${QUERIED.need})`;
const open = and(eq(queries.submissionId, batchItems.submissionId), isNull(queries.answeredAt));

// What has no mark or no need yet comes last.
const keys = {
  order: { by: sql`${batchItems.n}`, first: asc },
  need: { by: sql`coalesce(${need}, -1)`, first: desc },
  mark: { by: sql`coalesce(${standings.awarded}, -1)`, first: desc },
  identifier: { by: sql`${batchItems.identifier}`, first: asc },
} as const satisfies Record<ItemPage['sort'], { by: SQL; first: typeof asc | typeof desc }>;

/** The part of the store that lists the items of batches. */
export function itemRows(db: BetterSQLite3Database): Pick<Store, 'items' | 'reportRows'> {
  const ofBatch = (batchId: string) => eq(batchItems.batchId, batchId);
  return {
    items: (batchId, { limit, after, state, outcome, sort }) => {
      const { by, first } = keys[sort];
      const last =
        after === undefined
          ? undefined
          : db
              .select({ key: by })
              .from(batchItems)
              .leftJoin(standings, eq(standings.submissionId, batchItems.submissionId))
              .leftJoin(queries, open)
              .where(and(ofBatch(batchId), eq(batchItems.n, after)))
              .get();
      if (after !== undefined && !last) return [];
      const beyond = first === asc ? gt : lt;
      return db
        .select({
          n: batchItems.n,
          fileName: batchItems.fileName,
          identifier: batchItems.identifier,
          name: batchItems.name,
          group: batchItems.group,
          outcome: batchItems.outcome,
          why: batchItems.why,
          detail: batchItems.detail,
          words: batchItems.words,
          submissionId: batchItems.submissionId,
          blind: batchItems.blind,
          state: submissions.state,
          awarded: standings.awarded,
          level: standings.level,
          outOf: standings.outOf,
          awardedByEngine: standings.awardedByEngine,
          need,
          reasons: standings.reasons,
          stale: standings.stale,
          query: queries.id,
        })
        .from(batchItems)
        .leftJoin(submissions, eq(submissions.id, batchItems.submissionId))
        .leftJoin(standings, eq(standings.submissionId, batchItems.submissionId))
        .leftJoin(queries, open)
        .where(
          and(
            ofBatch(batchId),
            state && eq(submissions.state, state),
            outcome && eq(batchItems.outcome, outcome),
            last && or(beyond(by, last.key), and(eq(by, last.key), gt(batchItems.n, after ?? 0))),
          ),
        )
        .orderBy(first(by), asc(batchItems.n))
        .limit(limit)
        .all()
        .map(({ query, reasons, ...item }) => ({ ...item, reasons: query && reasons ? [QUERIED.says, ...reasons] : reasons }));
    },
    // with this index no essay is read for its state: see tally
    reportRows: (batchId) => {
      const rows = db.all<Omit<ReportRow, 'digest'> & { digest: string | null }>(sql`
          select i.submission_id as "submissionId", i.identifier, i.name, i.group_name as "group", s.state, t.awarded, t.level,
            t.awarded_by_engine as "awardedByEngine", t.digest
          from ${batchItems} i
          join ${submissions} s indexed by submissions_id_state on s.id = i.submission_id
          left join ${standings} t on t.submission_id = i.submission_id
          where i.batch_id = ${batchId} and i.seed_id is null
          order by i.n`);
      // ten thousand rows are not copied for the one column that is JSON
      return rows.map((row) => Object.assign(row, { digest: row.digest === null ? null : JSON.parse(row.digest) }));
    },
  };
}
