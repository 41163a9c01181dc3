import type { Assessment } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Exchange, Submission } from '../domain/submission.ts';

export type Job = { id: string; submissionId: string; attempts: number };
export type AuditEntry = { at: string; actor: string; role: string; action: string; subject: string; detail: string | null };

/** Whole operations, each atomic. No transaction handle leaves the store. */
export interface Store {
  /** Keeps the rubric as a new version unless its hash equals the latest version's. Returns the stored rubric with its version number. */
  saveRubric(rubric: Omit<Rubric, 'version'>, by: { author: string; note: string; at: string }): Rubric;
  /** The newest version, or the one asked for; null when there is none. */
  rubric(id: string, version?: number): Rubric | null;
  rubrics(): { id: string; title: string; version: number; hash: string; createdAt: string }[];

  /** Adds the submission, its job and an audit row. */
  addSubmission(submission: Submission, audit: AuditEntry): void;
  submission(id: string): { submission: Submission; assessment: Assessment | null } | null;
  /** Newest first. `after` is the id of the last one of the page before. */
  submissions(page: { limit: number; after?: string; state?: Submission['state'] }): Submission[];
  /** Removes the essay, its assessments, exchanges and jobs; leaves an audit row. False when there was none. */
  deleteSubmission(id: string, audit: AuditEntry): boolean;

  /** Claims the oldest job that is due, with a lease until `leaseUntil`; null when there is none. */
  claimJob(now: string, leaseUntil: string): Job | null;
  /** Keeps the assessment and its exchanges, sets the submission's state and ends the job, all or nothing. No effect if the submission is gone. */
  finishJob(job: Job, assessment: Assessment, exchanges: Exchange[], audit: AuditEntry): void;
  /** Lets the job be claimed again at `at`, one attempt more. */
  retryJob(job: Job, at: string): void;
  /** Every exchange with a model that made this assessment, in order. */
  exchanges(assessmentId: string): Exchange[];
  audit(limit: number): AuditEntry[];
  counts(): { waiting: number; submissions: number };
  close(): void;
}
