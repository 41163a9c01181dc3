import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { faultOf } from '../actions/fault.ts';
import { Problem, type ProblemCode, problems } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';

const statuses = {
  'bad-request': 400,
  'not-json': 400,
  'not-utf8': 400,
  'wrong-content-type': 415,
  'invalid-field': 422,
  'too-large': 413,
  'essay-empty': 422,
  'essay-too-long': 422,
  'essay-unreadable': 422,
  'rubric-unknown': 422,
  'rubric-invalid': 422,
  'not-found': 404,
  'not-allowed': 403,
  'key-required': 401,
  conflict: 409,
  'precondition-required': 428,
  'precondition-failed': 412,
  'engine-unknown': 422,
  'engine-not-configured': 503,
  'engine-failed': 502,
  'spending-cap': 429,
  'recording-missing': 500,
  internal: 500,
} as const satisfies Record<ProblemCode, number>;

/** RFC 9457, with the code (the end of `type`), every field that is wrong and the request's id. */
export const ProblemDocument = z
  .object({
    type: z.string().describe('a stable address for this kind of problem, relative to the service'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    fields: z.array(
      z.object({
        field: z.string(),
        detail: z.string(),
        choices: z.array(z.string()).optional().describe('what may be given there, where what was sent in leaves a choice'),
      }),
    ),
    requestId: z.string(),
    current: z
      .object({ version: z.number().int(), hash: z.string(), etag: z.string() })
      .optional()
      .describe('with `precondition-failed`: the version that stands now'),
  })
  .openapi('Problem');

const meanings = {
  400: 'The body cannot be read',
  401: 'An API key is missing or wrong',
  403: 'The holder of the key does not have this right',
  404: 'There is nothing here',
  409: 'It cannot be done as things stand; `detail` says why',
  412: 'The version in If-Match is not the newest; `current` is',
  413: 'The body is too large',
  415: 'The content type is not taken',
  422: 'The essay or a field cannot be taken; `code` and `fields` say why',
  428: 'If-Match is missing',
  429: 'What the model may spend in a day is spent; Retry-After says when the next day begins',
  502: 'A model gave no answer that can be used; nothing is lost',
  503: 'What it needs is not set up',
};

/** The problem responses of a route, for its description. */
export function refusals<S extends keyof typeof meanings>(...codes: S[]) {
  const content = { 'application/problem+json': { schema: ProblemDocument } };
  type Refusal = { description: string; content: typeof content };
  return Object.fromEntries(codes.map((code) => [code, { description: meanings[code], content }])) as Record<S, Refusal>;
}

/** Answers with the problem that an error stands for; an unexpected one is logged without its message and told as `internal`. */
export function answerError(log: Logger) {
  return (error: unknown, c: Context<AppEnv>): Response => {
    const problem = error instanceof Problem ? error : fromHono(error);
    if (problem) return answer(c, problem);
    log.error({ requestId: c.get('requestId'), fault: faultOf(error) }, 'unexpected error');
    return answer(c, new Problem('internal', 'This is not your doing. Try again; if it happens again, report the request id.'));
  };
}

export const answerNotFound = (c: Context<AppEnv>): Response =>
  answer(c, new Problem('not-found', 'No route of this service answers to this method and address.'));

function answer(c: Context<AppEnv>, { code, detail, fields, current, retryAfter }: Problem): Response {
  const status = statuses[code];
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  c.header('Cache-Control', 'no-store');
  if (current) c.header('ETag', current.etag);
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  const document = {
    type: `/problems/${code}`,
    title: problems[code],
    status,
    detail,
    code,
    fields,
    requestId: c.get('requestId'),
    current,
  };
  return c.body(JSON.stringify(document), status, { 'Content-Type': 'application/problem+json' });
}

function fromHono(error: unknown): Problem | null {
  if (!(error instanceof HTTPException)) return null;
  if (error.status === 415) return new Problem('wrong-content-type', 'This route does not take this content type.');
  if (error.status < 500) return new Problem('bad-request', 'The request could not be read.');
  return null;
}
