import type { InferResponseType } from 'hono/client';
import { answered, api, asked } from '../api.ts';
import { bearer } from '../key.ts';

/** A seed script with every marking of it, newest first. */
export type Seed = InferResponseType<typeof api.seeds.$get, 200>['items'][number];
/** What a form says of a seed script; empty where nothing is said. */
export type NewSeed = { title: string; rubricId: string; definitive: string; tolerance: string; text: string };

export const loadSeeds = async (): Promise<Seed[]> => (await (await asked(api.seeds.$get())).json()).items;

/** Registers a seed script from its text, or from a file that holds it. @throws ApiProblem */
export async function addSeed(seed: NewSeed, file: File | null): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(seed)) if (value.trim() && !(file && name === 'text')) form.append(name, value.trim());
  if (file) form.append('file', file, file.name);
  await answered(fetch('/api/v1/seeds', { method: 'POST', headers: bearer(), body: form }));
}

export const deleteSeed = async (id: string): Promise<void> => {
  await asked(api.seeds[':id'].$delete({ param: { id } }));
};
