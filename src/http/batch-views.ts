import type { z } from '@hono/zod-openapi';
import type { SeenItem } from '../actions/list-batches.ts';
import type { Progress, ReadBatch } from '../actions/read-batch.ts';
import type { BatchDocument, ItemList, ProgressDocument } from './batch-documents.ts';

/** A batch as it is served. */
export function batchView({ batch, progress, estimate, seedsMarked, drift }: ReadBatch): z.infer<typeof BatchDocument> {
  const { id, title, rubricId, rubricVersion, assignmentId, author, createdAt, first, tokenCap, blindShare } = batch;
  const self = `/api/v1/batches/${id}`;
  return {
    ...{ id, title, rubric: { id: rubricId, version: rubricVersion }, assignmentId, author, createdAt, first, tokenCap, blindShare },
    ...{ progress: progressView(progress), estimate, seedsMarked, drifts: drift.length > 0, drift },
    links: { self, items: `${self}/items`, events: `${self}/events`, report: `${self}/report` },
  };
}

/** How far a batch has come, as it is served. */
export const progressView = ({ counts, ...rest }: Progress): z.infer<typeof ProgressDocument> => ({ ...rest, ...counts });

/** An item as it is served. The engine's mark is kept back where a teacher has to mark it first. */
export function itemView(item: SeenItem): z.infer<typeof ItemList>['items'][number] {
  const { awarded, level, outOf, awardedByEngine, reasons, stale, submissionId, unseen, ...rest } = item;
  const mark = unseen || awarded === null || level === null || outOf === null ? null : { awarded, outOf, level };
  return {
    ...rest,
    mark,
    awardedByEngine: unseen ? null : awardedByEngine,
    reasons: unseen ? [] : (reasons ?? []),
    stale: stale ?? [],
    submissionId,
    links: { submission: submissionId && `/api/v1/submissions/${submissionId}` },
  };
}
