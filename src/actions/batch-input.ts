import { z } from 'zod';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters');

/** How a batch is to be marked. Numbers may come as text, since forms send text. */
export const BatchSettings = z.strictObject({
  title: line(200).optional().describe('what it is called; the day when left out'),
  rubricId: z.string().max(100).optional().describe('the rubric to mark against; the one that is listed first when left out'),
  first: z.coerce.number().int().min(1).max(10_000).optional().describe('mark so many first, then ask whether to go on'),
  tokenCap: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('the most input and output tokens that it may take; it stops before that is passed'),
  blindShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('the share, 0 to 1, that a teacher marks before seeing the engine’s mark'),
  seedShare: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('how many seed scripts to slip in, as a share, 0 to 1, of the accepted essays; above 0 one at least, and none twice'),
  start: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(false)
    .describe('begin at once, without waiting to be told'),
});
export const EssayOfBatch = z.strictObject({
  identifier: line(100).describe('whose it is; text, so that leading zeros are kept'),
  name: line(200).nullish(),
  group: line(100).nullish(),
  text: z.string(),
});
/** A batch as JSON: essays, or an assignment, or submissions that are there already. */
export const BatchInput = z.strictObject({
  ...BatchSettings.shape,
  essays: z.array(EssayOfBatch).min(1).max(10_000).optional(),
  assignmentId: z.string().max(100).optional().describe('every essay handed in for it that no batch has yet; of each student the newest'),
  submissionIds: z.array(z.string().max(100)).min(1).max(10_000).optional().describe('essays that no batch has yet, all of one rubric'),
});

export type BatchSettings = z.infer<typeof BatchSettings>;
