import { z } from 'zod';

/** What became of one file or row that was sent in. */
export const ItemOutcome = z.enum(['accepted', 'duplicate', 'unreadable']);

/** Why a file or row could not be read. One closed set; intake/ finds it and says it in words. */
export const Unreadable = z.enum([
  'empty',
  'no-text-layer',
  'encrypted',
  'wrong-type',
  'damaged',
  'picture',
  'not-text',
  'too-large',
  'too-long',
  'too-many',
  'nested-archive',
  'unsafe-archive',
  'missing-essay',
]);

/** How far a script has come. Waiting: queued, held back or being marked. Nothing of a class reaches a student before `released`. */
export const ScriptState = z.enum(['waiting', 'marked', 'needs_teacher', 'reviewed', 'released', 'cancelled']);

/**
 * Whether a batch goes on. `ready`: counted, not begun. `asks`: the first few are marked and it waits to be told to go on. `capped`: going on
 * would pass the cap of the batch. `done`: nothing waits.
 */
export const BatchState = z.enum(['ready', 'running', 'asks', 'paused', 'capped', 'cancelled', 'done']);

export type ItemOutcome = z.infer<typeof ItemOutcome>;
export type Unreadable = z.infer<typeof Unreadable>;
export type ScriptState = z.infer<typeof ScriptState>;
export type BatchState = z.infer<typeof BatchState>;

/**
 * What intake makes of one file or row. `note` says what was done to read it ("read as Windows-1252"). `text` is what is marked;
 * `words` as the scorer counts them.
 */
export type Incoming = { fileName: string; identifier: string; name: string | null; group: string | null } & (
  | { outcome: 'accepted'; text: string; words: number; note: string | null }
  | { outcome: 'duplicate'; of: string }
  | { outcome: 'unreadable'; why: Unreadable; detail: string }
);

/** One of a class list. Identifiers are text: leading zeros are kept. */
export type Member = { identifier: string; name: string; group: string | null };

/** Submissions sent together, as they are kept. `first`, `tokenCap`: null where there is none. `tokens`: what its marking has taken. */
export type Batch = {
  id: string;
  title: string;
  rubricId: string;
  rubricVersion: number;
  assignmentId: string | null;
  author: string;
  createdAt: string;
  first: number | null;
  tokenCap: number | null;
  blindShare: number;
  told: 'ready' | 'run' | 'pause' | 'cancel';
  wentOn: boolean;
  tokens: number;
};

/** One file or row of a batch and what became of it; `n` counts from 1. `state` is that of its essay; null where there is none. */
export type BatchItem = {
  n: number;
  fileName: string | null;
  identifier: string;
  name: string | null;
  group: string | null;
  outcome: ItemOutcome;
  why: Unreadable | null;
  detail: string | null;
  words: number;
  submissionId: string | null;
  blind: boolean;
  state: ScriptState | null;
};

/** The jobs of a batch that are left: held back (`capped`: by its cap), or free to be claimed or being done. */
export type Left = { held: number; free: number; capped: boolean };

/** An accepted essay of a batch that may be marked again; `queued`: it is to be marked already. */
export type Remarkable = { n: number; submissionId: string; words: number; state: ScriptState; queued: boolean };

/** Whether an essay can be queued for marking again: it was marked, and does not wait. */
export const canBeRemarked = ({ state, queued }: Pick<Remarkable, 'state' | 'queued'>): boolean =>
  !queued && state !== 'waiting' && state !== 'cancelled';

/** Whether a batch goes on, from what it was told and what is left of it. */
export function stateOf({ told }: Pick<Batch, 'told'>, { held, free, capped }: Left): BatchState {
  if (told === 'cancel') return 'cancelled';
  if (held + free === 0) return 'done';
  if (told === 'ready') return 'ready';
  if (told === 'pause') return 'paused';
  if (free > 0) return 'running';
  return capped ? 'capped' : 'asks';
}

/** Whether a teacher stands for a script's mark: they read or changed it, or released it. */
export const isRead = (state: ScriptState): boolean => state === 'reviewed' || state === 'released';
