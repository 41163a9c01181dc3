import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { CheckFigures } from '../domain/check.ts';
import { Problem } from '../domain/errors.ts';
import type { Submission } from '../domain/submission.ts';
import type { ActionDeps } from './audit.ts';

/** An assessment that is not the one shown, in short. */
export type EarlierAssessment = Pick<Assessment, 'id' | 'createdAt' | 'status'> & {
  rubric: { id: string; version: number };
  mark: { awarded: number; outOf: number; level: number } | null;
};
export type ReadSubmission = {
  submission: Submission;
  assessment: Assessment | null;
  check: CheckFigures | null;
  earlier: EarlierAssessment[];
  putOff: { until: string; reason: string } | null;
};

/**
 * A submission with its newest mark (or, where it has none, its newest assessment) and a line on every other assessment, newest first:
 * an attempt that failed takes no mark away.
 * `putOff` says why it waits, and until when, where it does not simply wait for its turn.
 * With it comes what anyone may read of the department's check that holds for the mark shown.
 * Whoever holds its unguessable id may read it; flags meant for a teacher are for teachers only.
 * @throws Problem `not-found`
 */
export function readSubmission(actor: Actor, id: string, { store }: Pick<ActionDeps, 'store'>): ReadSubmission {
  demand(actor, 'read-submission');
  const submission = store.submission(id)?.submission;
  if (!submission) throw noSubmission();
  const all = store.assessments(id);
  const shown = all.find(({ status }) => status === 'marked') ?? all[0];
  const check = shown?.mark ? store.checkFor(shown) : null;
  return {
    submission,
    assessment: shown ? shownTo(actor, shown) : null,
    check: check && CheckFigures.parse(check),
    putOff: submission.state === 'waiting' ? store.putOff(id) : null,
    earlier: all.filter((one) => one !== shown).map(inShort),
  };
}

/** An assessment as this actor may see it. */
export const shownTo = (actor: Actor, assessment: Assessment): Assessment =>
  actor.role === 'student' ? { ...assessment, flags: assessment.flags.filter(({ audience }) => audience === 'student') } : assessment;

const inShort = ({ id, createdAt, status, rubric, mark }: Assessment): EarlierAssessment => ({
  id,
  createdAt,
  status,
  rubric: { id: rubric.id, version: rubric.version },
  mark: mark && { awarded: mark.awarded, outOf: mark.outOf, level: mark.level },
});

export const noSubmission = () => new Problem('not-found', 'There is no submission with this id. It may have been deleted.');
