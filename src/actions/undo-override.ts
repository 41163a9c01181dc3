import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { inForce } from '../domain/override.ts';
import { reasonOf } from '../domain/reasons.ts';
import { appendOverride, type Outcome, type ReviewDeps } from './append-override.ts';
import { type How, Reason } from './override-assessment.ts';
import { parse } from './parse.ts';
import { reasonsInForce } from './reasons.ts';
import { demandTag, demandUnreleased, scriptToReview } from './script-to-review.ts';

const UndoInput = z.strictObject({ reason: Reason });

/**
 * Undoes an override by appending another, or tells what the mark would then be; the first one stays in the history.
 * @throws Problem `not-found`, `invalid-field`, `precondition-failed`, or `conflict` when it holds no more, a later one builds on it, or the
 * script cannot be changed (see overrideAssessment)
 */
export function undoOverride(
  actor: Actor,
  id: string,
  overrideId: string,
  { ifMatch, isTry, reason = 'Undone.' }: How & { reason?: string | undefined },
  deps: ReviewDeps,
): Outcome {
  const script = scriptToReview(actor, 'review-script', id, deps.store);
  if (!isTry) demandUnreleased(id, script.submission.state);
  if (!script.overrides.some((one) => one.id === overrideId))
    throw new Problem('not-found', 'The assessment that is shown has no such override.');
  demandTag(ifMatch, script);
  if (!inForce(script.overrides).some((one) => one.id === overrideId))
    throw new Problem('conflict', 'This override holds no more, so there is nothing to undo. Make the change again if you want it back.');
  const given = parse(UndoInput, { reason }).reason;
  const wanted = { change: null, undoes: overrideId, reason: reasonOf(given, reasonsInForce(deps.store)) };
  try {
    return appendOverride(actor, wanted, script, isTry, deps);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'invalid-field')) throw error;
    throw new Problem('conflict', 'A later override builds on this one; undo that one first.');
  }
}
