import { createHash, randomBytes } from 'node:crypto';
import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Engine } from '../engines/engine.ts';
import { markEssay } from '../mark-essay.ts';
import { loadRubrics } from '../rubric-files.ts';
import { progress } from './progress.ts';
import { type EssayFile, readEssayFile } from './read-file.ts';

export type Marker = { engine: Engine; rubric: Rubric };
export type Outcome = { essay: EssayFile; assessment: Assessment };

/**
 * The rubric with this id from the files, or the first where none is asked for. It has never been stored, so it counts as version 1.
 * @throws Problem `rubric-unknown`, `rubric-invalid`.
 */
export function rubricFrom(dir: string, id?: string): Rubric {
  const rubrics = loadRubrics(dir);
  const rubric = id ? rubrics.find((one) => one.id === id) : rubrics[0];
  if (!rubric)
    throw new Problem('rubric-unknown', `There is no rubric called "${id}"; there is ${rubrics.map((one) => one.id).join(', ')}.`);
  return { ...rubric, version: 1 };
}

/** Marks files one after the other, giving each outcome as it comes. A file that cannot be marked is told to `tell` and the next one follows. */
export async function* markFiles(files: string[], { engine, rubric }: Marker, tell: (sentence: string) => void): AsyncGenerator<Outcome> {
  for (const file of files) {
    try {
      const essay = await readEssayFile(file);
      const submissionId = `sub_${createHash('sha256').update(essay.text).digest('base64url').slice(0, 24)}`;
      const working = engine.model ? progress(`Marking ${essay.shown} with ${engine.model}…`) : null;
      const marked = markEssay({ submissionId, text: essay.text, rubric }, { engine, now, newId });
      // ended before the outcome is given out: whoever takes it may write to the same terminal
      const { assessment } = await marked.finally(() => working?.done());
      yield { essay, assessment };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      tell(error.detail);
    }
  }
}

export const now = () => new Date().toISOString();
export const newId = (prefix: string) => `${prefix}_${randomBytes(18).toString('base64url')}`;
