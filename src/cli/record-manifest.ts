import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parse } from '../actions/parse.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import { rubricFrom } from './mark.ts';
import { draftWork, markWork, previewWork, type Work } from './record-work.ts';
import { rubricWith } from './rubric-draft.ts';

const essays = z.array(z.string()).min(1);

/** What the recordings of a folder are of. Paths are relative to the folder. `rubric`, `scheme`: the first one unless named. */
const Manifest = z.strictObject({
  model: z.string(),
  marks: z.array(z.strictObject({ essays, times: z.number().int().min(1).max(99).optional(), rubric: z.string().optional() })).optional(),
  previews: z.array(z.strictObject({ draft: z.string(), essays, rubric: z.string().optional() })).optional(),
  drafts: z.array(z.strictObject({ question: z.string(), notes: z.string(), scheme: z.string().optional() })).optional(),
});

/** The list in a folder of recordings. */
export const MANIFEST = 'manifest.yaml';

/**
 * The model that a folder's list names, and all that should be recorded there: markings first, a round after the other.
 * @throws Problem `bad-request` where there is no list or it is not YAML, `invalid-field` for a field that is wrong, `rubric-unknown`.
 */
export function readManifest(dir: string, rubricsDir: string): { model: string; works: Work[] } {
  const { model, marks = [], previews = [], drafts = [] } = listIn(join(dir, MANIFEST));
  const loaded = new Map<string | undefined, Rubric>();
  const rubric = (id?: string): Rubric => {
    const one = loaded.get(id) ?? rubricFrom(rubricsDir, id);
    loaded.set(id, one);
    return one;
  };
  const inside = (path: string) => resolve(dir, path);
  const markings = marks.flatMap((one) =>
    one.essays.flatMap((essay) => Array.from({ length: one.times ?? 1 }, (_, i) => markWork(inside(essay), i + 1, rubric(one.rubric)))),
  );
  return {
    model,
    works: [
      ...markings.sort((a, b) => a.round - b.round),
      ...previews.map((one) => previewWork(inside(one.draft), one.essays.map(inside), rubric(one.rubric))),
      ...drafts.map((one) => draftWork(one.question, inside(one.notes), rubricWith(rubricsDir, one.scheme).scheme.id)),
    ],
  };
}

function listIn(file: string): z.output<typeof Manifest> {
  if (!existsSync(file)) throw new Problem('bad-request', `${file}: there is no such file; it lists what should be recorded.`);
  let body: unknown;
  try {
    body = parseYaml(readFileSync(file, 'utf8'));
  } catch {
    throw new Problem('bad-request', `${file}: this is not YAML.`);
  }
  try {
    return parse(Manifest, body);
  } catch (error) {
    if (error instanceof Problem) throw new Problem(error.code, `${file}: ${error.detail}`, error.fields);
    throw error;
  }
}
