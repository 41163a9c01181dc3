import { type Actor, demand, mayHandle, type Right } from '../domain/actor.ts';
import type { ScriptState } from '../domain/batch.ts';
import { isBlindTo } from '../domain/blind-mark.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import type { Store } from '../store/store.ts';
import { type Kept, noSubmission, type RevisedScript, revisedScript, type Shown } from './revised-script.ts';

export type Reviewed = Pick<Store, 'blindness' | 'authorsOf'> & Kept;
export type ScriptToReview = Omit<RevisedScript, 'shown'> & Shown;

/**
 * A marked script for a teacher who may see how it was marked.
 * @throws Problem `not-found` (also of another teacher's class), or `conflict` while it waits to be marked or this teacher has yet to mark it unseen
 */
export function scriptToReview(actor: Actor, right: Right, id: string, store: Reviewed): ScriptToReview {
  demand(actor, right);
  const { shown, ...script } = revisedScript(id, store);
  demandSight(actor, script.submission, store);
  if (script.submission.state === 'waiting')
    throw new Problem('conflict', 'This essay is waiting to be marked; come back when it is done.');
  if (!shown) throw new Problem('conflict', 'This essay was never marked, so there is nothing to change or release.');
  return { ...script, ...shown };
}

/**
 * Keeps what was made of a script from a teacher of another class, and from one who has yet to mark it unseen.
 * @throws Problem `not-found`, `conflict`
 */
export function demandSight(actor: Actor, submission: Submission, store: Pick<Store, 'blindness' | 'authorsOf'>): void {
  demandOwn(actor, submission, store);
  const { id, state } = submission;
  if (isBlindTo(actor, store.blindness(id), state))
    throw new Problem(
      'conflict',
      `Mark this essay yourself first: POST /api/v1/submissions/${id}/blind-mark. Then you see how it was marked.`,
    );
}

/**
 * A script of a class is for its own teacher and for heads of department; a student has nothing but its id, and needs nothing else.
 * @throws Problem `not-found`
 */
export function demandOwn(actor: Actor, { id, mode }: Submission, store: Pick<Store, 'authorsOf'>): void {
  if (actor.role !== 'teacher' || mode !== 'class') return;
  const authors = store.authorsOf(id);
  if (authors.length && !authors.some((author) => mayHandle(actor, author))) throw noSubmission();
}

/** @throws Problem `conflict` when the student has it already */
export function demandUnreleased(id: string, state: ScriptState): void {
  if (state === 'released')
    throw new Problem(
      'conflict',
      `This is released. Take it back first (POST /api/v1/submissions/${id}/take-back), then change it and release it again.`,
    );
}

/** The ETag of what teachers have made of an assessment: another with each override, and with another assessment. */
export const reviewTag = ({ made, overrides }: Pick<Shown, 'made' | 'overrides'>): string =>
  `"${made.id}.${overrides.at(-1)?.id ?? 'as-marked'}"`;

/**
 * Holds a change to what its author had before their eyes, where they say what that was. A weak tag counts as its strong one.
 * @throws Problem `precondition-failed`
 */
export function demandTag(ifMatch: string | undefined, shown: Pick<Shown, 'made' | 'overrides'>): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = [...ifMatch.matchAll(/(?:W\/)?("[^"]*")/gu)].map(([, tag]) => tag);
  if (!tags.includes(reviewTag(shown))) throw changedMeanwhile();
}

export const changedMeanwhile = () =>
  new Problem('precondition-failed', 'Someone has changed this script meanwhile. Read its overrides again, then make your change.');
