import type { MiddlewareHandler } from 'hono';
import { type ApiKey, holderOf } from '../actions/api-keys.ts';
import { student } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { AppEnv } from './app-env.ts';

/** Says who asks: the holder of the API key that was sent, a student where none was. A wrong key is refused, never taken for none. */
export function identify(keys: readonly ApiKey[]): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) c.set('actor', student);
    else {
      const key = /^Bearer +([\x21-\x7e]+) *$/iu.exec(header)?.[1];
      const holder = key && holderOf(key, keys);
      if (!holder) throw new Problem('key-required', 'The API key that was sent is not one of this service.');
      c.set('actor', holder);
    }
    await next();
  };
}

/** For routes that are not a student's own. */
export const requireKey: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.get('actor').role === 'student')
    throw new Problem('key-required', 'Send an API key with this request, as "Authorization: Bearer KEY".');
  await next();
};
