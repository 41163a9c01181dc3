import { type Actor, demand } from '../domain/actor.ts';
import type { Assessment } from '../domain/assessment.ts';
import { Later } from '../domain/later.ts';
import type { Engine } from '../engines/engine.ts';
import { markEssay } from '../mark-essay.ts';
import type { Job, Store } from '../store/store.ts';
import { auditOf } from './audit.ts';
import type { Budget } from './budget.ts';
import { callsOf } from './finished-calls.ts';
import { handedOver } from './handed-over.ts';
import { shownAfter } from './shown-after.ts';

export type MarkDeps = { store: Store; engine: Engine; budget: Budget; now: () => string; newId: (prefix: string) => string };

const TOO_MUCH = 'Marking this essay is expected to take more than the model may spend in a whole day.';
const SPENT = 'What the model may spend in a day is spent or promised; this essay is marked when there is room for it.';

/**
 * The job: marks one submission with the engine that is set up and keeps the assessment, its exchanges and an audit row.
 * Each answer of a model is kept as soon as it is there, so that a job that is tried again asks only what was not answered.
 * Returns null, and keeps nothing, when the submission is gone or another process has taken the job over.
 * An essay for which the day's cap could never suffice goes to a teacher, since it would wait for ever.
 * @throws Later when the cap leaves no room now; what the engine did not expect, or the signal's reason. Then nothing is kept but the answers that were paid for.
 */
export async function markSubmission(actor: Actor, job: Job, deps: MarkDeps, signal: AbortSignal): Promise<Assessment | null> {
  demand(actor, 'mark-submission');
  const { store, engine, budget, now, newId } = deps;
  const submission = store.submission(job.submissionId)?.submission;
  if (!submission) return null;
  const { text, candidate, rubricId } = submission;
  const rubricVersion = job.rubricVersion ?? submission.rubricVersion;
  const rubric = store.rubric(rubricId, rubricVersion);
  if (!rubric) throw new Error('the rubric version of a submission is missing');
  const keeping = engine.keeping(callsOf(job, store));
  const room = budget.hold(budget.estimates.marking(engine, rubric, text.length));
  if (room.refusal?.never) return handToTeacher(actor, job, TOO_MUCH, deps);
  if (room.refusal) throw new Later(room.until, SPENT);
  const essay = { submissionId: submission.id, text, rubric, candidate };
  const { assessment, exchanges } = await markEssay(essay, { engine: keeping, now, newId }, signal).finally(room.release);
  // An engine that was stopped may report it as a failure of its own: that is no answer.
  signal.throwIfAborted();
  const audit = auditOf(actor, now(), 'mark-submission', submission.id, assessment.id);
  const kept = store.finishJob(job, assessment, exchanges, audit, shownAfter(assessment, store));
  return kept ? assessment : null;
}

/**
 * Ends a job that could not be done: no mark, `needs_teacher` and the reason, with the answers of a model that it had paid for.
 * Makes nothing from the essay, so it cannot fail as marking did.
 */
export function handToTeacher(actor: Actor, job: Job, reason: string, { store, engine, now, newId }: MarkDeps): Assessment | null {
  demand(actor, 'mark-submission');
  const submission = store.submission(job.submissionId)?.submission;
  if (!submission) return null;
  const { rubricId } = submission;
  const version = job.rubricVersion ?? submission.rubricVersion;
  const rubric = { id: rubricId, version, hash: store.rubric(rubricId, version)?.hash ?? '' };
  const exchanges = store.finishedCalls(submission.id);
  const assessment = handedOver(submission.id, rubric, engine, reason, { id: newId('asm'), createdAt: now() }, exchanges);
  const audit = auditOf(actor, assessment.createdAt, 'hand-to-teacher', submission.id, assessment.id);
  return store.finishJob(job, assessment, exchanges, audit, shownAfter(assessment, store)) ? assessment : null;
}
