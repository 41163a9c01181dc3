import { createHash, randomBytes } from 'node:crypto';
import type { Assessment } from '../domain/assessment.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import { refusalWords } from '../domain/spending-words.ts';
import type { Engine } from '../engines/engine.ts';
import { type MarkedEssay, markEssay } from '../mark-essay.ts';
import { loadRubrics } from '../rubric-files.ts';
import type { Allowance } from './allowance.ts';
import { progress } from './progress.ts';
import { type EssayFile, readEssayFile } from './read-file.ts';

/** `allowance`: where the engine asks a model that costs something. */
export type Marker = { engine: Engine; rubric: Rubric; allowance?: Allowance | undefined };
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

/**
 * Marks files one after the other, giving each outcome as it comes. A file that cannot be marked is told to `tell` and the next one follows.
 * What several essays are expected to take is told before the first; before one for which the allowance does not suffice it ends, and tells
 * what is left.
 */
export async function* markFiles(files: string[], marker: Marker, tell: (sentence: string) => void): AsyncGenerator<Outcome> {
  const { engine, allowance } = marker;
  const read = await readAll(files);
  const texts = read.flatMap((one) => (one instanceof Problem ? [] : [one.text]));
  if (allowance && texts.length > 1) tell(allowance.forecast(texts));
  for (const [i, essay] of read.entries()) {
    try {
      if (essay instanceof Problem) throw essay;
      const refusal = allowance?.refusal(essay.text);
      if (refusal) {
        const left = read.slice(i).flatMap((one) => (one instanceof Problem ? [] : [one.shown]));
        return tell(
          `Stopped before ${essay.shown}: ${refusalWords(refusal, allowance?.cap.prices ?? null)}. Not marked: ${left.join(', ')}.`,
        );
      }
      const working = engine.model ? progress(`Marking ${essay.shown} with ${engine.model}…`) : null;
      // ended before the outcome is given out: whoever takes it may write to the same terminal
      const { assessment, exchanges } = await markFile(essay, marker).finally(() => working?.done());
      allowance?.took(exchanges);
      yield { essay, assessment };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      tell(error.detail);
    }
  }
}

/** Every essay, or why it cannot be read, in order. */
async function readAll(files: string[]): Promise<(EssayFile | Problem)[]> {
  const read: (EssayFile | Problem)[] = [];
  for (const file of files)
    read.push(
      await readEssayFile(file).catch((error: unknown) => {
        if (error instanceof Problem) return error;
        throw error;
      }),
    );
  return read;
}

/** Marks one essay that was read from a file. @throws Problem when it cannot be read as an essay. */
export function markFile({ text }: EssayFile, { engine, rubric }: Marker): Promise<MarkedEssay> {
  const submissionId = `sub_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  return markEssay({ submissionId, text, rubric }, { engine, now, newId });
}

export const now = () => new Date().toISOString();
export const newId = (prefix: string) => `${prefix}_${randomBytes(18).toString('base64url')}`;
