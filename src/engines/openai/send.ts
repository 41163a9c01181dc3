import OpenAI, { APIUserAbortError } from 'openai';
import type { Exchange } from '../../domain/submission.ts';
import { type Attempt, watchedFetch } from './attempts.ts';
import { NoAnswer, reasonOf, reasonOfAttempt, triedTimes } from './failures.ts';
import type { Pace } from './pace.ts';
import { figuresOf } from './reply.ts';
import type { Request } from './request.ts';

export type OpenaiOptions = {
  baseURL?: string;
  apiKey: string;
  model: string;
  timeoutMs: number;
  maxRetries: number;
  fetch?: typeof fetch;
  /** Keeps all requests of a process within what the provider allows. */
  pace?: Pace;
  /** Stands in for sending, when a marking is made again from what was kept. */
  send?: Send;
};
type Sending = Pick<Exchange, 'purpose'> & { signal?: AbortSignal | undefined };
/** Gets the reply to a request and adds every attempt to `kept`; throws NoAnswer when the last one failed. */
export type Send = (request: Request, sending: Sending, kept: Exchange[]) => Promise<unknown>;

/** Sends a request through the OpenAI SDK, which tries again what may pass. */
export function sender({ model, timeoutMs, maxRetries, fetch: given = fetch, pace, ...connection }: OpenaiOptions): Send {
  const inner = pace ? pace.hearing(given) : given;
  const sdk = new OpenAI({ ...connection, timeout: timeoutMs, maxRetries });
  return async (request, { purpose, signal }, kept) => {
    const attempts: Attempt[] = [];
    const keep = (attempt: Attempt | undefined, more: Partial<Exchange>) =>
      kept.push({
        purpose,
        request,
        reply: null,
        status: attempt?.status ?? null,
        failure: null,
        askedModel: model,
        ...figuresOf(null),
        milliseconds: attempt?.milliseconds ?? 0,
        createdAt: new Date(attempt?.startedAt ?? Date.now()).toISOString(),
        ...more,
      });
    const keepAll = (more: Partial<Exchange>) => {
      for (const one of attempts.slice(0, -1)) keep(one, { failure: reasonOfAttempt(one) });
      keep(attempts.at(-1), more);
    };
    try {
      const client = sdk.withOptions({ fetch: watchedFetch(attempts, inner) });
      const ask = () => client.chat.completions.create(request, signal ? { signal } : {});
      const reply: unknown = await (pace ? pace.turn(ask, signal) : ask());
      keepAll({ reply, ...figuresOf(reply) });
      return reply;
    } catch (error) {
      const last = attempts.at(-1);
      const told = last && !(error instanceof APIUserAbortError || error instanceof SyntaxError);
      const failure = told ? reasonOfAttempt(last) : reasonOf(error);
      keepAll({ failure });
      throw new NoAnswer(triedTimes(failure, attempts.length), refusesForm(last));
    }
  };
}

/** Endpoints word it in many ways; one that is asked in vain in the other form has lost nothing. */
const refusesForm = (attempt: Attempt | undefined): boolean =>
  [400, 404, 422].includes(attempt?.status ?? 0) && /response_?format|schema|structured.?output/iu.test(attempt?.body ?? '');
