import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { etag } from 'hono/etag';
import { listRubrics } from '../actions/list-rubrics.ts';
import { readRubric } from '../actions/read-rubric.ts';
import { Bank, Question, Scheme } from '../domain/rubric-parts.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { refusals } from './problems.ts';

const RubricList = z
  .object({
    items: z.array(
      z.object({ id: z.string(), title: z.string(), version: z.number().int(), hash: z.string(), createdAt: z.iso.datetime() }),
    ),
  })
  .openapi('RubricList');
const RubricDocument = z
  .object({ id: z.string(), version: z.number().int(), hash: z.string(), question: Question, bank: Bank, scheme: Scheme })
  .openapi('Rubric');

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });

/** The rubrics that essays are marked against. */
export function rubrics(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.use('/rubrics/*', etag());
  return app
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics',
        tags: ['Rubrics'],
        summary: 'List the rubrics',
        description: 'The first is the one that an essay is marked against when it names none.',
        responses: { 200: json(RubricList, 'The newest version of each rubric'), ...refusals(401) },
      }),
      (c) => {
        c.header('Cache-Control', 'no-cache');
        return c.json({ items: listRubrics(c.get('actor'), deps) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics/{id}',
        tags: ['Rubrics'],
        summary: 'Read a rubric: its question, bank and mark scheme',
        description: 'Without an API key the points, the words and the argument map are left out, since they answer the question.',
        request: {
          params: z.object({ id: z.string() }),
          query: z.strictObject({ version: z.coerce.number().int().min(1).optional().openapi({ type: 'integer', minimum: 1 }) }),
        },
        responses: {
          200: { ...json(RubricDocument, 'The rubric'), headers: z.object({ ETag: z.string() }) },
          304: { description: 'Nothing has changed since the ETag that was sent in If-None-Match' },
          ...refusals(401, 404, 422),
        },
      }),
      (c) => {
        const actor = c.get('actor');
        const rubric = readRubric(actor, c.req.valid('param').id, c.req.valid('query').version, deps);
        c.header('Cache-Control', 'no-cache');
        c.header('Vary', 'Authorization', { append: true });
        c.header('ETag', `"${rubric.version}-${rubric.hash}${actor.role === 'student' ? '-titles' : ''}"`);
        return c.json(rubric, 200);
      },
    );
}
