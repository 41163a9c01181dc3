import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createBatch } from '../actions/create-batch.ts';
import { listBatches } from '../actions/list-batches.ts';
import { readBatch } from '../actions/read-batch.ts';
import { deleteBatch } from '../actions/release-batch.ts';
import { changeBatch } from '../actions/run-batch.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BATCH_TYPES, readBatchBody } from './batch-body.ts';
import { BatchDocument, BatchId, BatchList, BatchListQuery, bodies } from './batch-documents.ts';
import { batchView } from './batch-views.ts';
import { refusals } from './problems.ts';
import { readJsonBody } from './read-body.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const staff = { tags: ['Batches'], security: [{ apiKey: [] }], middleware: [requireKey] };
const bodyOf = (type: (typeof BATCH_TYPES)[number]) =>
  type === 'application/json' ? bodies.json : type === 'multipart/form-data' ? bodies.form : bodies.binary;

/** Classes of essays: sending them in, and seeing what became of them. */
export function batches(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'post',
        path: '/batches',
        ...staff,
        summary: 'Send a class of essays in',
        description:
          'As a form with files (.txt, .md, .docx, .pdf, or a zip of them) or one table; as a zip; as CSV or XLSX with one essay a row; or as JSON with ' +
          'essays, an assignment, or essays that were handed in already. Settings are fields of the form or of the JSON, else of the query. Every file ' +
          'or row gets its own outcome, and a bad one stops nothing. The answer says what marking is expected to take; nothing is marked before ' +
          '`POST /batches/{id}/start`, unless `start` is true. At most 200 MB and 10,000 essays.',
        request: {
          query: z
            .object({ start: z.enum(['true', 'false']).optional().openapi({ description: 'begin at once' }) })
            .loose()
            .openapi({ type: 'object' }),
          body: { required: true, content: Object.fromEntries(BATCH_TYPES.map((type) => [type, { schema: bodyOf(type) as object }])) },
        },
        responses: {
          201: { ...json(BatchDocument, 'Kept'), headers: z.object({ Location: z.string() }) },
          ...refusals(400, 401, 403, 404, 409, 413, 415, 422),
        },
      }),
      async (c) => {
        const { source, settings } = await readBatchBody(c);
        const { id } = await createBatch(c.get('actor'), source, settings, deps);
        const document = batchView(readBatch(c.get('actor'), id, deps));
        c.header('Cache-Control', 'private, no-store');
        c.header('Location', document.links.self);
        return c.json(document, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches',
        ...staff,
        summary: 'List batches, newest first',
        description: 'A teacher sees their own, a head of department (an admin) all.',
        request: { query: BatchListQuery },
        responses: { 200: json(BatchList, 'A page of batches'), ...refusals(401, 422) },
      }),
      (c) => {
        const { items, next } = listBatches(c.get('actor'), c.req.valid('query'), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json({ items: items.map(batchView), next }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}',
        ...staff,
        summary: 'Read a batch: how far it has come, and what is still expected of it',
        request: { params: BatchId },
        responses: { 200: json(BatchDocument, 'The batch'), ...refusals(401, 404) },
      }),
      (c) => {
        c.header('Cache-Control', 'private, no-store');
        return c.json(batchView(readBatch(c.get('actor'), c.req.valid('param').id, deps)), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/batches/{id}',
        ...staff,
        summary: 'Change the title or the cap of a batch',
        description: 'A cap of null is none. A batch that had reached its cap goes on as far as the new one lets it.',
        request: { params: BatchId, body: { required: true, content: { 'application/json': { schema: bodies.patch as object } } } },
        responses: { 200: json(BatchDocument, 'The batch'), ...refusals(400, 401, 404, 415, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        changeBatch(c.get('actor'), id, await readJsonBody(c), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json(batchView(readBatch(c.get('actor'), id, deps)), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/batches/{id}',
        ...staff,
        summary: 'Delete a batch with all its essays and everything made from them',
        request: { params: BatchId },
        responses: { 204: { description: 'Gone' }, ...refusals(401, 404) },
      }),
      async (c) => {
        await deleteBatch(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    );
}
