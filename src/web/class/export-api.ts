import Papa from 'papaparse';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

/** A column of a table that is taken away: what stands in it, and its heading. */
export type TableColumn = { key: string; heading: string };
export type Possible = { columns: (TableColumn & { means: string })[]; usual: TableColumn[] };
/** The first rows of a table, each as its cells by the key of their column. */
export type FirstRows = Map<string, string>[];

const SHOWN = 3;

export const loadColumns = async (batch: string): Promise<Possible> =>
  (await asked(api.batches[':id'].columns.$get({ param: { id: batch } }))).json();

/** Where the table with these columns is fetched; the usual ones where none are given. */
export const tablePath = (batch: string, form: 'csv' | 'xlsx', columns: TableColumn[] | null): string =>
  `/api/v1/batches/${batch}/export?${new URLSearchParams([
    ['form', form],
    ...(columns ?? []).map(({ key, heading }) => ['column', `${key}:${heading}`]),
  ])}`;

/** The first rows as the CSV has them, with every column that there can be. @throws ApiProblem */
export async function loadFirstRows(batch: string, { columns }: Possible): Promise<FirstRows> {
  const byKey = columns.map(({ key }) => ({ key, heading: key }));
  const text = await (await answered(fetch(tablePath(batch, 'csv', byKey), { headers: bearer() }))).text();
  const { data } = Papa.parse<string[]>(text, { preview: SHOWN + 1 });
  return data.slice(1).map((cells) => new Map(columns.map(({ key }, i) => [key, cells[i] ?? ''])));
}
