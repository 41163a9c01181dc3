import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readReasons, setReasons } from '../actions/reasons.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readJson } from './read-json.ts';
import { ReasonsBody, ReasonsDocument } from './reason-documents.ts';

const staff = { tags: ['Overrides'], security: [{ apiKey: [] }], path: '/reasons' as const };
const answer = (description: string) => ({
  description,
  headers: z.object({ ETag: z.string() }),
  content: { 'application/json': { schema: ReasonsDocument } },
});

/** The short list of reasons that teachers give by one key. */
export function reasons(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('ReasonsInput', ReasonsBody);
  return app
    .openapi(
      createRoute({
        method: 'get',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Read the reasons that can be given by one key',
        responses: { 200: answer('The list'), ...refusals(401) },
      }),
      (c) => {
        const { reasons: list, tag } = readReasons(c.get('actor'), deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('ETag', tag);
        return c.json({ reasons: list }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Replace the reasons that can be given by one key',
        description:
          'The whole list, in the order in which it is shown; it holds for everybody on this service. What was given by a key before keeps the words ' +
          'that the key stood for then. With If-Match (the ETag as you read it) nothing is kept if someone has changed the list since.',
        parameters: [{ name: 'If-Match', in: 'header' as const, required: false, schema: { type: 'string' as const } }],
        request: { body: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/ReasonsInput' } } } } },
        responses: { 200: answer('Kept'), ...refusals(400, 401, 403, 412, 413, 415, 422) },
      }),
      async (c) => {
        const input = await readJson(c, 'application/json', 'invalid-field');
        const { reasons: list, tag } = setReasons(c.get('actor'), input, c.req.header('if-match'), deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('ETag', tag);
        return c.json({ reasons: list }, 200);
      },
    );
}
