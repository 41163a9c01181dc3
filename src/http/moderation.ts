import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { drawSample, removeSample, SampleInput, SettleInput, settleScript } from '../actions/moderate-class.ts';
import { readModeration } from '../actions/read-moderation.ts';
import { ScriptState } from '../domain/batch.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchId } from './batch-documents.ts';
import { refusals } from './problems.ts';
import { readJsonBody } from './read-body.ts';

const whole = z.number().int();
const ModerationDocument = z
  .object({
    scripts: z
      .array(
        z.object({
          submissionId: z.string(),
          n: whole,
          identifier: z.string(),
          name: z.string().nullable(),
          group: z.string().nullable(),
          state: ScriptState.nullable(),
          why: z
            .enum(['changed', 'boundary', 'range'])
            .describe(
              'changed: a teacher has overridden it; boundary: it stands beside a level boundary; range: for its part of the marks',
            ),
          awarded: whole.describe('the mark when the sample was drawn'),
          now: whole.nullable().describe('the mark that it has now'),
          settled: whole.nullable().describe('the mark that the moderator stands for; null until then'),
          outcome: z.enum(['agreed', 'changed']).nullable(),
          moderator: z.string().nullable(),
          settledAt: z.iso.datetime().nullable(),
        }),
      )
      .describe('highest mark first; empty where no sample is drawn yet'),
    figures: z
      .object({
        settled: whole,
        agreed: whole,
        withinTolerance: z.number().min(0).max(1).describe('the share of those settled'),
        meanGap: z.number(),
        bias: z.number().describe('above 0 where the teacher was the more generous'),
        within: z.boolean().describe('whether the mean gap is within the tolerance'),
      })
      .nullable()
      .describe('of the scripts that are settled; null while there is none'),
    tolerance: whole,
    outOf: whole,
    read: whole.describe('how many scripts a sample can be drawn from'),
    usual: whole.describe('how many a sample has at least when `size` is left out'),
    mayModerate: z.boolean().describe('whether whoever asks may draw a sample and settle its scripts'),
  })
  .openapi('Moderation');
// the action checks what is sent; these only describe it
const described = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' }) as object;
const body = (schema: z.ZodType, required: boolean) => ({
  body: { required, content: { 'application/json': { schema: described(schema) } } },
});
const staff = { tags: ['Batches'], security: [{ apiKey: [] }], middleware: [requireKey] };
const answer = (description: string) => ({ description, content: { 'application/json': { schema: ModerationDocument } } });

/** A sample of a class's read scripts, with which a head of department agrees or not. */
export function moderation(deps: AppDeps) {
  const shown = (c: Context<AppEnv>, id: string) => {
    c.header('Cache-Control', 'private, no-store');
    return c.json(readModeration(c.get('actor'), id, deps), 200);
  };
  return new OpenAPIHono<AppEnv>()
    .openapi(
      createRoute({
        method: 'get',
        path: '/batches/{id}/moderation',
        ...staff,
        summary: 'Read the moderation sample of a class, and how far its moderator agrees',
        request: { params: BatchId },
        responses: { 200: answer('The sample'), ...refusals(401, 404) },
      }),
      (c) => shown(c, c.req.valid('param').id),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/batches/{id}/moderation',
        ...staff,
        summary: 'Draw a sample of the scripts of a class that somebody has read',
        description:
          'For heads of department (an admin’s key). Every script that a teacher has overridden, one on each side of each level boundary, the highest and ' +
          'the lowest, then up to `size` those whose marks lie furthest from the others. Seed scripts are not in it. Once drawn it stays.',
        request: { params: BatchId, ...body(SampleInput, false) },
        responses: { 200: answer('The sample'), ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
      }),
      async (c) => {
        const { id } = c.req.valid('param');
        drawSample(c.get('actor'), id, await readJsonBody(c, {}), deps);
        return shown(c, id);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/batches/{id}/moderation/{submissionId}',
        ...staff,
        summary: 'Agree with the mark of a script of the sample, or put another in its place',
        description:
          'The mark that it has now is kept as it is; another is an override, and needs a reason: a released script is taken back first. `outcome` is `agreed` where it is the mark of when the sample was drawn.',
        request: { params: z.object({ id: z.string(), submissionId: z.string() }), ...body(SettleInput, true) },
        responses: { 200: answer('The sample'), ...refusals(400, 401, 403, 404, 409, 413, 415, 422) },
      }),
      async (c) => {
        const { id, submissionId } = c.req.valid('param');
        settleScript(c.get('actor'), id, submissionId, await readJsonBody(c), deps);
        return shown(c, id);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/batches/{id}/moderation',
        ...staff,
        summary: 'Remove the moderation sample of a class with what was settled; overrides stay',
        request: { params: BatchId },
        responses: { 204: { description: 'Gone' }, ...refusals(401, 403, 404) },
      }),
      (c) => {
        removeSample(c.get('actor'), c.req.valid('param').id, deps);
        return c.body(null, 204);
      },
    );
}
