import type { ScriptState } from '../domain/batch.ts';
import type { BlindMark } from '../domain/blind-mark.ts';
import type { Override } from '../domain/override.ts';
import type { Standing } from '../domain/standing.ts';
import type { AuditEntry } from './store.ts';

/** What becomes of a submission: its state and what stands of it; `standing` null: that stays as it is. */
export type Becomes = { state: ScriptState; standing: Standing | null };

/** The part of the store that keeps what teachers make of marked essays: whole operations, each atomic. */
export interface ReviewStore {
  /** Every override of an assessment, undone ones and those that undo too, oldest first. */
  overrides(assessmentId: string): Override[];
  /**
   * Appends an override, with the state and standing that it leads to. False, and nothing kept, when the last override of the assessment is not
   * `after` (null: there is none), or the assessment is gone.
   */
  addOverride(override: Override, after: string | null, becomes: Becomes, audit: AuditEntry): boolean;
  /** What stands of a submission; null where no assessment was kept yet. */
  standing(submissionId: string): Standing | null;
  /** Submissions with an assessment of which nothing stands, in the order of their ids. `after` is the last one of the page before. */
  withoutStanding(page: { limit: number; after: string }): string[];
  /** Keeps what stands of a submission of which nothing stood yet. */
  addStanding(standing: Standing): void;
  /** Moves a submission from one of these states to another, with what then stands of it. False, and nothing kept, when it is in none of them. */
  moveScript(submissionId: string, from: ScriptState[], becomes: Becomes, audit: AuditEntry): boolean;
  /** Whose class a submission belongs to: who set its assignment, and who sent the batches that it is in; nobody in practice. */
  authorsOf(submissionId: string): string[];
  /** Whether a submission is to be marked unseen, and the marks that were given so, oldest first. */
  blindness(submissionId: string): { blind: boolean; marks: BlindMark[] };
  /** Keeps a mark that was given unseen. False, and nothing kept, when its author has given one already. */
  addBlindMark(mark: BlindMark, audit: AuditEntry): boolean;
}
