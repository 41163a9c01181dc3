import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { exportRubric, ImportQuery, importRubric, RubricFormat } from '../actions/carry-rubric.ts';
import { draftRubric } from '../actions/draft-rubric.ts';
import { PreviewQuery, previewRubric } from '../actions/preview-rubric.ts';
import { tryRubric } from '../actions/try-rubric.ts';
import { validateRubric } from '../actions/validate-rubric.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';
import { readBytes } from './read-body.ts';
import { readJson } from './read-json.ts';
import { PATCH, RubricId } from './rubric-documents.ts';
import {
  DraftBody,
  DraftDocument,
  ImportedDocument,
  PreviewDocument,
  TriedDocument,
  TryBody,
  ValidationDocument,
} from './rubric-tool-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
/** The action checks the body, so that every problem has its pointer; the route only describes it. */
const body = (name: string) => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const staff = { tags: ['Rubrics'], security: [{ apiKey: [] }] };
const FILES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'application/json', 'text/csv', 'text/plain'];
const files = { required: true, content: Object.fromEntries(FILES.map((type) => [type, { schema: { type: 'string' as const } }])) };
const format = RubricFormat.options;
const whole = (field: z.ZodType, more: object) => z.preprocess((value) => value, field).openapi({ type: 'integer', ...more });
const previewQuery = z.strictObject({
  on: z
    .enum(['samples', 'submissions'])
    .default('samples')
    .openapi({ description: PreviewQuery.shape.on.description ?? '' }),
  limit: whole(PreviewQuery.shape.limit, { minimum: 1, maximum: 200, default: 200, description: 'most essays' }),
  mayAsk: whole(PreviewQuery.shape.mayAsk, {
    minimum: 0,
    maximum: 800,
    default: 0,
    description: PreviewQuery.shape.mayAsk.description ?? '',
  }),
  engine: z
    .enum(['offline', 'openai'])
    .optional()
    .openapi({ description: PreviewQuery.shape.engine.description ?? '' }),
});

/** What helps whoever writes a rubric: trying a sentence, checking and drafting, export and import. For staff; none of it writes anything. */
export function rubricTools(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('RubricTry', TryBody);
  app.openAPIRegistry.register('RubricNotes', DraftBody);
  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics/draft',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Draft a rubric from a question and notes',
        description:
          'One point a line, with the dates, numbers and names that are found in it; with a model, wordings, misconceptions and the argument too. ' +
          'Every point is unreviewed. Nothing is kept: POST /rubrics keeps it.',
        request: { body: body('RubricNotes') },
        responses: { 200: json(DraftDocument, 'The draft'), ...refusals(400, 401, 403, 413, 415, 422, 429, 502, 503) },
      }),
      async (c) => c.json(await draftRubric(c.get('actor'), await readJson(c, 'application/json'), deps, c.req.raw.signal), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics/import',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Read a rubric from a file',
        description: 'Checks the file and answers with the body for POST or PUT. Nothing is kept.',
        request: {
          query: z.strictObject({ format: z.enum(format), onto: ImportQuery.shape.onto.openapi({ type: 'string' }) }),
          body: files,
        },
        responses: { 200: json(ImportedDocument, 'The rubric that the file holds'), ...refusals(400, 401, 403, 413, 415, 422) },
      }),
      async (c) => {
        const text = await readBytes(c, FILES, `Send the file as ${FILES.join(', ')}.`);
        return c.json(importRubric(c.get('actor'), text, c.req.valid('query'), deps), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/rubrics/{id}/export',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Download a rubric as a file',
        description:
          'YAML of a rubric that was never edited here is the files themselves, with their comments. Losses are named in Rubric-Losses.',
        request: { params: RubricId, query: z.strictObject({ format: z.enum(format) }) },
        responses: {
          200: {
            description: 'The file',
            headers: z.object({ 'Rubric-Losses': z.string().describe('a JSON array of what the format cannot hold') }),
            content: Object.fromEntries(['application/yaml', 'application/json', 'text/csv'].map((type) => [type, { schema: z.string() }])),
          },
          ...refusals(401, 403, 404, 422),
        },
      }),
      (c) => {
        const { text, type, name, losses } = exportRubric(c.get('actor'), c.req.valid('param').id, c.req.valid('query').format, deps);
        return c.body(text, 200, {
          'Content-Type': `${type}; charset=utf-8`,
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'no-store',
          'Rubric-Losses': JSON.stringify(losses).replaceAll(/[^\x20-\x7e]/gu, "'"),
        });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics/{id}/validate',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Say everything that is wrong or weak in a draft of a rubric',
        request: { params: RubricId, body: body('RubricBody') },
        responses: { 200: json(ValidationDocument, 'The problems and warnings'), ...refusals(400, 401, 403, 413, 415, 422) },
      }),
      async (c) => {
        const draft = await readJson(c, 'application/json');
        return c.json(await validateRubric(c.get('actor'), c.req.valid('param').id, draft, deps), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics/{id}/preview',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Say which marks, levels and verdicts a draft would move, and why',
        description:
          'Marks essays with the version in force and with the draft, and compares. The draft is the whole content, or a JSON Merge Patch of what is ' +
          'in force. Writes nothing. With a model, what it said of an essay when it was marked is used again for every point that has not changed; ' +
          '`asks.needed` counts what would have to be asked, and no more than `mayAsk` is.',
        request: {
          params: RubricId,
          query: previewQuery,
          body: {
            required: true,
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/RubricBody' } },
              [PATCH]: { schema: { $ref: '#/components/schemas/RubricPatch' } },
            },
          },
        },
        responses: { 200: json(PreviewDocument, 'What would move'), ...refusals(400, 401, 403, 404, 413, 415, 422, 429, 503) },
      }),
      async (c) => {
        const patch = c.req.header('content-type')?.toLowerCase().startsWith(PATCH) ?? false;
        const draft = await readJson(c, patch ? PATCH : 'application/json');
        c.header('Cache-Control', 'no-store');
        const { id } = c.req.valid('param');
        return c.json(await previewRubric(c.get('actor'), id, { draft, patch }, c.req.valid('query'), deps, c.req.raw.signal), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/rubrics/{id}/try',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Try a sentence: which points it makes, what clashes, and why',
        request: { params: RubricId, body: body('RubricTry') },
        responses: { 200: json(TriedDocument, 'What the sentence was read as'), ...refusals(400, 401, 403, 404, 413, 415, 422) },
      }),
      async (c) => {
        const input = await readJson(c, 'application/json');
        return c.json({ sentences: tryRubric(c.get('actor'), c.req.valid('param').id, input, deps) }, 200);
      },
    );
}
