import type { Assessment } from '../domain/assessment.ts';
import type { Check } from '../domain/check.ts';
import type { ListedReason } from '../domain/reasons.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { DaySpent, Tokens } from '../domain/spending.ts';
import type { Exchange, Submission } from '../domain/submission.ts';
import type { ClassStore } from './class-store.ts';
import type { ModerationStore } from './moderation-store.ts';
import type { QueryStore } from './query-store.ts';
import type { Becomes, ReviewStore } from './review-store.ts';

/**
 * `attempts` counts this claim too, so that a job that kills its process is not tried for ever. It is also the token of the lease.
 * `rubricVersion` is set for a remark; null means the submission's own. `batchId`: null where it belongs to no batch.
 */
export type Job = { id: string; submissionId: string; attempts: number; rubricVersion: number | null; batchId: string | null };
/** Who made a version, why and when. */
export type Edit = { author: string; note: string; at: string };
/** One version of a rubric without its content. `current` is the one that new essays are marked against. */
export type RubricVersion = {
  version: number;
  hash: string;
  title: string;
  author: string;
  note: string;
  createdAt: string;
  current: boolean;
};
/** `hash`: see actions/api-keys.ts; the key itself is kept nowhere. */
export type ApiKey = { name: string; role: 'teacher' | 'admin'; hash: string };
export type AuditEntry = { at: string; actor: string; role: string; action: string; subject: string; detail: string | null };

/** Whole operations, each atomic. No transaction handle leaves the store. */
export interface Store extends ClassStore, ReviewStore, QueryStore, ModerationStore {
  /**
   * Keeps a rubric that was read from files as a new version, unless its hash is that of the file last loaded. An edit made here since then
   * stays in force, and so does archiving; the file's version is then kept beside it. Returns the rubric in force.
   */
  saveRubric(rubric: Omit<Rubric, 'version'>, by: Edit): Rubric;
  /**
   * Keeps an edit as the new version in force, with an audit row, provided that version `after` still is (null: there is none, or it is archived).
   * Null, and nothing kept, when that does not hold. Content that is already in force makes no new version.
   */
  editRubric(rubric: Omit<Rubric, 'version'>, after: number | null, by: Edit, audit: AuditEntry): Rubric | null;
  /** Archives a rubric: nothing is removed. Only if no submission waits on it, and version `at` is still in force where it is given. */
  archiveRubric(id: string, audit: AuditEntry, at?: number): 'archived' | 'already' | 'waiting' | 'stale' | 'none';
  /** The version in force, or the one asked for; null when there is none. Archived rubrics are still found. */
  rubric(id: string, version?: number): Rubric | null;
  /** The version in force of each rubric that is not archived, by the `order` of their questions, then as they were first kept. */
  rubrics(): { id: string; title: string; version: number; hash: string; createdAt: string }[];
  /** Every version, newest first; none where there is no such rubric. */
  rubricVersions(id: string): RubricVersion[];

  /** Adds the submission, its job and an audit row. The job of an essay of a class is held back until a batch takes it. */
  addSubmission(submission: Submission, audit: AuditEntry): void;
  submission(id: string): { submission: Submission; assessment: Assessment | null } | null;
  /** A submission without any assessment. */
  essay(id: string): Submission | null;
  assessment(id: string): Assessment | null;
  /** Every assessment of a submission, newest first. */
  assessments(submissionId: string): Assessment[];
  /**
   * Queues a submission for marking against another version of its rubric. False, and nothing kept, when it waits already or is gone.
   * One that is reviewed or released stays so meanwhile.
   */
  addRemark(submissionId: string, rubricVersion: number, audit: AuditEntry): boolean;
  /**
   * Newest first. `after` is the id of the last one of the page before. `visibleTo`: without essays of a class that are in no assignment or batch
   * of this author's.
   */
  submissions(page: {
    limit: number;
    after?: string;
    state?: Submission['state'];
    rubricId?: string;
    assignmentId?: string;
    visibleTo?: string;
  }): Submission[];
  /** Removes the essay, its assessments, exchanges and jobs; leaves an audit row. False when there was none. */
  deleteSubmission(id: string, audit: AuditEntry): boolean;
  /**
   * Removes every submission handed in before `before`, with all that hangs on it, and says how many in one audit row (none when there were none);
   * and batches and assignments made before then of which no essay is left. It goes in parts; killed in the middle, it is to be asked again.
   */
  deleteSubmissionsBefore(before: string, audit: AuditEntry): Promise<number>;

