import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';

const TYPES = ['application/json', 'text/plain', 'text/markdown'];

/**
 * Before a body is validated: its content type must be one that is taken, its bytes UTF-8 and, if it says so, JSON.
 * Bytes that are not UTF-8 would otherwise be replaced without a word.
 */
export const readableBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const text = await readBytes(c, TYPES, `Send the essay as ${TYPES.join(', ')}.`);
  if (typeOf(c)[0] === 'application/json') jsonOf(text);
  await next();
};

/**
 * The body as text, of one of these content types and in UTF-8. `otherwise` says what to send instead.
 * @throws Problem `wrong-content-type` or `not-utf8`
 */
export async function readBytes(c: Context<AppEnv>, types: string[], otherwise: string): Promise<string> {
  demandType(c, types, otherwise);
  return decode(await c.req.arrayBuffer());
}

/**
 * The same for a large body, which nothing else has read: decoded while it comes in, so that nobody waits for all of it to be decoded at once.
 * @throws Problem `wrong-content-type` or `not-utf8`
 */
export async function readLarge(c: Context<AppEnv>, types: string[], otherwise: string): Promise<string> {
  demandType(c, types, otherwise);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of c.req.raw.body ?? []) text += decoded(() => decoder.decode(chunk, { stream: true }));
  return text + decoded(() => decoder.decode());
}

function demandType(c: Context<AppEnv>, types: string[], otherwise: string): void {
  const [type, ...parameters] = typeOf(c);
  if (!type || !types.includes(type)) throw new Problem('wrong-content-type', otherwise);
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset && charset !== 'utf-8' && charset !== 'utf8')
    throw new Problem('wrong-content-type', 'Only UTF-8 is taken; convert the text and send it again.');
}

/** The content type that the request states, then its parameters; lower case. */
export const typeOf = (c: Context<AppEnv>) => (c.req.header('content-type') ?? '').split(';').map((part) => part.trim().toLowerCase());

const decode = (bytes: ArrayBuffer) => decoded(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));

function decoded(decoding: () => string): string {
  try {
    return decoding();
  } catch {
    throw new Problem('not-utf8', 'The body is not valid UTF-8. Save it as UTF-8 and send it again.');
  }
}

/** The value of a text that is JSON. @throws Problem `not-json` */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'The body says that it is JSON but cannot be read as JSON.');
  }
}

/**
 * The body as JSON; where there is none and `otherwise` is given, that.
 * @throws Problem `wrong-content-type`, `not-utf8` or `not-json`
 */
export async function readJsonBody(c: Context<AppEnv>, otherwise?: unknown): Promise<unknown> {
  if (otherwise !== undefined && (await c.req.arrayBuffer()).byteLength === 0) return otherwise;
  return jsonOf(await readBytes(c, ['application/json'], 'Send the body as application/json.'));
}
