import type { Assignment, HandedIn } from '../domain/assignment.ts';
import type { Batch, BatchItem, ItemOutcome, Left, Member, Remarkable, ScriptState } from '../domain/batch.ts';
import type { ReportRow } from '../domain/class-report.ts';
import type { Seed, SeedMarking } from '../domain/seed.ts';
import type { Submission } from '../domain/submission.ts';
import type { AuditEntry } from './store.ts';

/** An item of a new batch. `submission`: an essay to be kept with it; where it is null, `submissionId` may name one that is there already. */
export type NewItem = Omit<BatchItem, 'state'> & { submission: Submission | null; seedId: string | null };
/** How many items, and words in them, of one outcome and state. */
export type Tally = { outcome: ItemOutcome; state: ScriptState | null; items: number; words: number };
/** An item as it is listed: with what stands of its marking, null where it has none yet. `need`: more is more. */
export type ListedItem = BatchItem & {
  awarded: number | null;
  level: number | null;
  outOf: number | null;
  awardedByEngine: number | null;
  need: number | null;
  reasons: string[] | null;
  stale: string[] | null;
};
/** `need`: what needs a person most first. `mark`: highest first. `after`: the `n` of the last item of the page before. */
export type ItemPage = {
  limit: number;
  after?: number;
  state?: ScriptState;
  outcome?: ItemOutcome;
  sort: 'order' | 'need' | 'mark' | 'identifier';
};
/** An item whose marking has ended. `seq` grows with each. */
export type Finished = { seq: number; n: number; submissionId: string; identifier: string; state: ScriptState };
export type Telling = Partial<Pick<Batch, 'told' | 'first' | 'wentOn' | 'tokenCap' | 'title'>>;

/**
 * The part of the store that keeps assignments, batches and seed scripts: whole operations, each atomic. `author` null: everybody's.
 * Those that can be long are promises: they let other work have its turn, and are whole all the same, also when the process is killed.
 */
export interface ClassStore {
  addAssignment(assignment: Assignment, audit: AuditEntry): void;
  assignment(id: string): Assignment | null;
  /** Newest first. */
  assignments(author: string | null): Assignment[];
  /** Puts a class list in the place of the one before; none when there is no such assignment. */
  setMembers(assignmentId: string, members: Member[], audit: AuditEntry): void;
  /** In the order of the list. */
  members(assignmentId: string): Member[];
  /** Newest first. */
  handedIn(assignmentId: string): HandedIn[];
  /** Those of an assignment, or of these ids, that no batch has yet; newest first. */
  unbatched(of: { assignmentId: string } | { ids: string[] }): Submission[];
  /**
   * Removes an assignment, its list and every essay handed in for it. The ids of the essays; null when there was no assignment. It is gone at
   * once; what hangs on it goes in parts.
   */
  deleteAssignment(id: string, audit: AuditEntry): Promise<string[] | null>;

  /**
   * Keeps a batch with its items, their essays and a job for each, held back until the batch is told to run. The job of an essay that was there
   * already is taken up, against the batch's version of the rubric; one that has no job stays as it is. It is written in parts and nobody sees it
   * before all of it is there. False, and nothing kept, when an essay that it was to take up is gone or in another batch.
   */
  addBatch(batch: Batch, items: NewItem[], audit: AuditEntry): Promise<boolean>;
  batch(id: string): Batch | null;
  /** Newest first. `after` is the id of the last one of the page before. */
  batches(page: { limit: number; after?: string; author: string | null }): Batch[];
  tally(batchId: string): Tally[];
  /** The jobs that are left of a batch. */
  left(batchId: string): Left;
  /** A page of the items of a batch. */
  items(batchId: string, page: ItemPage): ListedItem[];
  /** What a class report is made of: every accepted item but seed scripts, in the order in which they were sent. */
  reportRows(batchId: string): ReportRow[];
  /**
   * Tells a batch what to do and holds back or frees its jobs accordingly: told to run, the first few or all; told to pause, none. Told to
   * cancel, its jobs end, and essays without an assessment are `cancelled`, others as they were before; their ids are returned.
   */
  tellBatch(id: string, telling: Telling, audit: AuditEntry): string[];
  /** The accepted essays of a batch, in the order in which they were sent. */
  remarkable(batchId: string): Remarkable[];
  /**
   * Queues those of its essays that can be marked again, against another version of the rubric, which is then the batch's, and tells it to run.
   * Those that are reviewed or released stay so meanwhile. The essays as they were before; no audit row where none could be queued.
   */
  remarkBatch(batchId: string, rubricVersion: number, audit: AuditEntry): Remarkable[];
  /** Queues those items again that went to a teacher because the engine failed. How many; no audit row when there were none. */
  retryFailed(batchId: string, audit: AuditEntry): number;
  /** Holds the whole of a batch back because its cap leaves no room. A batch that is told to run begins again. */
  capBatch(id: string, reason: string): void;
  /**
   * Releases the items of a batch in these states; not those that a teacher has yet to mark unseen, and no seed scripts. Nothing when one of
   * them has feedback that is stale: then their `n`.
   */
  releaseBatch(id: string, states: ScriptState[], audit: AuditEntry): { released: number; stale: number[] };
  /** Removes a batch with all its essays. Their ids; null when there was none. It is gone at once; its essays go in parts. */
  deleteBatch(id: string, audit: AuditEntry): Promise<string[] | null>;
  /**
   * Removes what a killed process left of a batch that was coming in, and goes on with what it was removing. For the start of the one process
   * that owns the store.
   */
  clearUp(): Promise<void>;
  /** Items of a batch whose marking ended after `after`, oldest first; null: none, only where one would begin to follow. */
  finishedSince(batchId: string, after: number | null, limit: number): { last: number; items: Finished[] };
  /** When the last few assessments were made, newest first, and how long their models took. */
  recentMarking(limit: number): { at: string; milliseconds: number }[];

  addSeed(seed: Seed, audit: AuditEntry): void;
  seed(id: string): Seed | null;
  /** Newest first. */
  seeds(of: { author: string | null; rubricId?: string }): Seed[];
  /** In how many batches each seed script has been, marked there or not; one that was in none is left out. */
  seedUses(): { seedId: string; batches: number }[];
  /** The newest mark of the engine for each time that a seed script was in a batch. */
  seedMarkings(of: { batchId: string } | { seedId: string }): SeedMarking[];
  /** Removes it with the items in which it was slipped into batches. False when there was none. */
  deleteSeed(id: string, audit: AuditEntry): boolean;
}
