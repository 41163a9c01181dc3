import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { type BlindMark, isBlindTo } from '../domain/blind-mark.ts';
import { Problem } from '../domain/errors.ts';
import type { ReviewDeps } from './append-override.ts';
import { auditOf } from './audit.ts';
import { parse } from './parse.ts';
import { noSubmission } from './revised-script.ts';
import { demandOwn } from './script-to-review.ts';

export const BlindMarkInput = z.strictObject({ awarded: z.number().int().min(0).describe('0 to the most that the mark scheme gives') });

/**
 * Keeps the mark that a teacher gives before seeing how the script was marked, once and for all; then they see it.
 * @throws Problem `not-found`, `invalid-field`, or `conflict` when there is nothing to be kept from this teacher (any more)
 */
export function commitBlindMark(actor: Actor, id: string, input: unknown, { store, now }: Omit<ReviewDeps, 'newId'>): BlindMark {
  demand(actor, 'mark-unseen');
  const submission = store.submission(id)?.submission;
  if (!submission) throw noSubmission();
  demandOwn(actor, submission, store);
  const { awarded } = parse(BlindMarkInput, input);
  const most = store.rubric(submission.rubricId, submission.rubricVersion)?.scheme.maxMark ?? 0;
  if (awarded > most)
    throw new Problem('invalid-field', `"awarded" must be at most ${most}.`, [{ field: 'awarded', detail: `must be at most ${most}` }]);
  const seen = () => new Problem('conflict', 'You may see already how this script was marked, so a mark given now would not be unseen.');
  if (!isBlindTo(actor, store.blindness(id), submission.state)) throw seen();
  const mark = { submissionId: id, author: actor.name, awarded, at: now() };
  if (!store.addBlindMark(mark, auditOf(actor, mark.at, 'mark-unseen', id))) throw seen();
  return mark;
}
