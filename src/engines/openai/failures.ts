import { APIConnectionTimeoutError, APIUserAbortError } from 'openai';
import { Problem } from '../../domain/errors.ts';
import type { Attempt } from './attempts.ts';

/** An answer that cannot be used; the message is a sentence for the teacher. `again`: what to tell the model when it may try once more. */
export class Unusable extends Error {
  readonly again: string | null;

  constructor(reason: string, again: string | null = null) {
    super(reason);
    this.again = again;
  }
}

/** No answer came; the message is a sentence for the teacher. `refusesForm`: the endpoint does not take the form that was asked for. */
export class NoAnswer extends Error {
  readonly refusesForm: boolean;

  constructor(reason: string, refusesForm: boolean) {
    super(reason);
    this.refusesForm = refusesForm;
  }
}

/** The connection closed before the answer was complete. */
export class BrokenOff extends Error {}

/** Why an attempt failed, for the teacher. Never the provider's own words, which could hold the essay or a key. */
export function reasonOfAttempt({ error, status, waits }: Attempt): string {
  if (error || status === null) return reasonOf(error);
  if (status === 401 || status === 403) return 'The model’s endpoint did not accept the key.';
  return `The model’s endpoint answered with status ${status}${waits ? ' and asks to wait longer than a minute' : ''}.`;
}

/** The same for what was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof APIUserAbortError) return 'Marking was stopped before the model answered.';
  if (error instanceof SyntaxError) return 'The model’s answer could not be read.';
  const chain = causes(error);
  const problem = chain.find((cause) => cause instanceof Problem);
  if (problem instanceof Problem) return problem.detail;
  if (chain.some((cause) => cause instanceof BrokenOff)) return 'The connection to the model’s endpoint broke off within its answer.';
  if (chain.some(isTimeout)) return 'The model did not answer in time.';
  return 'The model’s endpoint could not be reached.';
}

// An attempt that was not stopped by the caller is aborted by the SDK's clock only.
const isTimeout = (error: unknown) => error instanceof APIConnectionTimeoutError || /^Abort|Timeout/u.test((error as Error).name);

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one && chain.length < 5; one = (one as { cause?: unknown }).cause) chain.push(one);
  return chain;
}

/** Says how often it was tried, where that was more than once. */
export const triedTimes = (failure: string, times: number): string => (times > 1 ? `${failure} It was tried ${times} times.` : failure);
