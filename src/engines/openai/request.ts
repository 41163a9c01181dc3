import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import type { Exchange } from '../../domain/submission.ts';

/** `essay` is the user message: data, never an instruction. */
export type Ask<T> = {
  purpose: Exchange['purpose'];
  schema: z.ZodType<T>;
  system: string;
  essay: string;
  signal?: AbortSignal | undefined;
};
export type Request = OpenAI.ChatCompletionCreateParamsNonStreaming;
/** How the form of the answer is asked for: bound to the schema by the endpoint, or told to the model in words. */
export type Form = 'json_schema' | 'json_object';

/** The request in one of the two forms. `more` are the messages of a second try. Equal for equal input to the letter: recordings rest on it. */
export function requestOf<T>(model: string, asked: Ask<T>, form: Form, more: Request['messages'] = []): Request {
  const { system, essay, schema, purpose } = asked;
  return {
    model,
    messages: [{ role: 'system', content: systemOf(system, schema, form) }, { role: 'user', content: essay }, ...more],
    response_format: form === 'json_schema' ? formatOf(schema, purpose) : { type: 'json_object' },
  };
}

/** Whether a system message is `system`, in either form. */
export const asksWith = (content: string | undefined, system: string, schema: z.ZodType): boolean =>
  content === system || content === systemOf(system, schema, 'json_object');

// The schema comes last, so that the constant part still stands first for the endpoint's cache.
const systemOf = (system: string, schema: z.ZodType, form: Form): string =>
  form === 'json_schema'
    ? system
    : `${system}\n\nAnswer with one JSON object and nothing else. It must fit this JSON schema:\n${JSON.stringify(formatOf(schema, 'answer').json_schema.schema)}`;

const formats = new WeakMap<z.ZodType, Map<string, ReturnType<typeof zodResponseFormat>>>();

/** A schema as an endpoint reads it, made once. */
function formatOf(schema: z.ZodType, name: string): ReturnType<typeof zodResponseFormat> {
  const made = formats.get(schema) ?? new Map();
  formats.set(schema, made);
  const format = made.get(name) ?? zodResponseFormat(schema, name);
  made.set(name, format);
  return format;
}
