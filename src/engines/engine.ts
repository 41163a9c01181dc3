import type { ArgumentObservation, Flag } from '../domain/argument.ts';
import type { Claim, ClaimObservation } from '../domain/claim.ts';
import type { ReadEssay } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Exchange } from '../domain/submission.ts';

export type EngineId = 'offline' | 'openai';

/** What one step of an engine saw, with the exchanges it took (none offline). */
export type Observed<T> = { value: T; exchanges: Exchange[]; flags: Flag[] };

/** What an engine said when it marked an essay before, and the rubric that it was asked about. */
export type Earlier = { rubric: Rubric; exchanges: Exchange[] };

/** The calls of a model for one essay: those that are paid for already, and who is told of those to come. */
export type Calls = {
  /** The exchanges of requests that were answered, for this essay, before. */
  finished: Exchange[];
  /** Is told the exchanges of a request that was sent, every attempt at it, as soon as it is over, whether it was answered or not. */
  sent: (exchanges: Exchange[]) => void;
};

/**
 * Reads an essay and returns observations, never a mark. Two steps: the claims, then what the paragraphs do with them.
 * A step that cannot be trusted throws EngineFailure; nothing is ever guessed.
 */
export interface Engine {
  readonly id: EngineId;
  readonly version: string;
  readonly model: string | null;
  /** An engine without a network that is asked too, so that a person sees where the two clash; it decides nothing. */
  readonly second?: Engine;
  checkClaims(essay: ReadEssay, rubric: Rubric, signal?: AbortSignal): Promise<Observed<ClaimObservation[]>>;
  readArgument(essay: ReadEssay, rubric: Rubric, ledger: Claim[], signal?: AbortSignal): Promise<Observed<ArgumentObservation>>;
  /** How many requests an essay takes against `rubric` when it was marked against `before` already (null: it never was). */
  asks(rubric: Rubric, before: Rubric | null): number;
  /**
   * This engine for one essay of which it has spoken: what it said of what has not changed since is used again, so that no more is asked than
   * `asks` counts. Its steps throw EngineFailure where what was said cannot be used.
   */
  again(earlier: Earlier): Engine;
  /**
   * This engine for one essay whose marking may have been broken off: a request that is, in all of it, one that was answered is not sent again.
   * Its exchanges are among those of the step as if it had been, and `sent` is not told of them.
   */
  keeping(calls: Calls): Engine;
}
