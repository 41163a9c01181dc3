import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Problem } from '../domain/errors.ts';
import { countWords } from '../domain/essay.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { refusals } from './problems.ts';

export type Sample = { id: string; words: number; firstLine: string; text: string };

/** The sample essays of a folder, by name. Read once, so that no request ever names a file. */
export function readSamples(dir: string): Sample[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).filter((name) => /^[a-z0-9-]+\.md$/u.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(join(dir, name), 'utf8');
    return { id: name.slice(0, -3), words: countWords(text), firstLine: text.trim().split('\n', 1)[0] ?? '', text };
  });
}

const SampleSummary = z.object({ id: z.string(), words: z.number().int(), firstLine: z.string() });
const SampleDocument = SampleSummary.extend({ text: z.string() }).openapi('Sample');
const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });

/** Essays to try the marker with. */
export function samples({ samples }: AppDeps) {
  const list = samples.map(({ text: _text, ...summary }) => summary);
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/samples',
        tags: ['Samples'],
        summary: 'List the sample essays',
        responses: { 200: json(z.object({ items: z.array(SampleSummary) }).openapi('SampleList'), 'The samples'), ...refusals(401) },
      }),
      (c) => c.json({ items: list }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/samples/{id}',
        tags: ['Samples'],
        summary: 'Read a sample essay',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: json(SampleDocument, 'The sample'), ...refusals(401, 404) },
      }),
      (c) => {
        const sample = samples.find(({ id }) => id === c.req.valid('param').id);
        if (!sample) throw new Problem('not-found', 'There is no sample essay with this id.');
        return c.json(sample, 200);
      },
    );
}
