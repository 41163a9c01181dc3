import type { z } from 'zod';
import { Unusable } from './failures.ts';

/** What is read of a completion. Endpoints differ in what they leave out, so nothing is taken for granted. */
type Completion = {
  model?: unknown;
  usage?: { prompt_tokens?: unknown; completion_tokens?: unknown; prompt_tokens_details?: { cached_tokens?: unknown } | null } | null;
  choices?: { finish_reason?: unknown; message?: { content?: unknown; refusal?: unknown } | null }[] | null;
};

const WHOLE = 'Answer again with the whole JSON object and nothing else.';
/** Problems told to the model: it needs to see what kind they are, not each of hundreds. */
const TOLD = 12;

/** The answer, once it fits the schema. @throws Unusable with a plain reason; where a second try may help, with what to tell the model. */
export function readReply<T>(reply: unknown, schema: z.ZodType<T>): T {
  if (!reply || typeof reply !== 'object') throw new Unusable('The endpoint’s answer is not that of a model: check its address.');
  const choice = (reply as Completion).choices?.[0];
  if (choice?.message?.refusal) throw new Unusable('The model refused to answer.');
  if (choice?.finish_reason === 'length') throw new Unusable('The model’s answer was cut off before its end.');
  if (choice?.finish_reason === 'content_filter') throw new Unusable('The provider’s filter withheld the answer.');
  const content = contentOf(reply);
  if (!content.trim()) throw new Unusable('The model’s answer was empty.', `Your answer was empty. ${WHOLE}`);
  const json = jsonIn(content);
  if (json === undefined) throw new Unusable('The model’s answer was not JSON.', `Your answer was not JSON. ${WHOLE}`);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const told = `Your answer did not fit the form:\n${listed(parsed.error.issues)}\n${WHOLE}`;
  throw new Unusable('The model’s answer did not fit the form that was asked for.', told);
}

/** The model's own words, empty where it said nothing. */
export function contentOf(reply: unknown): string {
  const content = (reply as Completion | null)?.choices?.[0]?.message?.content;
  return typeof content === 'string' ? content : '';
}

/** Who answered and what it took: null and 0 where the endpoint does not say. */
export function figuresOf(reply: unknown) {
  const { model, usage } = (reply ?? {}) as Completion;
  return {
    answeringModel: typeof model === 'string' && model ? model : null,
    inputTokens: count(usage?.prompt_tokens),
    cachedTokens: count(usage?.prompt_tokens_details?.cached_tokens),
    outputTokens: count(usage?.completion_tokens),
  };
}

/** The JSON of an answer: all of it, its one fenced block, or what stands between its outermost braces; undefined where none is JSON. */
export function jsonIn(content: string): unknown {
  const fenced = Array.from(content.matchAll(/```\w*\s([\s\S]*?)```/gu), ([, inner = '']) => inner);
  const braced = content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1);
  for (const text of [content, ...(fenced.length === 1 ? fenced : []), braced]) {
    try {
      return JSON.parse(text);
    } catch {}
  }
  return undefined;
}

const count = (value: unknown) => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);

const listed = (issues: z.core.$ZodIssue[]) =>
  [
    ...issues.slice(0, TOLD).map(({ path, message }) => `- ${path.join('.') || 'the whole'}: ${message}`),
    ...(issues.length > TOLD ? [`- and ${issues.length - TOLD} more like these`] : []),
  ].join('\n');
