import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import type { Assignment } from '../domain/assignment.ts';
import { Problem } from '../domain/errors.ts';
import { demandEssay } from '../domain/essay.ts';
import type { Submission } from '../domain/submission.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { rubricInForce } from './rubric-in-force.ts';

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
  assignmentId: z.string().max(100).optional().describe('the assignment that it answers; its rubric and mode then hold'),
  identifier: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((text) => !/\p{Cc}/u.test(text), 'must not hold control characters')
    .optional()
    .describe('whose it is, as the class list has them; only with an assignment, and needed there in a class'),
});

/**
 * Keeps an essay and queues it for marking against the newest version of its rubric; that of a class waits for a batch.
 * @throws Problem when there is no essay that could be marked, no such rubric or assignment, the assignment is closed (`conflict`), or there is no
 * room for it under the day's caps (`spending-cap`); then nothing is kept.
 */
export function submitEssay(actor: Actor, input: unknown, deps: ActionDeps): Submission {
  demand(actor, 'submit-essay');
  const { store, queue, now, newId } = deps;
  const { text, rubricId, candidate, assignmentId, identifier } = parse(EssayInput, input);
  demandEssay(text);
  if (!text.isWellFormed())
    throw new Problem('essay-unreadable', 'The essay holds half a character (a lone surrogate), so it is not plain text.', [
      { field: 'text', detail: 'must be well-formed Unicode' },
    ]);
  const assignment = openAssignment(assignmentId, { identifier, rubricId }, deps);
  const rubric = rubricInForce(store, assignment?.rubricId ?? rubricId);
  const mode = assignment?.mode ?? 'practice';
  if (mode === 'practice') demandRoom(actor, rubric, text, deps);
  const submission: Submission = {
    id: newId('sub'),
    text,
    rubricId: rubric.id,
    rubricVersion: rubric.version,
    candidate: candidate ?? null,
    state: 'waiting',
    createdAt: now(),
    mode,
    assignmentId: assignment?.id ?? null,
    identifier: identifier ?? null,
  };
  store.addSubmission(submission, auditOf(actor, submission.createdAt, 'submit-essay', submission.id));
  queue.wake();
  return submission;
}

/** The assignment that an essay answers, if it still takes essays and the essay has what it needs. */
function openAssignment(
  id: string | undefined,
  given: { identifier: string | undefined; rubricId: string | undefined },
  { store, now }: Pick<ActionDeps, 'store' | 'now'>,
): Assignment | null {
  const wrong = (field: string, detail: string) => new Problem('invalid-field', `"${field}" ${detail}.`, [{ field, detail }]);
  if (id === undefined) {
    if (given.identifier !== undefined) throw wrong('identifier', 'is only for the answer to an assignment');
    return null;
  }
  const assignment = store.assignment(id);
  if (!assignment) throw wrong('assignmentId', 'must be the id of an assignment');
  if (given.rubricId !== undefined && given.rubricId !== assignment.rubricId) throw wrong('rubricId', 'must be that of the assignment');
  if (assignment.mode === 'class' && given.identifier === undefined)
    throw wrong('identifier', 'must be given, so that the teacher knows whose it is');
  if (assignment.closes !== null && assignment.closes <= now())
    throw new Problem('conflict', 'This assignment is closed and takes no more essays.');
  return assignment;
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
