import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readSpending } from '../actions/read-spending.ts';
import { Prices } from '../domain/spending.ts';
import type { AppDeps, AppEnv } from './app-env.ts';
import { requireKey } from './auth.ts';
import { refusals } from './problems.ts';

const Day = z
  .object({
    day: z.iso.date().describe('UTC'),
    requests: z.number().int(),
    inputTokens: z.number().int(),
    cachedTokens: z.number().int().describe('a part of inputTokens'),
    outputTokens: z.number().int(),
    tokens: z.number().int().describe('input and output together: what a cap counts'),
    money: z.number().nullable().describe('at the prices below, in their currency; null: no prices are known'),
  })
  .openapi('SpendingDay');
const Limits = z.object({ tokens: z.number().nullable(), money: z.number().nullable() });
const SpendingDocument = z
  .object({
    cap: Limits.describe('the most that the model may take in a day; null: there is no such cap'),
    prices: z
      .union([z.object(Prices.shape), z.null()])
      .describe('as whoever runs the service wrote them down, with day and source; null: none are known'),
    today: Day,
    left: Limits.describe('of today’s caps'),
    until: z.iso.datetime().describe('when the next day begins'),
    days: z.array(Day).describe('days on which something was spent, newest first'),
  })
  .openapi('Spending');

/** What models took. */
export function spending(deps: AppDeps) {
  return new OpenAPIHono<AppEnv>().openapi(
    createRoute({
      method: 'get',
      path: '/spending',
      tags: ['Spending'],
      summary: 'Read what the model took, by day, and what is left of the caps',
      description:
        'Counts markings, previews and drafts of this service, failed ones too, and stays when essays are deleted. ' +
        'Tokens are what the provider said; a request that it never answered counts as none.',
      security: [{ apiKey: [] }],
      middleware: [requireKey] as const,
      request: {
        query: z.strictObject({
          days: z.coerce
            .number()
            .int()
            .min(1)
            .max(366)
            .default(31)
            .openapi({ type: 'integer', minimum: 1, maximum: 366, default: 31, description: 'most days' }),
        }),
      },
      responses: {
        200: { description: 'The spending', content: { 'application/json': { schema: SpendingDocument } } },
        ...refusals(401, 422),
      },
    }),
    (c) => {
      c.header('Cache-Control', 'private, no-store');
      return c.json(readSpending(c.get('actor'), c.req.valid('query').days, deps), 200);
    },
  );
}
