import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { checkReadiness } from '../actions/check-readiness.ts';
import type { AppDeps, AppEnv } from './app-env.ts';

const Ready = z.object({ ready: z.boolean(), store: z.boolean(), rubric: z.boolean(), worker: z.boolean() }).openapi('Ready');

/** For whatever watches over the service. */
export function health(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/healthz',
        tags: ['Health'],
        summary: 'Whether the process answers',
        responses: {
          200: {
            description: 'It does',
            content: { 'application/json': { schema: z.object({ alive: z.literal(true) }).openapi('Alive') } },
          },
        },
      }),
      (c) => c.json({ alive: true as const }, 200, { 'Cache-Control': 'no-store' }),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/readyz',
        tags: ['Health'],
        summary: 'Whether essays can be marked',
        description: 'The store answers, there is a rubric, and the worker works.',
        responses: {
          200: { description: 'They can', content: { 'application/json': { schema: Ready } } },
          503: { description: 'They cannot; what is false says why', content: { 'application/json': { schema: Ready } } },
        },
      }),
      (c) => {
        const found = checkReadiness(deps);
        const ready = found.store && found.rubric && found.worker;
        return c.json({ ready, ...found }, ready ? 200 : 503, { 'Cache-Control': 'no-store' });
      },
    );
}
