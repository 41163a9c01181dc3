import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { etag } from 'hono/etag';
import { listRubricVersions } from '../actions/list-rubric-versions.ts';
import { listRubrics } from '../actions/list-rubrics.ts';
import { readRubric } from '../actions/read-rubric.ts';
import { etagOf } from '../actions/rubric-match.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { refusals } from './problems.ts';
import { RubricDocument, RubricId, RubricList, VersionList } from './rubric-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const withoutAnswers = 'Without an API key the points, the words and the argument map are left out, since they answer the question.';
const aRubric = {
  200: { ...json(RubricDocument, 'The rubric'), headers: z.object({ ETag: z.string() }) },
  304: { description: 'Nothing has changed since the ETag that was sent in If-None-Match' },
  ...refusals(401, 404, 422),
};

/** The rubrics that essays are marked against, and their versions. */
export function rubrics(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  const tag = etag();
  app.use('/rubrics/*', (c, next) => (c.req.method === 'GET' ? tag(c, next) : next()));

  const read = (c: Context<AppEnv>, id: string, version?: number) => {
    const actor = c.get('actor');
    const rubric = readRubric(actor, id, version, deps);
    c.header('Cache-Control', 'no-cache');
    c.header('Vary', 'Authorization', { append: true });
    c.header('ETag', actor.role === 'student' ? etagOf(rubric).replace(/"$/u, '-titles"') : etagOf(rubric));
    return rubric;
  };

  return app
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics',
        tags: ['Rubrics'],
        summary: 'List the rubrics',
        description: 'The first is the one that an essay is marked against when it names none. Archived ones are left out.',
        responses: { 200: json(RubricList, 'The version in force of each rubric'), ...refusals(401) },
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
        description: withoutAnswers,
        request: {
          params: RubricId,
          query: z.strictObject({ version: z.coerce.number().int().min(1).optional().openapi({ type: 'integer', minimum: 1 }) }),
        },
        responses: aRubric,
      }),
      (c) => c.json(read(c, c.req.valid('param').id, c.req.valid('query').version), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics/{id}/versions',
        tags: ['Rubrics'],
        summary: 'List the versions of a rubric, newest first',
        description:
          'Versions never change. Author and note are null without an API key. A version that came from the rubric files while an edit made here ' +
          'was in force is kept beside it: its note says so, and `current` names the one in force.',
        request: { params: RubricId },
        responses: { 200: json(VersionList, 'The versions'), ...refusals(401, 404) },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        const items = listRubricVersions(c.get('actor'), id, deps);
        c.header('Cache-Control', 'no-cache');
        c.header('Vary', 'Authorization', { append: true });
        return c.json({ items: items.map((one) => ({ ...one, links: { self: versionPath(id, one.version) } })) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics/{id}/versions/{version}',
        tags: ['Rubrics'],
        summary: 'Read one version of a rubric',
        description: withoutAnswers,
        request: {
          params: z.object({ id: z.string(), version: z.coerce.number().int().min(1).openapi({ type: 'integer', minimum: 1 }) }),
        },
        responses: aRubric,
      }),
      (c) => {
        const { id, version } = c.req.valid('param');
        return c.json(read(c, id, version), 200);
      },
    );
}

export const rubricPath = (id: string) => `/api/v1/rubrics/${id}`;
export const versionPath = (id: string, version: number) => `${rubricPath(id)}/versions/${version}`;
