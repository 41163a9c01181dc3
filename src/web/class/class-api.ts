import type { InferResponseType } from 'hono/client';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';
import { pathOf } from './dropped-files.ts';
import { upload } from './upload.ts';

export type Batch = InferResponseType<(typeof api.batches)[':id']['$get'], 200>;
export type Progress = Batch['progress'];
export type ItemPage = InferResponseType<(typeof api.batches)[':id']['items']['$get'], 200>;
export type Item = ItemPage['items'][number];
export type Remarking = InferResponseType<(typeof api.batches)[':id']['remark']['$post'], 200>;
export type Sort = 'need' | 'mark' | 'order' | 'identifier';
type ItemQuery = { sort: Sort; state?: string; outcome?: string; cursor?: number; limit?: number };
export type RubricName = { id: string; title: string };
/** What a teacher says of a class that is sent in; empty where nothing is said. */
export type Settings = {
  title: string;
  rubricId: string;
  first: string;
  tokenCap: string;
  blindShare: string;
  seedShare: string;
  /** How file names are made, where files are sent. */
  pattern: string;
  /** Headings of the columns, where a table is sent, and the sheet of a workbook. */
  essay: string;
  identifier: string;
  name: string;
  group: string;
  sheet: string;
};

/** A page of batches, newest first; `next` goes into `after`, null on the last. */
export const loadBatches = async (after?: string): Promise<{ items: Batch[]; next: string | null }> =>
  (await asked(api.batches.$get({ query: { limit: '20', ...(after && { after }) } }))).json();
export const loadBatch = async (id: string): Promise<Batch> => (await asked(api.batches[':id'].$get({ param: { id } }))).json();
export const deleteBatch = async (id: string): Promise<void> => {
  await asked(api.batches[':id'].$delete({ param: { id } }));
};
export const loadRubrics = async (): Promise<RubricName[]> => (await (await asked(api.rubrics.$get())).json()).items;

export async function loadItems(id: string, query: ItemQuery): Promise<ItemPage> {
  const given = Object.entries({ limit: 50, ...query }).filter(([, value]) => value !== undefined && value !== '');
  return (
    await answered(
      fetch(`/api/v1/batches/${id}/items?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`, { headers: bearer() }),
    )
  ).json();
}

/** One item by its place; null where there is none. */
export async function loadItem(id: string, n: number): Promise<Item | null> {
  const { items } = await loadItems(id, { sort: 'order', limit: 1, ...(n > 1 && { cursor: n - 1 }) });
  return items.find((item) => item.n === n) ?? null;
}

/** Sends files as a class: counted, and not begun. `told` hears how much has gone, 0 to 1. */
export async function sendClass(files: File[], settings: Partial<Settings>, told: (share: number) => void): Promise<Batch> {
  const form = new FormData();
  for (const [name, value] of Object.entries(settings)) if (value.trim()) form.append(name, value.trim());
  for (const file of files) form.append('files', file, pathOf(file));
  return (await upload('/api/v1/batches', form, told)) as Batch;
}

/** Makes a batch of what came in for an assignment. */
export async function sendAssignment(assignmentId: string, title: string): Promise<Batch> {
  const headers = { ...bearer(), 'content-type': 'application/json' };
  const body = JSON.stringify({ assignmentId, title });
  return (await answered(fetch('/api/v1/batches', { method: 'POST', headers, body }))).json();
}

export type Verb = 'start' | 'go-on' | 'pause' | 'resume' | 'cancel' | 'retry' | 'release';

/** Tells a batch what to do. */
export async function tell(id: string, verb: Verb, body: object = {}): Promise<unknown> {
  const headers = { ...bearer(), 'content-type': 'application/json' };
  return (await answered(fetch(`/api/v1/batches/${id}/${verb}`, { method: 'POST', headers, body: JSON.stringify(body) }))).json();
}

/** Marks a class again, or tells what that would come to. */
export const remark = async (id: string, isTry: boolean): Promise<Remarking> =>
  (await asked(api.batches[':id'].remark.$post({ param: { id }, query: { try: isTry ? 'true' : 'false' } }))).json();
