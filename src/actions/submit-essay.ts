import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { demandEssay } from '../domain/essay.ts';
import { inPractice, type Submission } from '../domain/submission.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';

export const EssayInput = z.strictObject({
  text: z.string().describe('the essay as plain text, at most 20,000 words (200,000 characters), paragraphs parted by a blank line'),
  rubricId: z.string().max(100).optional().describe('the rubric to mark against; the one that is listed first when left out'),
  candidate: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((name) => !/\p{Cc}/u.test(name), 'must not hold control characters')
    .nullish()
    .describe('a name for whoever wrote it; kept with the essay, never logged or shown to a model'),
});

/**
 * Keeps an essay and queues it for marking against the newest version of its rubric.
 * @throws Problem when there is no essay that could be marked, no such rubric, or no room for it under the day's caps (`spending-cap`); then
 * nothing is kept.
 */
export function submitEssay(actor: Actor, input: unknown, deps: ActionDeps): Submission {
  demand(actor, 'submit-essay');
  const { store, queue, now, newId } = deps;
  const { text, rubricId, candidate } = parse(EssayInput, input);
  demandEssay(text);
  if (!text.isWellFormed())
    throw new Problem('essay-unreadable', 'The essay holds half a character (a lone surrogate), so it is not plain text.', [
      { field: 'text', detail: 'must be well-formed Unicode' },
    ]);
  const listed = store.rubrics();
  const rubric = rubricId === undefined ? listed[0] : listed.find((one) => one.id === rubricId);
  if (!rubric)
    throw new Problem('rubric-unknown', 'There is no rubric with this id; GET /api/v1/rubrics lists those there are.', [
      { field: 'rubricId', detail: 'must be the id of a rubric' },
    ]);
  demandRoom(actor, rubric, text, deps);
  const submission: Submission = {
    id: newId('sub'),
    text,
    rubricId: rubric.id,
    rubricVersion: rubric.version,
    candidate: candidate ?? null,
    state: 'waiting',
    createdAt: now(),
    ...inPractice,
  };
  store.addSubmission(submission, auditOf(actor, submission.createdAt, 'submit-essay', submission.id));
  queue.wake();
  return submission;
}

/**
 * Whether an essay could be marked today against a version of a rubric, after those that wait already.
 * @throws Problem `spending-cap`
 */
export function demandRoom(
  actor: Actor,
  { id, version }: { id: string; version: number },
  text: string,
  { store, budget, marker }: Pick<ActionDeps, 'store' | 'budget' | 'marker'>,
): void {
  const rubric = marker.model === null ? null : store.rubric(id, version);
  if (rubric) budget.demand(actor, budget.estimates.marking(marker, rubric, text.length), store.counts().waiting);
}
