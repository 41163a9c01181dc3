import type { InferResponseType } from 'hono/client';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

export type Assignment = InferResponseType<typeof api.assignments.$get, 200>['items'][number];
export type ClassNow = InferResponseType<(typeof api.assignments)[':id']['class']['$get'], 200>;
export type NewAssignment = { task: string; rubricId?: string; mode: Assignment['mode']; closes?: string };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const loadAssignments = async (): Promise<Assignment[]> => (await (await asked(api.assignments.$get())).json()).items;

export const createAssignment = async (json: NewAssignment): Promise<Assignment> => (await asked(api.assignments.$post({ json }))).json();

/** The assignment as its teacher reads it. */
export const loadAssignment = async (id: string): Promise<Assignment> =>
  (await asked(api.assignments[':id'].$get({ param: { id } }))).json() as Promise<Assignment>;

export const loadClass = async (id: string): Promise<ClassNow> =>
  (await asked(api.assignments[':id'].class.$get({ param: { id } }))).json();

export const deleteAssignment = async (id: string): Promise<void> => {
  await asked(api.assignments[':id'].$delete({ param: { id } }));
};

/** Puts a class list, CSV or XLSX, in the place of the one before. How many it names. @throws ApiProblem */
export async function sendClassList(id: string, list: File): Promise<number> {
  const type = /\.xlsx$/iu.test(list.name) ? XLSX : 'text/csv';
  const sent = fetch(`/api/v1/assignments/${id}/class-list`, { method: 'PUT', body: list, headers: { ...bearer(), 'content-type': type } });
  const { members } = (await (await answered(sent)).json()) as { members: unknown[] };
  return members.length;
}
