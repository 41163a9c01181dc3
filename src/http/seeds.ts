import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { addSeed, deleteSeed, listSeeds, SeedInput } from '../actions/seeds.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readSeedBody, SEED_TYPES } from './seed-body.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const tags = ['Seed scripts'];
const whole = z.number().int();
// the action checks what is sent; this only describes it
const asJson = z.toJSONSchema(SeedInput, { io: 'input', target: 'openapi-3.0' }) as { properties: object };
const asForm = {
  type: 'object',
  properties: { ...asJson.properties, file: { type: 'string', format: 'binary', description: 'the essay, in the place of `text`' } },
};
const bodyOf = (type: (typeof SEED_TYPES)[number]) => (type === 'application/json' ? asJson : asForm);
const seed = {
  id: z.string(),
  title: z.string(),
  rubricId: z.string(),
  definitive: whole,
  tolerance: whole,
  author: z.string(),
  createdAt: z.iso.datetime(),
};
const SeedDocument = z.object({ ...seed, text: z.string() }).openapi('Seed');
const SeedList = z
  .object({
    items: z.array(
      z.object({
        ...seed,
        outOf: whole.nullable().describe('null where its rubric is gone'),
        uses: whole.describe('in how many batches it has been'),
        mine: z.boolean().describe('whether whoever asks may delete it'),
        record: z
          .array(
            z.object({
              batchId: z.string(),
              n: whole,
              awarded: whole,
              gap: whole.describe('how much higher the engine’s mark is'),
              drifted: z.boolean().describe('by more than the tolerance'),
              at: z.iso.datetime(),
            }),
          )
          .describe('every marking of it in a batch, newest first'),
      }),
    ),
  })
  .openapi('SeedList');

/** Essays whose mark is settled, that are slipped into batches to see whether the engine still marks as it did. */
export function seeds(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'post',
        path: '/seeds',
        tags,
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        summary: 'Register an essay whose mark is settled',
        description:
          'A batch with `seedShare` takes some of them in, those first that were used least, as items that look like any other. They are in no export ' +
          'and no class report. In a form the text may be a file (.txt, .md, .docx, .pdf).',
        request: {
          body: { required: true, content: Object.fromEntries(SEED_TYPES.map((type) => [type, { schema: bodyOf(type) as object }])) },
        },
        responses: { 201: json(SeedDocument, 'Kept'), ...refusals(400, 401, 413, 415, 422) },
      }),
      async (c) => {
        c.header('Cache-Control', 'private, no-store');
        return c.json(await addSeed(c.get('actor'), await readSeedBody(c), deps), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/seeds',
        tags,
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        summary: 'List the seed scripts of the department with what was made of them',
        responses: { 200: json(SeedList, 'The seed scripts, newest first'), ...refusals(401) },
      }),
      (c) => {
        const items = listSeeds(c.get('actor'), deps).map(({ text: _text, record, ...rest }) => ({
          ...rest,
          record: record.map(({ batchId, n, awarded, gap, drifted, at }) => ({ batchId, n, awarded, gap, drifted, at })),
        }));
        c.header('Cache-Control', 'private, no-store');
        return c.json({ items }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/seeds/{id}',
        tags,
        security: [{ apiKey: [] }],
        middleware: [requireKey] as const,
        summary: 'Delete a seed script with its markings',
        request: { params: z.object({ id: z.string() }) },
        responses: { 204: { description: 'Gone' }, ...refusals(401, 404) },
      }),
      (c) => {
        deleteSeed(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    );
}
