import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { listOverrides } from '../actions/list-overrides.ts';
import { overrideAssessment } from '../actions/override-assessment.ts';
import { reasonsInForce } from '../actions/reasons.ts';
import { undoOverride } from '../actions/undo-override.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { HistoryDocument, OutcomeDocument, OverrideBody, TryQuery } from './override-documents.ts';
import { refusals } from './problems.ts';
import { readJson } from './read-json.ts';
import { Id } from './submission-documents.ts';

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const staff = { tags: ['Overrides'], security: [{ apiKey: [] }] };
const ETag = z.object({ ETag: z.string() });
const guarded = [
  {
    name: 'If-Match',
    in: 'header' as const,
    required: false,
    schema: { type: 'string' as const },
    description: 'the ETag of the overrides as you read them: if someone has changed the script since then, nothing is kept (412)',
  },
];

/** Changing one thing in an assessment, seeing what it is worth, undoing it, and the history: for teachers. */
export function overrides(deps: AppDeps) {
  const app = new OpenAPIHono<AppEnv>();
  app.openAPIRegistry.register('OverrideInput', OverrideBody);
  const tagOf = (c: { get: (key: 'actor') => AppEnv['Variables']['actor'] }, id: string) =>
    listOverrides(c.get('actor'), id, deps).tag ?? '';
  return app
    .openapi(
      createRoute({
        method: 'post',
        path: '/submissions/{id}/overrides',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Change a verdict, a finding, the feedback or the mark',
        description:
          'A changed verdict or finding moves the mark by the same rules that made it; with `try=true` you are told what it would become and nothing ' +
          'is kept. A mark stands above what the rules give. Each part of the feedback that you send replaces that part; one that was written for ' +
          'another level than the one now in force is stale, and the script cannot be released with it. What is released must be taken back first.',
        parameters: guarded,
        request: {
          params: Id,
          query: TryQuery,
          body: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/OverrideInput' } } } },
        },
        responses: {
          200: { ...json(OutcomeDocument, 'What it would do; nothing was kept'), headers: ETag },
          201: { ...json(OutcomeDocument, 'Kept, and what it did'), headers: ETag },
          ...refusals(400, 401, 403, 404, 409, 412, 413, 415, 422),
        },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        const isTry = c.req.valid('query').try;
        const input = await readJson(c, 'application/json', 'invalid-field');
        const done = overrideAssessment(c.get('actor'), id, input, { ifMatch: c.req.header('if-match'), isTry }, deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('ETag', tagOf(c, id));
        return isTry ? c.json(done, 200) : c.json(done, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/submissions/{id}/overrides',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Read everything that teachers changed, oldest first',
        description: 'Overrides of earlier assessments too. Its ETag goes into If-Match of the next change.',
        request: { params: Id },
        responses: { 200: { ...json(HistoryDocument, 'The history'), headers: ETag }, ...refusals(401, 403, 404, 409) },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        const { tag, ...history } = listOverrides(c.get('actor'), id, deps);
        c.header('Cache-Control', 'private, no-store');
        if (tag) c.header('ETag', tag);
        return c.json({ ...history, reasons: reasonsInForce(deps.store) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/submissions/{id}/overrides/{overrideId}',
        ...staff,
        middleware: [requireKey] as const,
        summary: 'Undo an override',
        description: 'It stays in the history, with another that undoes it. With `try=true` you are told what the mark would become.',
        parameters: guarded,
        request: {
          params: z.object({ id: z.string(), overrideId: z.string() }),
          query: z.strictObject({
            ...TryQuery.shape,
            reason: z.string().optional().openapi({ description: 'why, in words or by the key of a reason' }),
          }),
        },
        responses: {
          200: { ...json(OutcomeDocument, 'Undone (or, with `override` null, only tried), and what it did'), headers: ETag },
          ...refusals(401, 403, 404, 409, 412, 422),
        },
      }),
      (c) => {
        const { id, overrideId } = c.req.valid('param');
        const { try: isTry, reason } = c.req.valid('query');
        const done = undoOverride(c.get('actor'), id, overrideId, { ifMatch: c.req.header('if-match'), isTry, reason }, deps);
        c.header('Cache-Control', 'private, no-store');
        c.header('ETag', tagOf(c, id));
        return c.json(done, 200);
      },
    );
}
