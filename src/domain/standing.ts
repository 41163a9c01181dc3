import type { Assessment } from './assessment.ts';
import { needOf } from './need.ts';
import type { Rubric } from './rubric.ts';
import { type Digest, digestOf } from './script.ts';

/**
 * What stands of a submission, small enough that thousands are sorted and counted: which assessment is shown, its mark with every override, the
 * mark that the engine gave, how much it needs a person and why, and the parts of the feedback that were written for another level.
 */
export type Standing = {
  submissionId: string;
  assessmentId: string;
  awarded: number | null;
  level: number | null;
  outOf: number | null;
  awardedByEngine: number | null;
  need: number;
  reasons: string[];
  stale: string[];
  digest: Digest;
};

/** `made`: the assessment as the engine left it. `assessment`: the same with every override that holds. */
export function standingOf(
  made: Assessment,
  { assessment, stale }: { assessment: Assessment; stale: string[] },
  rubric: Pick<Rubric, 'scheme'>,
): Standing {
  const { mark } = assessment;
  return {
    submissionId: made.submissionId,
    assessmentId: made.id,
    awarded: mark?.awarded ?? null,
    level: mark?.level ?? null,
    outOf: mark?.outOf ?? null,
    awardedByEngine: made.mark?.awarded ?? null,
    ...needOf(assessment, rubric),
    stale,
    digest: digestOf(assessment),
  };
}
