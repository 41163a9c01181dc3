import type { Moderated } from '../domain/moderation.ts';
import type { AuditEntry } from './store.ts';

/** The mark that a moderator stands for, by whom and when. */
export type Settled = { settled: number; moderator: string; settledAt: string };

/** The part of the store that keeps moderation samples: whole operations, each atomic. */
export interface ModerationStore {
  /** The sample of a batch in its order; none where none is drawn. */
  moderation(batchId: string): Moderated[];
  /** Keeps a sample. False, and nothing kept, when the batch has one already. */
  addModeration(batchId: string, sample: Moderated[], audit: AuditEntry): boolean;
  /** Keeps what a moderator made of a script, in the place of what was there. False, and nothing kept, when it is not in the sample. */
  settleModeration(batchId: string, submissionId: string, settled: Settled, audit: AuditEntry): boolean;
  /** Removes a sample with what was made of it. False, and nothing kept, when there was none. */
  deleteModeration(batchId: string, audit: AuditEntry): boolean;
}
