import type { Assessment } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Exchange, Submission } from '../domain/submission.ts';

/** `attempts` counts this claim too, so that a job that kills its process is not tried for ever. It is also the token of the lease. */
export type Job = { id: string; submissionId: string; attempts: number };
/** `hash`: see actions/api-keys.ts; the key itself is kept nowhere. */
export type ApiKey = { name: string; role: 'teacher' | 'admin'; hash: string };
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
  /** Removes every submission handed in before `before`, with all that hangs on it, and says how many in one audit row (none when there were none). */
  deleteSubmissionsBefore(before: string, audit: AuditEntry): number;

  /** Claims the oldest job that is due, one attempt more, with a lease until `leaseUntil`; null when there is none. */
  claimJob(now: string, leaseUntil: string): Job | null;
  /**
   * Keeps the assessment and its exchanges, sets the submission's state and ends the job, all or nothing.
   * No effect, and false, if the submission is gone or the job was claimed again since.
   */
  finishJob(job: Job, assessment: Assessment, exchanges: Exchange[], audit: AuditEntry): boolean;
  /** Lets the job be claimed again at `at`. No effect if it was claimed again since. */
  retryJob(job: Job, at: string): void;
  /** Gives the job back as if it had not been claimed: its attempt does not count. */
  releaseJob(job: Job): void;
  /** Ends every lease. For the start of the one process that owns the store: what held them is dead. */
  releaseLeases(): void;
  /** Every exchange with a model that made this assessment, in order. */
  exchanges(assessmentId: string): Exchange[];
  /** Newest first. */
  audit(limit: number): AuditEntry[];
  keys(): ApiKey[];
  addKey(key: ApiKey, audit: AuditEntry): void;
  counts(): { waiting: number; submissions: number };
  close(): void;
}
