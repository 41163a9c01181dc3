import type { Actor } from '../domain/actor.ts';
import type { Assessment, Feedback } from '../domain/assessment.ts';
import type { Override } from '../domain/override.ts';
import { standingOf } from '../domain/standing.ts';
import { readEssay } from '../marking/read-essay.ts';
import { type Revised, revise } from '../revise.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { rubricOf } from './revised-script.ts';
import { changedMeanwhile, type ScriptToReview } from './script-to-review.ts';

export type ReviewDeps = Pick<ActionDeps, 'store' | 'now' | 'newId'>;
type MarkSeen = { awarded: number; level: number; outOf: number };

/**
 * What an override does, or would do where it is only tried (`override` null): the mark before and after, null where there is none, the audit
 * lines that are new, and the parts of the feedback that change. `stale`: the parts that a teacher wrote for another level.
 */
export type Outcome = {
  override: Override | null;
  before: MarkSeen | null;
  after: MarkSeen | null;
  why: string[];
  feedback: (keyof Feedback)[];
  stale: string[];
};

/** What of an override is not the same for all: a change or the id of one that it undoes, and why. */
export type Wanted = Pick<Override, 'change' | 'undoes' | 'reason'>;

/**
 * Tries an override on a script, or keeps it with its author, its time, the level that was seen, what then stands of the script and an audit row
 * without its words.
 * @throws Problem `invalid-field` when it cannot stand, `precondition-failed` when another was kept first
 */
export function appendOverride(
  actor: Actor,
  wanted: Wanted,
  script: ScriptToReview,
  isTry: boolean,
  { store, now, newId }: ReviewDeps,
): Outcome {
  const { submission, made, overrides, revised } = script;
  const rubric = rubricOf(made, store);
  const level = revised.assessment.mark?.level ?? null;
  const override: Override = { id: newId('ovr'), assessmentId: made.id, ...wanted, author: actor.name, at: now(), level };
  const next = revise(made, [...overrides, override], readEssay(submission.text), rubric);
  const outcome = outcomeOf(revised.assessment, next);
  if (isTry) return { override: null, ...outcome };
  const becomes = {
    state: next.assessment.mark ? ('reviewed' as const) : ('needs_teacher' as const),
    standing: standingOf(made, next, rubric),
  };
  const audit = auditOf(actor, override.at, wanted.undoes ? 'undo-override' : 'override-assessment', submission.id, inShort(override));
  if (!store.addOverride(override, overrides.at(-1)?.id ?? null, becomes, audit)) throw changedMeanwhile();
  return { override, ...outcome };
}

function outcomeOf(was: Assessment, { assessment: is, stale }: Revised): Omit<Outcome, 'override'> {
  const old = new Set(was.mark?.why);
  const parts = Object.keys(is.feedback) as (keyof Feedback)[];
  return {
    before: markSeen(was),
    after: markSeen(is),
    why: (is.mark?.why ?? []).filter((line) => !old.has(line)),
    feedback: parts.filter((part) => JSON.stringify(was.feedback[part]) !== JSON.stringify(is.feedback[part])),
    stale,
  };
}

const markSeen = ({ mark }: Assessment): MarkSeen | null => mark && { awarded: mark.awarded, level: mark.level, outOf: mark.outOf };

/** For the audit: which override, and what kind of thing it changes. */
const inShort = ({ id, change, undoes }: Override) => (change ? `${id}: ${change.kind}` : `${id}: undoes ${undoes}`);
