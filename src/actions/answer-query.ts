import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type Query, QueryWords } from '../domain/query.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { scriptToReview } from './script-to-review.ts';

export const AnswerInput = z.strictObject({ words: QueryWords.describe('what the student reads beside the mark') });

/**
 * Answers a student's query, once and for all. The mark stays as it is: a script is taken back, changed and released again by its own actions,
 * before or after.
 * @throws Problem `not-found`, `invalid-field`, or `conflict` when it is answered already, or the script waits or is to be marked unseen
 */
export function answerQuery(actor: Actor, id: string, queryId: string, input: unknown, { store, now }: Omit<ReviewDeps, 'newId'>): Query {
  scriptToReview(actor, 'review-script', id, store);
  const query = store.queries(id).find((one) => one.id === queryId);
  if (!query) throw new Problem('not-found', 'Nobody asked this about the mark of this essay.');
  const { words } = parse(AnswerInput, input);
  const answer = { words, author: actor.name, at: now() };
  if (!store.answerQuery(queryId, answer, auditOf(actor, answer.at, 'answer-query', id, queryId)))
    throw new Problem('conflict', 'This is answered already, and an answer is not changed.');
  return { ...query, answer };
}
