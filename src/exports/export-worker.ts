import { type FieldProblem, Problem, type ProblemCode } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { fillCanvas } from './canvas.ts';
import type { Column } from './columns.ts';
import { csvOf } from './csv.ts';
import type { Filled } from './fill.ts';
import { fillMoodle } from './moodle.ts';
import type { Headings } from './moodle-headings.ts';
import { rubricOf } from './rubric-of.ts';
import { sheetsZip } from './sheets-zip.ts';
import { xlsxOf } from './xlsx.ts';

/**
 * What is made of a class. `parts`: its scripts as JSON, some in each, since text crosses to a thread far faster than what it stands for.
 * `rubrics`: the versions that they were marked against, that of the class first.
 */
export type Task<What> = { parts: string[]; rubrics: Rubric[]; what: What };
/** A table (the usual columns when none are given), or feedback sheets in a zip. */
export type ToWrite = ToWriteTable | ToWriteSheets;
type ToWriteTable = { form: 'csv' | 'xlsx'; columns: Column[] | undefined };
type ToWriteSheets = { form: 'sheets-html' | 'sheets-docx'; worth: string; note: string | undefined };
/** A worksheet of another system to be filled. */
export type ToFill = { worksheet: Uint8Array } & (
  | { system: 'moodle'; worth: string; replaceComments: boolean; headings?: Headings }
  | { system: 'canvas'; assignment: string }
);
/** An error of a class of its own does not cross from a thread as what it is. */
export type Answer<T> = { made: T } | { refusal: { code: ProblemCode; detail: string; fields: FieldProblem[] } };

/** Makes a file of a class. For the thread that is kept for this: see exports-thread.ts. */
export const write = (task: Task<ToWrite>): Promise<Answer<Uint8Array | string>> =>
  answer(async () => {
    const { rubrics, what } = task;
    const scripts = scriptsOf(task);
    if ('worth' in what) {
      const form = what.form === 'sheets-html' ? 'html' : 'docx';
      return (await sheetsZip(scripts, rubrics, { ...what, form })).zip;
    }
    const rubric = rubricOf(null, rubrics);
    return what.form === 'csv' ? csvOf(scripts, rubric, what.columns) : xlsxOf(scripts, rubric, what.columns);
  });

/** Fills the worksheet of another system with the marks of a class. */
export const fill = (task: Task<ToFill>): Promise<Answer<Filled>> =>
  answer(async () => {
    const { rubrics, what } = task;
    const scripts = scriptsOf(task);
    if (what.system === 'canvas') return fillCanvas(what.worksheet, scripts, what.assignment);
    return fillMoodle(what.worksheet, scripts, { rubrics, ...what });
  });

const scriptsOf = ({ parts }: Task<unknown>): Script[] => parts.flatMap((part): Script[] => JSON.parse(part));

async function answer<T>(making: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { made: await making() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, detail, fields } = error;
    return { refusal: { code, detail, fields } };
  }
}
