import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { isRead, ScriptState } from '../domain/batch.ts';
import { caveatOf, counted } from '../domain/words.ts';
import { fillCanvas } from '../exports/canvas.ts';
import { Column, columnsOf, usualColumns } from '../exports/columns.ts';
import { csvOf } from '../exports/csv.ts';
import type { Filled } from '../exports/fill.ts';
import { fillMoodle } from '../exports/moodle.ts';
import { sheetsZip } from '../exports/sheets-zip.ts';
import { xlsxOf } from '../exports/xlsx.ts';
import { type BatchDeps, batchFor } from './batch-deps.ts';
import { type ClassScripts, classScripts, type LeftOut } from './class-scripts.ts';
import { parse } from './parse.ts';

export const ExportForm = z.enum(['csv', 'xlsx', 'sheets-html', 'sheets-docx']);
const States = z.array(ScriptState).min(1);

/** What a teacher takes away: which form, columns of a table (the usual ones when left out), and the scripts of which states. */
export const ExportInput = z.strictObject({
  form: ExportForm,
  columns: z.array(Column).min(1).max(60).optional(),
  states: States.optional(),
});
/** A worksheet of another system to be filled. */
export const FillInput = z.discriminatedUnion('system', [
  z.strictObject({ system: z.literal('moodle'), replaceComments: z.boolean().default(false), states: States.optional() }),
  z.strictObject({ system: z.literal('canvas'), assignment: z.string().trim().min(1).max(300), states: States.optional() }),
]);

/** `name`: of the file, for whoever saves it; plain ASCII. `type`: its media type. */
export type ExportedFile = { bytes: Uint8Array | string; name: string; type: string; scripts: number; leftOut: LeftOut[] };

/** What may reach a student or another system unless other states are asked for: what a teacher has read. */
const READ: ScriptState[] = ['reviewed', 'released'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The marks of a class as a table of all its scripts, or its feedback sheets in a zip: one for each script that a teacher has read, unless
 * other states are asked for, and none with stale feedback. What is left out is named in the zip.
 * @throws Problem `not-found`, `invalid-field` or `conflict`
 */
export async function exportClass(actor: Actor, id: string, input: unknown, deps: BatchDeps): Promise<ExportedFile> {
  const { form, columns, states } = parse(ExportInput, input);
  const isTable = form === 'csv' || form === 'xlsx';
  const found = classScripts(actor, id, { states: states ?? (isTable ? undefined : READ), fresh: !isTable }, deps);
  const { scripts, rubric, leftOut, batch } = found;
  const name = fileStem(batch.title);
  const told = { scripts: scripts.length, leftOut };
  if (form === 'csv') return { bytes: csvOf(scripts, rubric, columns), name: `${name}.csv`, type: 'text/csv; charset=utf-8', ...told };
  if (form === 'xlsx') return { bytes: await xlsxOf(scripts, rubric, columns), name: `${name}.xlsx`, type: XLSX, ...told };
  const sheets = await sheetsZip(scripts, rubric, {
    form: form === 'sheets-html' ? 'html' : 'docx',
    worth: caveatOf(
      found.check,
      scripts.every(({ state }) => isRead(state)),
    ),
    note: noteOn(leftOut),
  });
  return { bytes: sheets.zip, name: `${name}-feedback.zip`, type: 'application/zip', ...told };
}

/**
 * Fills the worksheet that a teacher downloaded from Moodle or exported from Canvas, with what a teacher has read unless other states are asked
 * for. Its own report says which rows and scripts found no partner.
 * @throws Problem `not-found`, `invalid-field`, `not-utf8` or `conflict`
 */
export function fillWorksheet(actor: Actor, id: string, worksheet: Uint8Array, input: unknown, deps: BatchDeps): Filled & Told {
  const settings = parse(FillInput, input);
  const found = classScripts(actor, id, { states: settings.states ?? READ, fresh: true }, deps);
  const { scripts, rubric, leftOut } = found;
  const filled =
    settings.system === 'canvas'
      ? fillCanvas(worksheet, scripts, settings.assignment)
      : fillMoodle(worksheet, scripts, {
          rubric,
          worth: caveatOf(
            found.check,
            scripts.every(({ state }) => isRead(state)),
          ),
          replaceComments: settings.replaceComments,
        });
  return { ...filled, scripts: scripts.length, leftOut };
}
type Told = Pick<ClassScripts, 'leftOut'> & { scripts: number };

/** Every column that the tables of this batch can have, and those they have when none are chosen. */
export function listColumns(actor: Actor, id: string, deps: BatchDeps): { columns: (Column & { means: string })[]; usual: Column[] } {
  const { batch } = batchFor(actor, id, deps);
  const rubric = deps.store.rubric(batch.rubricId, batch.rubricVersion);
  if (!rubric) throw new Error('the rubric version of a batch is missing');
  return { columns: columnsOf(rubric), usual: usualColumns(rubric) };
}

const WHY: Record<LeftOut['why'], string> = {
  'not-yet': 'not read by a teacher yet',
  stale: 'some of its feedback was written for another level',
  unseen: 'to be marked by you before you see the mark',
};
const noteOn = (leftOut: LeftOut[]): string | undefined =>
  leftOut.length
    ? `${counted(leftOut.length, 'script')} of this class ${leftOut.length === 1 ? 'is' : 'are'} not here:\r\n${leftOut
        .map(({ identifier, why }) => `${identifier.replaceAll(/\p{C}/gu, ' ')}: ${WHY[why]}\r\n`)
        .join('')}`
    : undefined;

const fileStem = (title: string): string =>
  title
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60) || 'class';
