import { z } from 'zod';
import { type Actor, demand, onlyOf } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { type Submission, SubmissionState } from '../domain/submission.ts';
import type { ActionDeps } from './audit.ts';
import { parse } from './parse.ts';

export const SubmissionPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().optional().describe('`next` of the page before'),
  state: SubmissionState.optional(),
  assignment: z.string().max(100).optional().describe('only what was handed in for this assignment'),
});

/**
 * Submissions, newest first, a page at a time: of other teachers' classes none. `next` is null on the last page.
 * @throws Problem `invalid-field`, also when the submission at which the page before ended is gone.
 */
export function listSubmissions(
  actor: Actor,
  input: unknown,
  { store }: Pick<ActionDeps, 'store'>,
): { items: Submission[]; next: string | null } {
  demand(actor, 'list-submissions');
  const { limit, after, state, assignment } = parse(SubmissionPage, input);
  if (after !== undefined && !store.submission(after))
    throw new Problem('invalid-field', 'The submission at which the page before ended is gone; begin again without "after".', [
      { field: 'after', detail: 'must be the id of a submission' },
    ]);
  const author = onlyOf(actor);
  const found = store.submissions({
    limit: limit + 1,
    ...(after !== undefined && { after }),
    ...(state && { state }),
    ...(assignment !== undefined && { assignmentId: assignment }),
    ...(author !== null && { visibleTo: author }),
  });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
