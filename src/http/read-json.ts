import type { Context } from 'hono';
import { Problem, type ProblemCode } from '../domain/errors.ts';
import { readKeys } from '../domain/json-keys.ts';
import type { AppEnv } from './app-env.ts';
import { readBytes } from './read-body.ts';

/** Deepest nesting that is read: a rubric has a third of it. */
const DEEPEST = 32;

/**
 * The body as JSON of one content type, and nothing that JSON.parse would pass over: a key given twice is refused.
 * @throws Problem `wrong-content-type`, `not-utf8`, `not-json`, `bad-request` (too deep) or, with the pointers of the keys, `rubric-invalid` or the
 * code that is given
 */
export async function readJson(c: Context<AppEnv>, type: string, ifTwice: ProblemCode = 'rubric-invalid'): Promise<unknown> {
  const text = await readBytes(c, [type], `Send the body as ${type}.`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'The body says that it is JSON but cannot be read as JSON.');
  }
  const { twice, depth } = readKeys(text);
  if (depth > DEEPEST) throw new Problem('bad-request', `The body is nested more than ${DEEPEST} deep, which nothing here is.`);
  if (twice.length)
    throw new Problem(
      ifTwice,
      twice.length > 1 ? `${twice.length} ids or fields are given twice, the first: ${twice[0]}.` : `${twice[0]} is given twice.`,
      twice.map((field) => ({ field, detail: 'is given twice' })),
    );
  return body;
}
