import { z } from '@hono/zod-openapi';

const Heading = z.object({ key: z.string(), heading: z.string() });

export const ColumnList = z
  .object({ columns: z.array(Heading.extend({ means: z.string() })), usual: z.array(Heading) })
  .openapi('ColumnList');

export const FilledReport = z
  .object({
    matchedBy: z.string().nullable().describe('the column that told whose a row is'),
    filled: z.number().int().describe('rows that got a mark'),
    rowsLeft: z
      .array(
        z.object({
          line: z.number().int().describe('counts from 1, the heading too'),
          who: z.string(),
          why: z.enum(['no-script', 'doubtful', 'no-mark', 'locked', 'excused']),
        }),
      )
      .describe('rows that stay as they are'),
    scriptsLeft: z
      .array(z.object({ identifier: z.string(), why: z.enum(['no-row', 'doubtful', 'no-mark']) }))
      .describe('scripts that found no row'),
    commentsKept: z.array(z.number().int()).describe('lines whose own comment was not replaced'),
    scripts: z.number().int().describe('scripts that were to be filled in'),
    leftOut: z
      .array(z.object({ identifier: z.string(), why: z.enum(['not-yet', 'stale', 'unseen']) }))
      .describe('scripts that were not, and why'),
  })
  .openapi('FilledReport');
