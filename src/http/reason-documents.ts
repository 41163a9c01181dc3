import { z } from '@hono/zod-openapi';
import { ListedReason, MOST_REASONS, usualReasons } from '../domain/reasons.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
const Listed = z.object({
  key: ListedReason.shape.key.describe('one small letter or digit, another for each reason'),
  words: ListedReason.shape.words.describe('what is kept in the history'),
});
const list = z.array(Listed).min(1).max(MOST_REASONS);
export const ReasonsDocument = z.object({ reasons: z.array(Listed) }).openapi('Reasons');
export const ReasonsBody = z.strictObject({ reasons: list }).openapi('ReasonsInput', { example: { reasons: usualReasons.slice(0, 2) } });
