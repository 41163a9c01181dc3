import type { ListedReason } from '../../domain/reasons.ts';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

/** `etag` names the list as it was read. */
export type ReasonsRead = { reasons: ListedReason[]; etag: string };

export const loadReasons = async (): Promise<ReasonsRead> => read(await asked(api.reasons.$get()));

/** Keeps a list, unless someone else has changed it since `etag`. @throws ApiProblem */
export async function keepReasons(reasons: ListedReason[], etag: string): Promise<ReasonsRead> {
  const headers = { ...bearer(), 'content-type': 'application/json', 'If-Match': etag };
  return read(await answered(fetch('/api/v1/reasons', { method: 'PUT', headers, body: JSON.stringify({ reasons }) })));
}

const read = async (reply: Pick<Response, 'json' | 'headers'>): Promise<ReasonsRead> => ({
  ...(await reply.json()),
  etag: reply.headers.get('etag') ?? '*',
});
