import { z } from '@hono/zod-openapi';
import { BatchInput, BatchSettings } from '../actions/batch-input.ts';
import { BatchPage, ItemQuery } from '../actions/list-batches.ts';
import { Release } from '../actions/release-batch.ts';
import { BatchPatch, GoOn, Start } from '../actions/run-batch.ts';
import { BatchState, ItemOutcome, ScriptState, Unreadable } from '../domain/batch.ts';
import { ClassReport } from '../domain/class-report.ts';

const whole = z.number().int();
const eachOf = (keys: readonly string[]) => z.object(Object.fromEntries(keys.map((key) => [key, whole])));

export const BatchId = z.object({ id: z.string() });
export const ProgressDocument = z
  .object({
    state: BatchState.describe(
      'ready: counted, not begun; asks: the first few are marked, and it waits to be told to go on; capped: going on would pass its cap',
    ),
    items: whole.describe('files or rows that were sent'),
    outcomes: eachOf(ItemOutcome.options),
    states: eachOf(ScriptState.options).describe('how many essays are how far'),
    words: whole,
    done: whole.describe('essays that no longer wait'),
    of: whole.describe('essays that were accepted'),
    tokens: whole.describe('what it has taken so far'),
    secondsLeft: whole.nullable().describe('null where nothing is being marked'),
  })
  .openapi('BatchProgress');
export const BatchEstimateDocument = z.object({
  essays: whole,
  words: whole,
  requests: whole,
  tokens: whole,
  inputTokens: whole,
  outputTokens: whole,
  money: z
    .object({ amount: z.number(), currency: z.string(), asOf: z.string().describe('the day on which the prices were read') })
    .nullable()
    .describe('null where no prices are known'),
  seconds: whole,
  fits: z
    .object({ batch: z.boolean(), day: z.boolean() })
    .describe('whether the cap of the batch and the day’s caps leave room for all of it'),
});
export const BatchDocument = z
  .object({
    id: z.string(),
    title: z.string(),
    rubric: z.object({ id: z.string(), version: whole }),
    assignmentId: z.string().nullable(),
    author: z.string(),
    createdAt: z.iso.datetime(),
    first: whole.nullable(),
    tokenCap: whole.nullable(),
    blindShare: z.number(),
    progress: ProgressDocument,
    estimate: BatchEstimateDocument.describe('what is expected of the essays that wait'),
    seedsMarked: whole.describe('markings of seed scripts in it so far'),
    drifts: z.boolean().describe('whether any of them is in `drift`'),
    drift: z
      .array(
        z.object({
          seedId: z.string(),
          title: z.string(),
          n: whole.describe('the item as which it was slipped in'),
          definitive: whole,
          tolerance: whole,
          awarded: whole,
          gap: whole.describe('how much higher the engine’s mark is'),
        }),
      )
      .describe('seed scripts whose mark differs from the definitive one by more than their tolerance'),
    links: z.object({ self: z.string(), items: z.string(), events: z.string(), report: z.string() }),
  })
  .openapi('Batch');
export const BatchList = z
  .object({ items: z.array(BatchDocument), next: z.string().nullable().describe('`after` for the next page; null on the last') })
  .openapi('BatchList');
export const ItemList = z
  .object({
    items: z.array(
      z.object({
        n: whole.describe('its place in what was sent, from 1'),
        fileName: z.string().nullable(),
        identifier: z.string(),
        name: z.string().nullable(),
        group: z.string().nullable(),
        outcome: ItemOutcome,
        why: Unreadable.nullable(),
        detail: z.string().nullable().describe('what was done to read it, or why it was not taken'),
        words: whole,
        blind: z.boolean().describe('a teacher marks it before seeing the engine’s mark'),
        state: ScriptState.nullable(),
        mark: z
          .object({ awarded: whole, outOf: whole, level: whole })
          .nullable()
          .describe('null as well while whoever asks has to mark it unseen first'),
        awardedByEngine: whole.nullable(),
        need: z.number().nullable().describe('how much it needs a person; more is more'),
        reasons: z.array(z.string()),
        stale: z.array(z.string()).describe('parts of its feedback that were written for another level'),
        submissionId: z.string().nullable(),
        links: z.object({ submission: z.string().nullable() }),
      }),
    ),
    next: whole.nullable().describe('`cursor` for the next page; null on the last'),
  })
  .openapi('BatchItemList');
// made anew here, since .openapi() is only on schemas that are made after its package is loaded
export const ClassReportDocument = z.object(ClassReport.shape).openapi('ClassReport');
export const Counted = z.object({ count: whole }).openapi('Counted');

// Numbers of a query come as text: the schema says what is meant, and the action reads it.
const number = (field: z.ZodType, more: object) => z.preprocess((value) => value, field).openapi({ type: 'integer', ...more });
export const BatchListQuery = z.strictObject({
  ...BatchPage.shape,
  limit: number(BatchPage.shape.limit, { minimum: 1, maximum: 50, default: 20 }),
});
export const ItemListQuery = z.strictObject({
  ...ItemQuery.shape,
  limit: number(ItemQuery.shape.limit, { minimum: 1, maximum: 200, default: 50 }),
  cursor: number(ItemQuery.shape.cursor, { minimum: 1, description: '`next` of the page before' }),
});

// The action checks what is sent; these only describe it.
const plain = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', target: 'openapi-3.0', unrepresentable: 'any' });
const settings = plain(BatchSettings) as { properties: object };
const columns = Object.fromEntries(
  ['essay', 'identifier', 'name', 'group', 'sheet'].map((name) => [
    name,
    { type: 'string', description: `the heading of the ${name} in a table; found by itself when left out` },
  ]),
);
export const bodies = {
  json: plain(BatchInput),
  form: {
    type: 'object',
    properties: {
      files: {
        type: 'array',
        items: { type: 'string', format: 'binary' },
        description: 'essays, a zip of them, or one table; the name of the field is free',
      },
      pattern: { type: 'string', description: 'how the identifier stands in a file name' },
      ...columns,
      ...settings.properties,
    },
  },
  binary: { type: 'string', format: 'binary' },
  start: plain(Start),
  goOn: plain(GoOn),
  patch: plain(BatchPatch),
  release: plain(Release),
} as const;
