import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import { EngineFailure } from '../../domain/engine-failure.ts';
import { Problem } from '../../domain/errors.ts';
import type { Exchange } from '../../domain/submission.ts';

export type OpenaiOptions = {
  baseURL?: string;
  apiKey: string;
  model: string;
  timeoutMs: number;
  maxRetries: number;
  fetch?: typeof fetch;
};
export type Ask<T> = {
  purpose: Exchange['purpose'];
  schema: z.ZodType<T>;
  system: string;
  essay: string;
  signal?: AbortSignal | undefined;
};

/**
 * Sends schema-bound requests through the OpenAI SDK and keeps every exchange, failures too.
 * `ask` throws EngineFailure with a plain reason; nothing the model says is trusted before it fits the schema.
 */
export function openaiClient(options: OpenaiOptions) {
  const { model, timeoutMs, maxRetries, ...connection } = options;
  const sdk = new OpenAI({ ...connection, timeout: timeoutMs, maxRetries });
  return {
    async ask<T>({ purpose, schema, system, essay, signal }: Ask<T>): Promise<{ value: T; exchange: Exchange }> {
      const request = {
        model,
        messages: [
          { role: 'system' as const, content: system },
          { role: 'user' as const, content: essay },
        ],
        response_format: zodResponseFormat(schema, purpose),
      };
      const started = Date.now();
      const keep = (more: Partial<Exchange>): Exchange => ({
        purpose,
        request,
        reply: null,
        status: null,
        failure: null,
        askedModel: model,
        answeringModel: null,
        inputTokens: 0,
        cachedTokens: 0,
        outputTokens: 0,
        milliseconds: Date.now() - started,
        createdAt: new Date(started).toISOString(),
        ...more,
      });
      let exchange: Exchange | undefined;
      try {
        const reply = await sdk.chat.completions.create(request, signal ? { signal } : {});
        exchange = keep({
          reply,
          status: 200,
          answeringModel: reply.model,
          inputTokens: reply.usage?.prompt_tokens ?? 0,
          cachedTokens: reply.usage?.prompt_tokens_details?.cached_tokens ?? 0,
          outputTokens: reply.usage?.completion_tokens ?? 0,
        });
        return { value: readReply(reply, schema), exchange };
      } catch (error) {
        const reason = reasonOf(error);
        const status = error instanceof APIError ? (error.status ?? null) : null;
        throw new EngineFailure(reason, [{ ...(exchange ?? keep({ status })), failure: reason }]);
      }
    },
  };
}

class Unusable extends Error {}

export function readReply<T>(reply: OpenAI.ChatCompletion, schema: z.ZodType<T>): T {
  const [choice] = reply.choices;
  if (choice?.message.refusal) throw new Unusable('The model refused to answer.');
  if (choice?.finish_reason === 'length') throw new Unusable('The model’s answer was cut off before its end.');
  if (choice?.finish_reason === 'content_filter') throw new Unusable('The provider’s filter withheld the answer.');
  let json: unknown;
  try {
    json = JSON.parse(choice?.message.content ?? '');
  } catch {
    throw new Unusable('The model’s answer was not JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Unusable('The model’s answer did not fit the form that was asked for.');
  return parsed.data;
}

/** A sentence for the teacher. Never the provider's own words, which could hold the essay or a key. */
function reasonOf(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  if (error instanceof APIUserAbortError) return 'Marking was stopped before the model answered.';
  if (error instanceof APIConnectionTimeoutError) return 'The model did not answer in time.';
  const problem = causes(error).find((cause) => cause instanceof Problem);
  if (problem instanceof Problem) return problem.detail;
  if (error instanceof APIConnectionError) return 'The model’s endpoint could not be reached.';
  if (error instanceof APIError)
    return error.status === 401 || error.status === 403
      ? 'The model’s endpoint did not accept the key.'
      : `The model’s endpoint answered with status ${error.status ?? 'unknown'}.`;
  return 'The model’s answer could not be read.';
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one && chain.length < 5; one = (one as { cause?: unknown }).cause) chain.push(one);
  return chain;
}
