import type { InferResponseType } from 'hono/client';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

export type Batch = InferResponseType<(typeof api.batches)[':id']['$get'], 200>;
export type Progress = Batch['progress'];
export type ItemPage = InferResponseType<(typeof api.batches)[':id']['items']['$get'], 200>;
export type Item = ItemPage['items'][number];
export type Sort = 'need' | 'mark' | 'order' | 'identifier';
export type RubricName = { id: string; title: string };
/** What a teacher says of a class that is sent in; empty where nothing is said. */
export type Settings = { title: string; rubricId: string; pattern: string; first: string; tokenCap: string; blindShare: string };

export const loadBatches = async (): Promise<Batch[]> => (await (await asked(api.batches.$get({ query: { limit: '50' } }))).json()).items;
export const loadBatch = async (id: string): Promise<Batch> => (await asked(api.batches[':id'].$get({ param: { id } }))).json();
export const deleteBatch = async (id: string): Promise<void> => {
  await asked(api.batches[':id'].$delete({ param: { id } }));
};
export const loadRubrics = async (): Promise<RubricName[]> => (await (await asked(api.rubrics.$get())).json()).items;

export async function loadItems(id: string, query: { sort: Sort; state?: string; outcome?: string; cursor?: number }): Promise<ItemPage> {
  const given = Object.entries({ limit: 50, ...query }).filter(([, value]) => value !== undefined && value !== '');
  return (
    await answered(
      fetch(`/api/v1/batches/${id}/items?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`, { headers: bearer() }),
    )
  ).json();
}

/** Sends files as a class: counted, and not begun. */
export async function sendClass(files: File[], settings: Settings): Promise<Batch> {
  const form = new FormData();
  for (const [name, value] of Object.entries(settings)) if (value.trim()) form.append(name, value.trim());
  for (const file of files) form.append('files', file, file.webkitRelativePath || file.name);
  return (await answered(fetch('/api/v1/batches', { method: 'POST', headers: bearer(), body: form }))).json();
}

export type Verb = 'start' | 'go-on' | 'pause' | 'resume' | 'cancel' | 'retry' | 'release';

/** Tells a batch what to do. */
export async function tell(id: string, verb: Verb, body: object = {}): Promise<unknown> {
  const headers = { ...bearer(), 'content-type': 'application/json' };
  return (await answered(fetch(`/api/v1/batches/${id}/${verb}`, { method: 'POST', headers, body: JSON.stringify(body) }))).json();
}

/** Fetches a file with the key and hands it to the browser to save. `how` fills a file of the teacher's own. Says how many scripts are not in it. */
export async function save(path: string, usualName: string, how: { worksheet?: File } = {}): Promise<{ leftOut: number }> {
  const post = how.worksheet && { method: 'POST', body: how.worksheet, headers: { ...bearer(), 'content-type': 'text/csv' } };
  const reply = await answered(fetch(`/api/v1/batches/${path}`, post ?? { headers: bearer() }));
  const url = URL.createObjectURL(await reply.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = /filename="([^"]+)"/u.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? usualName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { leftOut: Number(reply.headers.get('scripts-left-out') ?? 0) };
}
