import { Hono } from 'hono';
import { Problem } from '../domain/errors.ts';
import type { AppDeps, AppEnv } from './app-env.ts';

/** The page at `/` and what it loads, as src/web/build.ts makes them; names of assets hold a hash of their content. */
export type Client = { html: string; assets: Map<string, { body: Uint8Array; type: string }> };

/** Serves the browser client. */
export function web({ client }: Pick<AppDeps, 'client'>) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.html((await client).html, 200, { 'Cache-Control': 'no-cache' }))
    .get('/assets/:name', async (c) => {
      const asset = (await client).assets.get(c.req.param('name'));
      if (!asset) throw new Problem('not-found', 'The page has no such asset; reload it.');
      return c.body(new Uint8Array(asset.body), 200, {
        'Content-Type': asset.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      });
    });
}
