import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { moderationSample, type ReadMark } from '../domain/moderation.ts';
import { inForce } from '../domain/override.ts';
import { auditOf } from './audit.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { wrong } from './batch-sources.ts';
import { overrideAssessment, Reason } from './override-assessment.ts';
import { parse } from './parse.ts';
import { isReadItem, ownItems, rubricOfBatch } from './read-moderation.ts';
import { scriptToReview } from './script-to-review.ts';

export const SampleInput = z.strictObject({
  size: z
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .describe('how many scripts; a tenth of those that are read and six at least when left out'),
});
export const SettleInput = z.strictObject({
  awarded: z.number().int().min(0).describe('the mark that you stand for'),
  reason: Reason.optional(),
});

/**
 * Draws the moderation sample of a class from the scripts that somebody has read. Where there is one already, that stays.
 * @throws Problem `not-allowed`, `not-found`, `invalid-field`, or `conflict` where nothing has been read yet
 */
export function drawSample(actor: Actor, id: string, input: unknown, deps: BatchDeps): void {
  demand(actor, 'moderate-class');
  const { batch } = batchFor(actor, id, deps);
  const { store, now } = deps;
  const { size = null } = parse(SampleInput, input);
  if (store.moderation(id).length) return;
  const read = ownItems(id, deps).filter(isReadItem);
  if (!read.length) throw new Problem('conflict', 'No script of this class has been read yet, so there is nothing to moderate.');
  const levelStarts = Object.values(rubricOfBatch(batch, deps).scheme.levels).map(({ min }) => min);
  const marks = read.map(({ submissionId, awarded }): ReadMark => {
    const script = submissionId ?? '';
    return { submissionId: script, awarded: awarded ?? 0, changed: isChanged(script, deps) };
  });
  const sample = moderationSample(marks, { levelStarts, size, key: id }).map(({ submissionId, awarded, why }) => ({
    ...{ submissionId, awarded, why, settled: null, moderator: null, settledAt: null },
  }));
  store.addModeration(id, sample, auditOf(actor, now(), 'draw-moderation', id, `${sample.length} of ${read.length} scripts`));
}

/** Whether a teacher has changed something that the mark of a script rests on; words of the feedback are not. */
function isChanged(submissionId: string, { store }: BatchDeps): boolean {
  const assessment = store.standing(submissionId)?.assessmentId;
  return Boolean(assessment && inForce(store.overrides(assessment)).some(({ change }) => change?.kind !== 'feedback'));
}

/**
 * Keeps the mark that a moderator stands for: the one that the script has, which is agreeing with it, or another, which is an override of it and
 * needs a reason. It can be settled anew.
 * @throws Problem `not-allowed`, `not-found` (also of a script outside the sample), `invalid-field`, or `conflict` where the script cannot be changed
 */
export function settleScript(actor: Actor, id: string, submissionId: string, input: unknown, deps: BatchDeps): void {
  demand(actor, 'moderate-class');
  batchFor(actor, id, deps);
  const { store, now } = deps;
  const { awarded, reason } = parse(SettleInput, input);
  if (!store.moderation(id).some((script) => script.submissionId === submissionId)) throw notInSample();
  const { revised } = scriptToReview(actor, 'review-script', submissionId, store);
  const { mark } = revised.assessment;
  if (awarded !== mark?.awarded) {
    if (mark && awarded > mark.outOf) throw wrong('awarded', `must be at most ${mark.outOf}`);
    if (!reason) throw wrong('reason', `must say why it is not ${mark?.awarded ?? 'without a mark'}`);
    overrideAssessment(actor, submissionId, { change: { kind: 'mark', awarded }, reason }, { isTry: false }, deps);
  }
  const at = now();
  const settled = { settled: awarded, moderator: actor.name, settledAt: at };
  if (!store.settleModeration(id, submissionId, settled, auditOf(actor, at, 'moderate-script', submissionId, id))) throw notInSample();
}

/**
 * Removes the sample of a class with what was settled, so that another can be drawn; overrides stay.
 * @throws Problem `not-allowed`, `not-found`
 */
export function removeSample(actor: Actor, id: string, deps: BatchDeps): void {
  demand(actor, 'moderate-class');
  batchFor(actor, id, deps);
  if (!deps.store.deleteModeration(id, auditOf(actor, deps.now(), 'remove-moderation', id)))
    throw new Problem('not-found', 'There is no moderation sample of this class.');
}

const notInSample = () => new Problem('not-found', 'This script is not in the moderation sample of the class.');
