import { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import { ScriptState } from '../domain/batch.ts';
import { caveatOf, counted } from '../domain/words.ts';
import { Column, columnsOf, usualColumns } from '../exports/columns.ts';
import type { ToFill } from '../exports/export-worker.ts';
import type { Filled } from '../exports/fill.ts';
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
const Heading = z.string().trim().min(1).max(300).optional();
/** How the columns of a worksheet of Moodle are headed, where its language is not known. */
const HEADINGS = { identifier: Heading, grade: Heading, maximum: Heading, modified: Heading, name: Heading, comments: Heading };
/** A worksheet of another system to be filled. */
export const FillInput = z.discriminatedUnion('system', [
  z.strictObject({
    system: z.literal('moodle'),
    replaceComments: z.boolean().default(false),
    headings: z.strictObject(HEADINGS).optional(),
    states: States.optional(),
  }),
  z.strictObject({ system: z.literal('canvas'), assignment: z.string().trim().min(1).max(300), states: States.optional() }),
]);

/** `name`: of the file, for whoever saves it; plain ASCII. `type`: its media type. */
export type ExportedFile = { bytes: Uint8Array | string; name: string; type: string; scripts: number; leftOut: LeftOut[] };

/** What may reach a student or another system unless other states are asked for: what a teacher has read. */
const READ: ScriptState[] = ['reviewed', 'released'];
const TYPES: Record<z.infer<typeof ExportForm>, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'sheets-html': 'application/zip',
  'sheets-docx': 'application/zip',
};

/**
 * The marks of a class as a table of all its scripts, or its feedback sheets in a zip: one for each script that a teacher has read, unless
 * other states are asked for, and none with stale feedback. What is left out is named in the zip.
 * @throws Problem `not-found`, `invalid-field` or `conflict`
 */
export async function exportClass(actor: Actor, id: string, input: unknown, deps: BatchDeps): Promise<ExportedFile> {
  const { form, columns, states } = parse(ExportInput, input);
  const isTable = form === 'csv' || form === 'xlsx';
  const which = { states: states ?? (isTable ? undefined : READ), fresh: !isTable, whole: !isTable };
  return deps.exporter.inTurn(async () => {
    const { batch, rubrics, parts, count, leftOut, allRead, check } = await classScripts(actor, id, which, deps);
    const what = isTable ? { form, columns } : { form, worth: caveatOf(check, allRead), note: noteOn(leftOut) };
    const bytes = await deps.exporter.write({ parts, rubrics, what });
    const name = fileStem(batch.title);
    return { bytes, name: isTable ? `${name}.${form}` : `${name}-feedback.zip`, type: TYPES[form], scripts: count, leftOut };
  });
}

/**
 * Fills the worksheet that a teacher downloaded from Moodle or exported from Canvas, with what a teacher has read unless other states are asked
 * for. Its own report says which rows and scripts found no partner.
 * @throws Problem `not-found`, `invalid-field`, `not-utf8` or `conflict`
 */
export async function fillWorksheet(
  actor: Actor,
  id: string,
  worksheet: Uint8Array,
  input: unknown,
  deps: BatchDeps,
): Promise<Filled & Told> {
  const { states = READ, ...settings } = parse(FillInput, input);
  return deps.exporter.inTurn(async () => {
    const { rubrics, parts, count, leftOut, allRead, check } = await classScripts(actor, id, { states, fresh: true, whole: false }, deps);
    const what = { ...settings, worksheet, ...(settings.system === 'moodle' && { worth: caveatOf(check, allRead) }) } as ToFill;
    return { ...(await deps.exporter.fill({ parts, rubrics, what })), scripts: count, leftOut };
  });
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
