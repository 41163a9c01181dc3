import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';
import type { AppEnv } from './app-env.ts';

/** Gives each request an id (its own when that is harmless) and logs one line: the route's pattern, since its path may hold an id. */
export function requestLog(log: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const began = performance.now();
    const sent = c.req.header('x-request-id');
    const id = sent && /^[A-Za-z0-9-]{1,64}$/u.test(sent) ? sent : randomUUID();
    c.set('requestId', id);
    c.header('X-Request-Id', id);
    await next();
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '(none)';
    log.info({ requestId: id, method: c.req.method, route, status: c.res.status, ms: Math.round(performance.now() - began) }, 'request');
  };
}
