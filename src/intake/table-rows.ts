import Papa from 'papaparse';
import { type FieldProblem, Problem } from '../domain/errors.ts';
import { kindOf } from './kind.ts';
import { MAX_FILE_BYTES, MAX_ROWS } from './limits.ts';
import { isRefused } from './outcome.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';

/** A table as text, row by row as a spreadsheet numbers them. `sheet` is null for CSV. */
export type Sheet = { sheet: string | null; rows: string[][]; note: string | null };

const DELIMITERS = [',', ';', '\t'];

/** Most choices that are told of a table, which may have thousands of columns or sheets. */
const MOST_CHOICES = 100;

/** What is wrong with a field where what was sent in leaves a choice: `choices` are what can be said in it. */
export const choice = (detail: string, field: string, choices: string[]): FieldProblem => ({
  ...{ field, detail },
  choices: choices.slice(0, MOST_CHOICES),
});

/** A refusal that leaves a choice. */
export const chooseOf = (detail: string, field: string, choices: string[]): Problem =>
  new Problem('invalid-field', detail, [choice(detail, field, choices)]);

export const wrongTable = (detail: string, field = 'file'): Problem => new Problem('invalid-field', detail, [{ field, detail }]);

/**
 * The sheets of a CSV file or workbook that hold anything; the bytes tell which of the two it is. `knows` says how many headings of a first
 * row are known, which is how the character is found that parts the cells.
 * @throws Problem `invalid-field` where it is no table or cannot be read, `too-large`
 */
export async function sheetsOf(bytes: Uint8Array, knows: (headings: string[]) => number): Promise<Sheet[]> {
  if (bytes.length > MAX_FILE_BYTES) throw new Problem('too-large', `A table is at most ${MAX_FILE_BYTES / 2 ** 20} MB large.`);
  const kind = await kindOf(bytes, '');
  const sheets = kind === 'xlsx' ? await workbook(bytes) : kind === 'text' ? [csv(bytes, knows)] : null;
  if (!sheets)
    throw wrongTable(isRefused(Object(kind)) ? detailOf(kind) : 'This is no table. Hand in a CSV file or an Excel workbook (.xlsx).');
  const long = sheets.find(({ rows }) => rows.length > MAX_ROWS + 1);
  if (long)
    throw new Problem('too-large', `The table has more than ${MAX_ROWS.toLocaleString('en-GB')} rows. Hand it in as several tables.`);
  return sheets;
}

const detailOf = (kind: unknown) => (kind as { detail: string }).detail;

async function workbook(bytes: Uint8Array): Promise<Sheet[]> {
  const sheets = await readApart('readXlsx', bytes);
  if (isRefused(sheets)) throw wrongTable(sheets.detail);
  return sheets.map((sheet) => ({ ...sheet, note: null }));
}

function csv(bytes: Uint8Array, knows: (headings: string[]) => number): Sheet {
  const read = readText(bytes);
  if (isRefused(read)) throw wrongTable('This file does not hold text. Hand in a CSV file or an Excel workbook (.xlsx).');
  // Excel may say in a line of its own what parts the cells
  const said = /^sep=(.)\n/iu.exec(read.text);
  const text = said ? read.text.slice(said[0].length) : read.text;
  const delimiter = said?.[1] ?? likeliest(text, knows);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const [error] = errors.filter(({ type }) => type === 'Quotes');
  if (error)
    throw wrongTable(
      `The quotation marks of row ${(error.row ?? 0) + 1} do not match, so nobody can tell where its cells end. Save the table anew.`,
    );
  return { sheet: null, rows: data.filter((row, n) => n > 0 || row.some((cell) => cell.trim())), note: read.note };
}

/** What parts the cells of the first row into most headings that are known, and else into cells at all. */
function likeliest(text: string, knows: (headings: string[]) => number): string {
  const tried = DELIMITERS.map((delimiter) => {
    const row = Papa.parse<string[]>(text.slice(0, 100_000), { delimiter, preview: 1 }).data[0] ?? [];
    return { delimiter, known: knows(row), cells: row.length };
  });
  return tried.toSorted((a, b) => b.known - a.known || Number(b.cells > 1) - Number(a.cells > 1))[0]?.delimiter ?? ',';
}
