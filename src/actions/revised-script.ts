import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { Override } from '../domain/override.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Submission } from '../domain/submission.ts';
import { readEssay } from '../marking/read-essay.ts';
import { type Revised, revise } from '../revise.ts';
import type { Store } from '../store/store.ts';

export type Kept = Pick<Store, 'submission' | 'essay' | 'assessments' | 'overrides' | 'rubric' | 'standing'>;

/** The assessment that is shown: `made` as its engine left it, `revised` with every override of it that holds. */
export type Shown = { made: Assessment; overrides: Override[]; revised: Revised };
/**
 * A submission with the assessment that is shown, null where it has none, and the others, newest first. `proposals` are markings since then,
 * none of which takes its place before a teacher accepts it.
 */
export type RevisedScript = { submission: Submission; shown: Shown | null; earlier: Assessment[]; proposals: Assessment[] };

/**
 * A submission as its teachers have left it.
 * @throws Problem `not-found`
 */
export function revisedScript(id: string, store: Kept): RevisedScript {
  const submission = store.essay(id);
  if (!submission) throw noSubmission();
  const all = store.assessments(id);
  const made = madeOf(all, store.standing(id)?.assessmentId);
  if (!made) return { submission, shown: null, earlier: [], proposals: [] };
  const proposals = all.slice(0, all.indexOf(made)).filter(({ status }) => status === 'marked');
  const earlier = all.filter((one) => one !== made && !proposals.includes(one));
  return { submission, shown: withOverrides(made, submission, store), earlier, proposals };
}

/** The assessment of which it stands that it is shown, or else the newest with a mark: an attempt that failed takes no mark away. */
export const madeOf = (all: Assessment[], shownId: string | undefined): Assessment | undefined =>
  all.find(({ id }) => id === shownId) ?? all.find(({ status }) => status === 'marked') ?? all[0];

/** One assessment with its overrides. */
export function withOverrides(made: Assessment, { text }: Submission, store: Pick<Kept, 'overrides' | 'rubric'>): Shown {
  const overrides = store.overrides(made.id);
  if (!overrides.length) return { made, overrides, revised: { assessment: made, stale: [], changed: false } };
  return { made, overrides, revised: revise(made, overrides, readEssay(text), rubricOf(made, store)) };
}

/** The version of the rubric that an assessment was made against. */
export function rubricOf({ rubric: { id, version } }: Assessment, store: Pick<Kept, 'rubric'>): Rubric {
  const rubric = store.rubric(id, version);
  if (!rubric) throw new Error('the rubric version of an assessment is missing');
  return rubric;
}

export const noSubmission = () => new Problem('not-found', 'There is no submission with this id. It may have been deleted.');
