import { type Actor, demand } from '../domain/actor.ts';
import type { Query } from '../domain/query.ts';
import type { ActionDeps } from './audit.ts';
import { isWithheld } from './read-submission.ts';
import { noSubmission } from './revised-script.ts';
import { demandSight } from './script-to-review.ts';

/**
 * What was asked about the mark of an essay, oldest first. A student reads an answer only while the essay is released, since a mark that has
 * been taken back may be another by then; and not by the name of whose key it was given.
 * @throws Problem `not-found` (also of another teacher's class), or `conflict` when this teacher has yet to mark it unseen
 */
export function listQueries(actor: Actor, id: string, { store }: Pick<ActionDeps, 'store'>): Query[] {
  demand(actor, 'read-submission');
  const submission = store.submission(id)?.submission;
  if (!submission) throw noSubmission();
  demandSight(actor, submission, store);
  const queries = store.queries(id);
  if (actor.role !== 'student') return queries;
  const withheld = isWithheld(actor, submission);
  return queries.map(({ answer, ...query }) => ({ ...query, answer: withheld || !answer ? null : { ...answer, author: null } }));
}