  /**
   * Claims a job that is due and not held back, one attempt more, with a lease until `leaseUntil`; null when there is none. Essays of no batch
   * come first, oldest first; then the batch of which least is being marked, of these that with the least left, so that none waits for a large one.
   */
  claimJob(now: string, leaseUntil: string): Job | null;
  /**
   * Keeps the assessment and its exchanges, sets the submission's state, counts what it took for its batch, ends the job and lets go of its finished
   * calls, all or nothing.
   * No effect, and false, if the submission is gone or the job was claimed again since. `becomes` left out: the state follows from its
   * assessments, and nothing stands of it.
   */
  finishJob(job: Job, assessment: Assessment, exchanges: Exchange[], audit: AuditEntry, becomes?: Becomes): boolean;
  /**
   * Keeps calls of a model that the job has paid for, so that it need not pay again when it is tried again.
   * No effect if the submission is gone or the job was claimed again since.
   */
  keepCalls(job: Job, exchanges: Exchange[]): void;
  /** The calls kept for a submission that still waits for its assessment, in order. */
  finishedCalls(submissionId: string): Exchange[];
  /** Lets the job be claimed again at `at`. No effect if it was claimed again since. */
  retryJob(job: Job, at: string): void;
  /** Gives the job back as if it had not been claimed: its attempt does not count. */
  releaseJob(job: Job): void;
  /** Gives the job back like `releaseJob`, to be claimed again at `until`; `reason` is for whoever waits for it. */
  putJobOff(job: Job, until: string, reason: string): void;
  /** Why the job of a submission was put off, and until when; null where it was not, or has been claimed again since. */
  putOff(submissionId: string): { until: string; reason: string } | null;
  /** Makes every job that was put off due at `at`: what put it off may hold no longer. */
  resumeJobs(at: string): void;
  /** Ends every lease. For the start of the one process that owns the store: what held them is dead. */
  releaseLeases(): void;
  /** Every exchange with a model that made this assessment, in order. */
  exchanges(assessmentId: string): Exchange[];
  /** The mean output tokens of the answers of a model that are kept, by purpose; a purpose without any is left out. */
  meanOutput(model: string): Partial<Record<Exchange['purpose'], number>>;
  /** Adds to what was spent on a day, UTC. It stays when the essays go for which it was spent. */
  addSpending(day: string, tokens: Tokens): void;
  /** What was spent on a day; nothing where none was. */
  spentOn(day: string): Tokens;
  /** The days on which something was spent, newest first. */
  spending(limit: number): DaySpent[];
  /** Keeps a department's check that passed, with an audit row. */
  addCheck(check: Check, audit: AuditEntry): void;
  /** Newest first, withdrawn ones too. */
  checks(): Check[];
  /** The newest check that is not withdrawn of this marker (engine, version and model) on this content of a rubric (its hash). */
  checkFor(marked: Pick<Assessment, 'rubric' | 'engine'>): Check | null;
  /** Ends a check at the time of the audit row; it is kept. False, and nothing kept, when there is none or it is withdrawn already. */
  withdrawCheck(id: string, audit: AuditEntry): boolean;
  /** The reasons that are given by one key, as staff last set them, in order; null where they never did. */
  reasons(): ListedReason[] | null;
  /** Puts a list in the place of the one that was set, with an audit row. */
  setReasons(reasons: ListedReason[], audit: AuditEntry): void;
  /** Newest first. */
  audit(limit: number): AuditEntry[];
  keys(): ApiKey[];
  addKey(key: ApiKey, audit: AuditEntry): void;
  /** `waiting` are the essays that are queued and not held back. */
  counts(): { waiting: number; submissions: number };
  close(): void;
}
