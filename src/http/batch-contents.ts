import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { listItems } from '../actions/list-batches.ts';
import { reportClass } from '../actions/report-class.ts';
import { classReportHtml } from '../exports/class-report-html.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchId, ClassReportDocument, ItemList, ItemListQuery } from './batch-documents.ts';
import { itemView } from './batch-views.ts';
import { refusals } from './problems.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const staff = { tags: ['Batches'], security: [{ apiKey: [] }], middleware: [requireKey] };

/** What is in a batch: its items, and what they say together. */
export function batchContents(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}/items',
        ...staff,
        summary: 'List the items of a batch: every file or row with its outcome, and how far its essay has come',
        description: 'Sorted by `need` it is the review queue, by `mark` the rank order.',
        request: { params: BatchId, query: ItemListQuery },
        responses: { 200: json(ItemList, 'A page of items'), ...refusals(401, 404, 422) },
      }),
      (c) => {
        const { items, next } = listItems(c.get('actor'), c.req.valid('param').id, c.req.valid('query'), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json({ items: items.map(itemView), next }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}/report',
        ...staff,
        summary: 'Read the report of a class',
        description:
          'Marks against levels, targets by student, the mistakes made most often with the sentences that made them, and what is left out. ' +
          'Seed scripts are not in it. As HTML it is a page that prints.',
        request: { params: BatchId, query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }) },
        responses: {
          200: {
            description: 'The report',
            content: { 'application/json': { schema: ClassReportDocument }, 'text/html': { schema: z.string() } },
          },
          ...refusals(401, 404, 422),
        },
      }),
      (c) => {
        const { title, report } = reportClass(c.get('actor'), c.req.valid('param').id, deps);
        c.header('Cache-Control', 'private, no-store');
        if (c.req.valid('query').format === 'json') return c.json(report, 200);
        return c.html(classReportHtml(report, { title, note: '' }), 200);
      },
    );
}
