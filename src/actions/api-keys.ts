import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Actor, system } from '../domain/actor.ts';
import type { ApiKey } from '../store/store.ts';
import { type ActionDeps, auditOf } from './audit.ts';

export type { ApiKey } from '../store/store.ts';

/** Keys are long and random, so one round of SHA-256 is enough to keep them by. Hex. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Makes the first API key and keeps its hash. Returns the key, which can never be read again, or null when there is one already. */
export function makeFirstKey({ store, now }: Pick<ActionDeps, 'store' | 'now'>): string | null {
  if (store.keys().length > 0) return null;
  const key = `exk_${randomBytes(24).toString('base64url')}`;
  const name = 'first-key';
  store.addKey({ name, role: 'admin', hash: hashKey(key) }, auditOf(system, now(), 'make-key', name));
  return key;
}

/** Whose key this is, or null. Compares with every key, each in constant time, so that the time taken tells nothing. */
export function holderOf(key: string, keys: readonly ApiKey[]): Actor | null {
  const hash = Buffer.from(hashKey(key), 'hex');
  let holder: Actor | null = null;
  for (const one of keys) if (timingSafeEqual(hash, Buffer.from(one.hash, 'hex'))) holder = { role: one.role, name: one.name };
  return holder;
}
