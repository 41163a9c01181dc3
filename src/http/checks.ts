import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { listChecks } from '../actions/list-checks.ts';
import { withdrawCheck } from '../actions/withdraw-check.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { CheckList } from './check-documents.ts';
import { refusals } from './problems.ts';

/** Departments' own checks. They are recorded where the scripts are, by `examiner standardise --record`. */
export function checks(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/checks',
        tags: ['Checks'],
        summary: 'List the checks that departments have recorded, newest first',
        description:
          'A check holds for what the same engine, version and model marks against the same content of the rubric (its hash). ' +
          'It is recorded by `examiner standardise --record`, where the scripts and their marks are.',
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        responses: {
          200: { description: 'The checks, withdrawn ones too', content: { 'application/json': { schema: CheckList } } },
          ...refusals(401),
        },
      }),
      (c) => {
        c.header('Cache-Control', 'private, no-store');
        const items = listChecks(c.get('actor'), deps);
        return c.json({ items: items.map((one) => ({ ...one, links: { self: `/api/v1/checks/${one.id}` } })) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/checks/{id}',
        tags: ['Checks'],
        summary: 'Withdraw a check',
        description: 'It holds no longer, and what it held for is called a practice mark again. It stays in the list, with the time.',
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        request: { params: z.object({ id: z.string() }) },
        responses: { 204: { description: 'Withdrawn' }, ...refusals(401, 404) },
      }),
      (c) => {
        withdrawCheck(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    );
}
