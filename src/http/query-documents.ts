import { z } from '@hono/zod-openapi';
import { AnswerInput } from '../actions/answer-query.ts';
import { QueryInput } from '../actions/query-mark.ts';
import { Query } from '../domain/query.ts';

// Schemas of elsewhere are made anew here, since .openapi() is only on those that are made after its package is loaded.
export const QueryDocument = z.object(Query.shape).openapi('Query');
export const QueryList = z.object({ items: z.array(QueryDocument).describe('oldest first') }).openapi('QueryList');
export const QueryBody = z.strictObject(QueryInput.shape).openapi('QueryInput', {
  example: { words: 'I think my last paragraph answers the other side.' },
});
export const AnswerBody = z.strictObject(AnswerInput.shape).openapi('QueryAnswerInput', {
  example: { words: 'I have read it again: it does, and the mark is now 17.' },
});
