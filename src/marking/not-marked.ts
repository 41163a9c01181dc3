import type { Assessment, Feedback } from '../domain/assessment.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import { coverage, phaseCoverage } from './coverage.ts';
import { flagEssay } from './flag-essay.ts';
import { emptyArgument } from './write-argument.ts';

/** What the student reads meanwhile. */
export const noFeedback: Feedback = {
  summary: 'This essay has not been marked yet; a teacher will look at it.',
  strengths: [],
  corrections: [],
  notes: [],
  nextSteps: [],
};

/** What is said of an essay that no engine could read: no mark, no claims, and the reason for a teacher. */
export function notMarked(
  essay: ReadEssay,
  rubric: Rubric,
  reason: string,
): Omit<Assessment, 'id' | 'submissionId' | 'createdAt' | 'rubric' | 'engine' | 'usage'> {
  const flags = flagEssay(essay, []).filter((flag) => flag.kind !== 'off-topic');
  return {
    status: 'needs_teacher',
    reason,
    mark: null,
    criteria: [],
    claims: [],
    ...emptyArgument(essay),
    coverage: coverage([], rubric, essay.words),
    phases: phaseCoverage([], rubric, essay.words),
    feedback: noFeedback,
    flags: [...flags, { kind: 'engine-failed', audience: 'teacher', detail: reason, start: null, end: null }],
  };
}
