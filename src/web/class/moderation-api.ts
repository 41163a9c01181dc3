import type { InferResponseType } from 'hono/client';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

export type Moderation = InferResponseType<(typeof api.batches)[':id']['moderation']['$get'], 200>;
export type Moderated = Moderation['scripts'][number];

export const loadModeration = async (id: string): Promise<Moderation> =>
  (await asked(api.batches[':id'].moderation.$get({ param: { id } }))).json();

async function send<T>(method: string, path: string, body: object): Promise<T> {
  const headers = { ...bearer(), 'content-type': 'application/json' };
  return (await answered(fetch(`/api/v1/batches/${path}`, { method, headers, body: JSON.stringify(body) }))).json();
}

export const drawSample = (id: string, size: number | null): Promise<Moderation> =>
  send('POST', `${id}/moderation`, size === null ? {} : { size });
/** Agrees with a mark, or puts another in its place with a reason. */
export const settleScript = (id: string, script: string, awarded: number, reason?: string): Promise<Moderation> =>
  send('PUT', `${id}/moderation/${script}`, { awarded, ...(reason && { reason }) });
export const removeSample = async (id: string): Promise<void> => {
  await asked(api.batches[':id'].moderation.$delete({ param: { id } }));
};
