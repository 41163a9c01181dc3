import type { MiddlewareHandler } from 'hono';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';

const TYPES = ['application/json', 'text/plain', 'text/markdown'];

/**
 * Before a body is validated: its content type must be one that is taken, its bytes UTF-8 and, if it says so, JSON.
 * Bytes that are not UTF-8 would otherwise be replaced without a word.
 */
export const readableBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const [type, ...parameters] = (c.req.header('content-type') ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (!type || !TYPES.includes(type)) throw new Problem('wrong-content-type', `Send the essay as ${TYPES.join(', ')}.`);
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset && charset !== 'utf-8' && charset !== 'utf8')
    throw new Problem('wrong-content-type', 'Only UTF-8 is taken; convert the text and send it again.');
  const text = decode(await c.req.arrayBuffer());
  if (type === 'application/json') demandJson(text);
  await next();
};

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('not-utf8', 'The body is not valid UTF-8. Save the essay as UTF-8 and send it again.');
  }
}

function demandJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'The body says that it is JSON but cannot be read as JSON.');
  }
}
