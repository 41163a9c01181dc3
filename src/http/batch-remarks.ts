import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { remarkBatch } from '../actions/remark-batch.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchEstimateDocument, BatchId } from './batch-documents.ts';
import { TryQuery } from './override-documents.ts';
import { refusals } from './problems.ts';

const whole = z.number().int();
const RemarkingDocument = z
  .object({
    rubric: z.object({ id: z.string(), version: whole, before: whole.describe('the version that the batch was marked against') }),
    queued: whole.describe('essays that are marked again'),
    proposals: whole.describe('of these, those whose new marking is a proposal: a teacher has read, changed or released what is shown'),
    left: z
      .array(z.object({ n: whole.describe('its place in the batch'), why: z.enum(['waiting', 'never-marked']) }))
      .describe('essays that are not: they wait to be marked already, or the batch was cancelled before they were'),
    estimate: BatchEstimateDocument.describe('what marking them is expected to take'),
  })
  .openapi('BatchRemark');
const json = (description: string) => ({ description, content: { 'application/json': { schema: RemarkingDocument } } });

/** Marking a whole batch again. */
export function batchRemarks(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>().openapi(
    createRoute({
      method: 'post',
      path: '/batches/{id}/remark',
      tags: ['Batches'],
      security: [{ apiKey: [] }],
      middleware: [requireKey] as const,
      summary: 'Mark a batch again, against the newest version of its rubric',
      description:
        'For a batch of which nothing waits. Where a teacher has read, changed or released a script the new marking is a proposal (`review.proposals`), ' +
        'and what is shown stays until it is accepted; other marks are replaced, unless marking fails. The caps of the batch and of the day hold as when ' +
        'it was first marked. With `try=true` you are told what it would come to and nothing is queued.',
      request: { params: BatchId, query: TryQuery },
      responses: {
        200: json('What it would come to; nothing was queued'),
        202: { ...json('Queued'), headers: z.object({ Location: z.string() }) },
        ...refusals(401, 403, 404, 409, 422),
      },
    }),
    (c) => {
      const { id } = c.req.valid('param');
      const isTry = c.req.valid('query').try;
      const remarking = remarkBatch(c.get('actor'), id, isTry, deps);
      c.header('Cache-Control', 'private, no-store');
      if (isTry) return c.json(remarking, 200);
      c.header('Location', `/api/v1/batches/${id}`);
      return c.json(remarking, 202);
    },
  );
}
