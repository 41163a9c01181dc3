import type { InferResponseType } from 'hono/client';
import type { Change } from '../../domain/override.ts';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

export type Script = InferResponseType<(typeof api.submissions)[':id']['$get'], 200>;
export type Review = NonNullable<Script['review']>;
export type Outcome = InferResponseType<(typeof api.submissions)[':id']['overrides']['$post'], 200>;

export const loadScript = async (id: string): Promise<Script> =>
  (await asked(api.submissions[':id'].$get({ param: { id } }))).json() as Promise<Script>;

async function post<T>(path: string, body: object = {}, headers: Record<string, string> = {}, method = 'POST'): Promise<T> {
  const all = { ...bearer(), 'content-type': 'application/json', ...headers };
  return (
    await answered(fetch(`/api/v1/submissions/${path}`, { method, headers: all, ...(method === 'POST' && { body: JSON.stringify(body) }) }))
  ).json();
}

/** What a change would do; nothing is kept. */
export const tryChange = (id: string, change: Change): Promise<Outcome> => post(`${id}/overrides?try=true`, { change, reason: 'tried' });
/** Keeps a change, unless someone else has changed the script since `etag`. */
export const keepChange = (id: string, change: Change, reason: string, etag: string): Promise<Outcome> =>
  post(`${id}/overrides`, { change, reason }, { 'If-Match': etag });
export const undoChange = (id: string, override: string): Promise<Outcome> =>
  post(`${id}/overrides/${override}?reason=Undone`, {}, {}, 'DELETE');
export type Move = 'review' | 'release' | 'take-back';
export const move = (id: string, verb: Move): Promise<unknown> => post(`${id}/${verb}`);
export const accept = (id: string, assessment: string): Promise<unknown> => post(`${id}/accept/${assessment}`);
export const commitBlindMark = (id: string, awarded: number): Promise<unknown> => post(`${id}/blind-mark`, { awarded });
