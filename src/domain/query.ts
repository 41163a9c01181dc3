import { z } from 'zod';

/** Most characters of a query, and of its answer. */
export const MAX_QUERY = 1000;

/** What a student or a teacher writes to the other: plain text with line breaks, and a letter or a digit in it at least. */
export const QueryWords = z
  .string()
  .trim()
  .max(MAX_QUERY)
  .refine((words) => words.isWellFormed(), 'must be well-formed Unicode')
  .refine((words) => !/[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u.test(words), 'must not hold control characters')
  .refine((words) => /[\p{L}\p{N}]/u.test(words), 'must hold words');

/**
 * A student's request for a second look at one released mark (a review), and what the teacher answered; `answer` null while it is open.
 * `awarded` is the mark that was asked about.
 */
export const Query = z.object({
  id: z.string(),
  submissionId: z.string(),
  awarded: z.number().int(),
  words: z.string(),
  at: z.iso.datetime(),
  answer: z.object({ words: z.string(), author: z.string().nullable().describe('null for students'), at: z.iso.datetime() }).nullable(),
});
export type Query = z.infer<typeof Query>;
export type QueryAnswer = NonNullable<Query['answer']>;
