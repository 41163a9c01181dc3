import { type Actor, demand } from '../domain/actor.ts';
import { type Assessment, noUsage } from '../domain/assessment.ts';
import type { Engine } from '../engines/engine.ts';
import { markEssay } from '../mark-essay.ts';
import { noFeedback } from '../marking/not-marked.ts';
import type { Job, Store } from '../store/store.ts';
import { auditOf } from './audit.ts';

export type MarkDeps = { store: Store; engine: Engine; now: () => string; newId: (prefix: string) => string };

/**
 * The job: marks one submission with the engine that is set up and keeps the assessment, its exchanges and an audit row.
 * Returns null, and keeps nothing, when the submission is gone or another process has taken the job over.
 * @throws what the engine did not expect, or the signal's reason; then nothing is kept.
 */
export async function markSubmission(actor: Actor, job: Job, deps: MarkDeps, signal: AbortSignal): Promise<Assessment | null> {
  demand(actor, 'mark-submission');
  const { store, engine, now, newId } = deps;
  const submission = store.submission(job.submissionId)?.submission;
  if (!submission) return null;
  const { text, candidate, rubricId } = submission;
  const rubricVersion = job.rubricVersion ?? submission.rubricVersion;
  const rubric = store.rubric(rubricId, rubricVersion);
  if (!rubric) throw new Error('the rubric version of a submission is missing');
  const { assessment, exchanges } = await markEssay(
    { submissionId: submission.id, text, rubric, candidate },
    { engine, now, newId },
    signal,
  );
  // An engine that was stopped may report it as a failure of its own: that is no answer.
  signal.throwIfAborted();
  const kept = store.finishJob(job, assessment, exchanges, auditOf(actor, now(), 'mark-submission', submission.id, assessment.id));
  return kept ? assessment : null;
}

/** Ends a job that could not be done: no mark, `needs_teacher` and the reason. Makes nothing from the essay, so it cannot fail as marking did. */
export function handToTeacher(actor: Actor, job: Job, reason: string, { store, engine, now, newId }: MarkDeps): void {
  demand(actor, 'mark-submission');
  const submission = store.submission(job.submissionId)?.submission;
  if (!submission) return;
  const { rubricId } = submission;
  const rubricVersion = job.rubricVersion ?? submission.rubricVersion;
  const assessment: Assessment = {
    id: newId('asm'),
    submissionId: submission.id,
    createdAt: now(),
    status: 'needs_teacher',
    reason,
    rubric: { id: rubricId, version: rubricVersion, hash: store.rubric(rubricId, rubricVersion)?.hash ?? '' },
    engine: { id: engine.id, version: engine.version, model: engine.model },
    mark: null,
    criteria: [],
    claims: [],
    paragraphs: [],
    argument: { line: null, criteria: 'none', counterArgument: 'absent', balance: 'neither', judgement: 'none' },
    coverage: [],
    phases: [],
    feedback: noFeedback,
    flags: [{ kind: 'engine-failed', audience: 'teacher', detail: reason, start: null, end: null }],
    usage: noUsage,
  };
  store.finishJob(job, assessment, [], auditOf(actor, assessment.createdAt, 'hand-to-teacher', submission.id, assessment.id));
}
