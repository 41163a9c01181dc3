import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { answerQuery } from '../actions/answer-query.ts';
import { listQueries } from '../actions/list-queries.ts';
import { queryMark } from '../actions/query-mark.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { AnswerBody, QueryBody, QueryDocument, QueryList } from './query-documents.ts';
import { readJson } from './read-json.ts';
import { Id } from './submission-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const body = (name: string) => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const tags = ['Queries'];

/** A second look at one released mark: asked for by its student, answered by the teacher. */
export function queries(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('QueryInput', QueryBody);
  app.openAPIRegistry.register('QueryAnswerInput', AnswerBody);
  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/queries',
        tags,
        summary: 'Ask for a second look at a mark',
        description:
          'For the student of a class essay that is released. One at a time: the next when this is answered. In the review queue of its class the ' +
          'script comes before all others that have a mark.',
        request: { params: Id, body: body('QueryInput') },
        responses: {
          201: { ...json(QueryDocument, 'Asked'), headers: z.object({ Location: z.string() }) },
          ...refusals(400, 401, 404, 409, 413, 415, 422),
        },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const query = queryMark(c.get('actor'), id, await readJson(c, 'application/json', 'invalid-field'), deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('Location', `/api/v1/submissions/${id}/queries`);
        return c.json(query, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/submissions/{id}/queries',
        tags,
        summary: 'Read what was asked about a mark, and the answers',
        description: 'For the student, who reads an answer only while the essay is released, and for the teacher of its class.',
        request: { params: Id },
        responses: { 200: json(QueryList, 'The queries'), ...refusals(401, 404, 409) },
      }),
      (c) => {
        const items = listQueries(c.get('actor'), c.req.valid('param').id, deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('Vary', 'Authorization');
        return c.json({ items }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/queries/{queryId}/answer',
        tags,
        summary: 'Answer a student who asked for a second look',
        description:
          'Once and for all. The mark stays as it is: to change it, take the script back, override it and release it again, before or after.',
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        request: { params: z.object({ id: z.string(), queryId: z.string() }), body: body('QueryAnswerInput') },
        responses: { 200: json(QueryDocument, 'Answered'), ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
      }),
      async (c) => {
        const { id, queryId } = c.req.valid('param');
        const answered = answerQuery(c.get('actor'), id, queryId, await readJson(c, 'application/json', 'invalid-field'), deps);
        c.header('Cache-Control', 'private, no-store');
        return c.json(answered, 200);
      },
    );
}
