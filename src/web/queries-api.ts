import type { Query } from '../domain/query.ts';
import { answered, api, asked } from './api.ts';
import { bearer } from './key.ts';

export const loadQueries = async (id: string): Promise<Query[]> =>
  (await (await asked(api.submissions[':id'].queries.$get({ param: { id } }))).json()).items;

async function post(path: string, words: string): Promise<void> {
  const headers = { ...bearer(), 'content-type': 'application/json' };
  await answered(fetch(`/api/v1/submissions/${path}`, { method: 'POST', headers, body: JSON.stringify({ words }) }));
}

/** Asks for a second look at the mark of an essay. */
export const queryMark = (id: string, words: string): Promise<void> => post(`${id}/queries`, words);
export const answerQuery = (id: string, query: string, words: string): Promise<void> => post(`${id}/queries/${query}/answer`, words);
