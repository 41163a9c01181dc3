import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { Change } from '../domain/override.ts';
import { reasonOf } from '../domain/reasons.ts';
import { appendOverride, type Outcome, type ReviewDeps } from './append-override.ts';
import { parse } from './parse.ts';
import { reasonsInForce } from './reasons.ts';
import { demandTag, demandUnreleased, scriptToReview } from './script-to-review.ts';

export const Reason = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((words) => !/\p{Cc}/u.test(words), 'must not hold control characters')
  .describe('why, in words or by the key of one of the reasons in force (`GET /reasons`); the words are kept');
export const OverrideInput = z.strictObject({ change: Change, reason: Reason });

/** `ifMatch`: the ETag of the overrides as they were read, where another's change since then is not to be passed over. `isTry`: nothing is kept. */
export type How = { ifMatch?: string | undefined; isTry: boolean };

/**
 * Changes one thing in the assessment of a script, or tells what the mark would then be.
 * @throws Problem `not-found`, `invalid-field`, `conflict` while it waits, is to be marked unseen or is released (which may be tried), or
 * `precondition-failed`
 */
export function overrideAssessment(actor: Actor, id: string, input: unknown, { ifMatch, isTry }: How, deps: ReviewDeps): Outcome {
  const script = scriptToReview(actor, 'review-script', id, deps.store);
  if (!isTry) demandUnreleased(id, script.submission.state);
  demandTag(ifMatch, script);
  const { change, reason } = parse(OverrideInput, input);
  return appendOverride(actor, { change, undoes: null, reason: reasonOf(reason, reasonsInForce(deps.store)) }, script, isTry, deps);
}
