import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { type BlindMark, isBlindTo } from '../domain/blind-mark.ts';
import { CheckFigures } from '../domain/check.ts';
import { inForce, type Override } from '../domain/override.ts';
import type { Submission } from '../domain/submission.ts';
import { asItStands } from '../marking/set-by-teacher.ts';
import type { ActionDeps } from './audit.ts';
import { type RevisedScript, revisedScript, type Shown, withOverrides } from './revised-script.ts';
import { demandOwn, reviewTag } from './script-to-review.ts';

/** An assessment that is not the one shown, in short. */
export type EarlierAssessment = Pick<Assessment, 'id' | 'createdAt' | 'status'> & {
  rubric: { id: string; version: number };
  mark: { awarded: number; outOf: number; level: number } | null;
};
/**
 * For teachers: what was changed in the assessment that is shown, what is stale of it, the marks that teachers gave before they saw it, and
 * markings since then that wait to be accepted.
 */
export type Review = {
  tag: string;
  awardedByEngine: number | null;
  overrides: Override[];
  stale: string[];
  givenUnseen: Pick<BlindMark, 'author' | 'awarded'>[];
  proposals: EarlierAssessment[];
};
export type ReadSubmission = {
  submission: Submission;
  assessment: Assessment | null;
  revised: boolean;
  blind: boolean;
  review: Review | null;
  check: CheckFigures | null;
  earlier: EarlierAssessment[];
  putOff: { until: string; reason: string } | null;
};

/**
 * A submission with the assessment that is shown, every override in it, and a line on those before it, newest first (see revisedScript).
 * `putOff` says why it waits, and until when, where it does not simply wait for its turn.
 * With it comes what anyone may read of the department's check that holds for the mark shown.
 * Whoever holds its unguessable id may read it; flags meant for a teacher, and `review`, are for teachers only. Of a script of a class a student
 * sees its text and state until it is released, and so does a teacher who has yet to mark it unseen (`blind`); a teacher of another class nothing.
 * @throws Problem `not-found`
 */
export function readSubmission(actor: Actor, id: string, { store }: Pick<ActionDeps, 'store'>): ReadSubmission {
  demand(actor, 'read-submission');
  const { submission, shown, earlier, proposals } = revisedScript(id, store);
  demandOwn(actor, submission, store);
  const blindness = store.blindness(id);
  const blind = isBlindTo(actor, blindness, submission.state);
  const putOff = submission.state === 'waiting' ? store.putOff(id) : null;
  if (blind || isWithheld(actor, submission))
    return { submission, assessment: null, revised: false, blind, review: null, check: null, earlier: [], putOff };
  const assessment = shown?.revised.assessment ?? null;
  const check = assessment?.mark ? store.checkFor(assessment) : null;
  const short = (one: Assessment) => inShort(withOverrides(one, submission, store).revised.assessment);
  const isStudent = actor.role === 'student';
  return {
    submission,
    assessment: shown && shownTo(actor, shown),
    revised: shown?.revised.changed ?? false,
    blind,
    review: shown && !isStudent ? reviewOf(shown, blindness.marks, proposals.map(inShort)) : null,
    check: check && CheckFigures.parse(check),
    earlier: isStudent && submission.mode === 'class' ? [] : earlier.map(short),
    putOff,
  };
}

/** Whether a student may not see yet what was made of a script. */
export const isWithheld = ({ role }: Actor, { mode, state }: Pick<Submission, 'mode' | 'state'>): boolean =>
  role === 'student' && mode === 'class' && state !== 'released';

/** An assessment with its overrides as this actor may see it: a student no flags for teachers, and no mark but the one that stands. */
export function shownTo(actor: Actor, { overrides, revised: { assessment } }: Shown): Assessment {
  if (actor.role !== 'student') return assessment;
  const isSet = inForce(overrides).some(({ change }) => change?.kind === 'mark');
  return {
    ...assessment,
    mark: assessment.mark && isSet ? asItStands(assessment.mark) : assessment.mark,
    flags: assessment.flags.filter(({ audience }) => audience === 'student'),
  };
}

const reviewOf = (shown: NonNullable<RevisedScript['shown']>, unseen: BlindMark[], proposals: EarlierAssessment[]): Review => ({
  tag: reviewTag(shown),
  awardedByEngine: shown.made.mark?.awarded ?? null,
  overrides: shown.overrides,
  stale: shown.revised.stale,
  givenUnseen: unseen.map(({ author, awarded }) => ({ author, awarded })),
  proposals,
});

const inShort = ({ id, createdAt, status, rubric, mark }: Assessment): EarlierAssessment => ({
  id,
  createdAt,
  status,
  rubric: { id: rubric.id, version: rubric.version },
  mark: mark && { awarded: mark.awarded, outOf: mark.outOf, level: mark.level },
});
