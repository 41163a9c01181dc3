import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type Query, QueryWords } from '../domain/query.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { revisedScript } from './revised-script.ts';
import { demandOwn } from './script-to-review.ts';

export const QueryInput = z.strictObject({ words: QueryWords.describe('what they should look at again, and why; kept with the essay') });

/**
 * Asks the teacher of a class essay for a second look at its released mark. One query of an essay is open at a time.
 * @throws Problem `not-found` (also of another teacher's class), `invalid-field`, or `conflict` in practice, before the release, and while one is
 * open already
 */
export function queryMark(actor: Actor, id: string, input: unknown, { store, now, newId }: ReviewDeps): Query {
  demand(actor, 'query-mark');
  const { submission, shown } = revisedScript(id, store);
  demandOwn(actor, submission, store);
  const { words } = parse(QueryInput, input);
  if (submission.mode === 'practice')
    throw new Problem('conflict', 'This essay is practice, which no teacher marks: hand it in again, and it is marked again.');
  const mark = shown?.revised.assessment.mark;
  if (submission.state !== 'released' || !mark)
    throw new Problem('conflict', 'This essay is not released, so there is no mark yet at which anybody could look again.');
  const query = { id: newId('qry'), submissionId: id, awarded: mark.awarded, words, at: now() };
  if (!store.addQuery(query, auditOf(actor, query.at, 'query-mark', id, query.id)))
    throw new Problem('conflict', 'A second look has been asked for already, and the teacher has yet to answer.');
  return { ...query, answer: null };
}
