import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { agreeOnClass } from '../actions/agree-on-class.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { BatchId } from './batch-documents.ts';
import { refusals } from './problems.ts';

const share = z.number().min(0).max(1);
const interval = z.tuple([z.number(), z.number()]).nullable();
const script = z.object({
  id: z.string().describe('the identifier'),
  panel: z.number().int().describe('the median of the teachers’ marks'),
  marks: z.array(z.number().int()),
  mark: z.number().int().nullable().describe('what the engine gave; null: no mark'),
  level: z.number().int().nullable(),
  why: z.string(),
});
const AgreementDocument = z
  .object({
    sentence: z.string().describe('whether this could stand for a department’s own check'),
    scripts: z.array(script),
    misses: z.array(script).describe('those that the engine misses by more than the tolerance, worst first'),
    unmarked: z.number().int().describe('essays that are still to be marked unseen'),
    tolerance: z.number().int(),
    figures: z.object({
      exact: share,
      withinTolerance: share,
      sameLevel: share,
      kappa: z.number().nullable().describe('quadratic weighted'),
      meanGap: z.number(),
      bias: z.number().describe('above 0 where the engine is the more generous'),
    }),
    intervals: z
      .object({ exact: interval, withinTolerance: interval, sameLevel: interval, kappa: interval, meanGap: interval, bias: interval })
      .describe('what 95 of 100 such samples would show, by bootstrap'),
    lengthAlone: z.object({ meanGap: z.number(), sameLevel: share }).describe('a marker who sees the length only, for scale'),
  })
  .openapi('ClassAgreement');

/** How far the engine agrees with a class's own teachers. */
export function batchAgreement(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>().openapi(
    createRoute({
      method: 'get',
      path: '/batches/{id}/agreement',
      tags: ['Batches'],
      security: [{ apiKey: [] }],
      middleware: [requireKey] as const,
      summary: 'Compare the engine with the marks that teachers gave before they saw its own',
      description:
        'For a class of which a share (`blindShare`) is marked unseen. The engine’s marks are those it gave, before any override.',
      request: { params: BatchId },
      responses: {
        200: { description: 'The comparison', content: { 'application/json': { schema: AgreementDocument } } },
        ...refusals(401, 404, 409),
      },
    }),
    (c) => {
      const { report, sentence, misses, unmarked } = agreeOnClass(c.get('actor'), c.req.valid('param').id, deps);
      const { figures, intervals, scale, scripts, unread } = report;
      const { exact, withinTolerance, sameLevel, kappa, meanGap, bias } = figures;
      const length = unread[0]?.figures ?? figures;
      c.header('Cache-Control', 'private, no-store');
      return c.json(
        {
          ...{ sentence, scripts, misses, unmarked, tolerance: scale.tolerance, intervals },
          figures: { exact, withinTolerance, sameLevel, kappa, meanGap, bias },
          lengthAlone: { meanGap: length.meanGap, sameLevel: length.sameLevel },
        },
        200,
      );
    },
  );
}
