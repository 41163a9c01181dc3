import type { Assessment } from '../domain/assessment.ts';
import { inForce } from '../domain/override.ts';
import { standingOf } from '../domain/standing.ts';
import type { Becomes } from '../store/review-store.ts';
import { type Kept, madeOf } from './revised-script.ts';

/**
 * What becomes of a submission when another assessment of it is made. What a teacher has changed, read or released stays as it is, and the new
 * one is a proposal; otherwise the new one is shown, unless it failed where another did not. Makes nothing from the essay, so it cannot fail as
 * marking did.
 */
export function shownAfter(assessment: Assessment, store: Kept): Becomes {
  const { submissionId, rubric, status } = assessment;
  const state = store.submission(submissionId)?.submission.state;
  const standing = store.standing(submissionId);
  const made = madeOf(store.assessments(submissionId), standing?.assessmentId);
  if (state === 'reviewed' || state === 'released') return { state, standing: null };
  if (made && inForce(store.overrides(made.id)).length)
    return { state: standing?.awarded == null ? 'needs_teacher' : 'reviewed', standing: null };
  if (made?.status === 'marked' && status !== 'marked') return { state: 'marked', standing: null };
  const against = store.rubric(rubric.id, rubric.version);
  return { state: status, standing: against && standingOf(assessment, { assessment, stale: [] }, against) };
}
