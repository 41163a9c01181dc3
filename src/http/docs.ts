import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { Problem, type ProblemCode, problems } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';
import { page, script, style } from './docs-page.ts';

const require = createRequire(import.meta.url);
const vendor = (name: string) => () => readFileSync(require.resolve(`swagger-ui-dist/${name}`), 'utf8');
const files: Record<string, [type: string, read: () => string]> = {
  'swagger-ui.css': ['text/css; charset=utf-8', vendor('swagger-ui.css')],
  'swagger-ui-bundle.js': ['text/javascript; charset=utf-8', vendor('swagger-ui-bundle.js')],
  'docs.css': ['text/css; charset=utf-8', () => style],
  'docs.js': ['text/javascript; charset=utf-8', () => script],
};

/** The API's description and its reference page, all of it served from here; and a word on each kind of problem, at its `type`. */
export function docs(describe: () => object) {
  let description: string | undefined;
  return new Hono<AppEnv>()
    .get('/openapi.json', (c) => {
      description ??= JSON.stringify(describe());
      return c.body(description, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
    })
    .get('/docs', (c) => c.html(page, 200, { 'Cache-Control': 'no-cache' }))
    .get('/docs/:file', (c) => {
      const file = Object.hasOwn(files, c.req.param('file')) ? files[c.req.param('file')] : undefined;
      if (!file) throw new Problem('not-found', 'The reference page has no such file.');
      return c.body(file[1](), 200, { 'Content-Type': file[0], 'Cache-Control': 'public, max-age=3600' });
    })
    .get('/problems/:code', (c) => {
      const code = c.req.param('code');
      if (!Object.hasOwn(problems, code)) throw new Problem('not-found', 'There is no such kind of problem.');
      return c.text(`${problems[code as ProblemCode]}.\n`, 200);
    });
}
