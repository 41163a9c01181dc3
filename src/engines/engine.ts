import type { ArgumentObservation, Flag } from '../domain/argument.ts';
import type { Claim, ClaimObservation } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Exchange } from '../domain/submission.ts';

export type EngineId = 'offline' | 'openai';

/** What one step of an engine saw, with the exchanges it took (none offline). */
export type Observed<T> = { value: T; exchanges: Exchange[]; flags: Flag[] };

/**
 * Reads an essay and returns observations, never a mark. Two steps: the claims, then what the paragraphs do with them.
 * A step that cannot be trusted throws EngineFailure; nothing is ever guessed.
 */
export interface Engine {
  readonly id: EngineId;
  readonly version: string;
  readonly model: string | null;
  checkClaims(essay: ReadEssay, rubric: Rubric, signal?: AbortSignal): Promise<Observed<ClaimObservation[]>>;
  readArgument(essay: ReadEssay, rubric: Rubric, ledger: Claim[], signal?: AbortSignal): Promise<Observed<ArgumentObservation>>;
}
