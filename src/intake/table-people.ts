import { Problem } from '../domain/errors.ts';
import { cleaned } from '../domain/file-names.ts';
import { type Columns, columnsOf, type Headings, knownHeadings, type Role } from './columns.ts';
import { choice, chooseOf, type Sheet, sheetsOf, wrongTable } from './table-rows.ts';

/** One row of a table that holds anything, with the number that a spreadsheet gives it. */
export type Row = { row: number; essay: string; identifier: string; name: string; group: string };
export type People = { rows: Row[]; columns: Columns; note: string | null };

/** A title may stand above the headings, in so many rows. */
const TITLE_ROWS = 5;

/**
 * The rows of a table by what its columns hold. `sheet` names one sheet of a workbook; without it the only one that has the `needed` columns
 * is taken.
 * @throws Problem `invalid-field` or `too-large`
 */
export async function peopleOf(bytes: Uint8Array, given: Headings & { sheet?: string | undefined }, needed: Role[]): Promise<People> {
  const { sheet: wanted, ...headings } = given;
  const all = await sheetsOf(bytes, (row) => knownHeadings(row, headings));
  const sheets = wanted ? all.filter(({ sheet }) => sheet === wanted) : all;
  const names = named(all).map(inQuotes).join(', ');
  const [first] = sheets;
  if (!first)
    throw wanted && all.length
      ? chooseOf(`There is no such sheet; those that hold anything are ${names}.`, 'sheet', named(all))
      : wrongTable('The table is empty.');
  const able = sheets.filter((sheet) => fits(sheet, headings, needed));
  if (able.length > 1)
    throw chooseOf(
      `Several sheets hold such a table: ${named(able).map(inQuotes).join(', ')}. Say which with “sheet”.`,
      'sheet',
      named(able),
    );
  try {
    return read(able[0] ?? first, headings, needed);
  } catch (error) {
    throw sheets.length > 1 && error instanceof Problem ? ofOneSheet(error, first, sheets) : error;
  }
}

const named = (sheets: Sheet[]): string[] => sheets.map(({ sheet }) => sheet ?? '');
const inQuotes = (name: string): string => `“${cleaned(name)}”`;

/** A refusal of one sheet of several, any of which may be the one that was meant. */
const ofOneSheet = ({ code, detail, fields }: Problem, { sheet }: Sheet, all: Sheet[]): Problem =>
  new Problem(code, `The sheet ${inQuotes(sheet ?? '')}: ${detail}`, [
    ...fields,
    choice(`No sheet fits as it is. This is said of ${inQuotes(sheet ?? '')}.`, 'sheet', named(all)),
  ]);

function fits(sheet: Sheet, headings: Headings, needed: Role[]): boolean {
  try {
    read(sheet, headings, needed);
    return true;
  } catch {
    return false;
  }
}

function read({ rows, note }: Sheet, headings: Headings, needed: Role[]): People {
  const at = headingRow(rows, headings);
  const columns = columnsOf(rows[at] ?? [], headings, needed);
  const cell = (row: string[], role: Role) => (columns[role] === undefined ? '' : (row[columns[role]] ?? ''));
  const people = rows.slice(at + 1).map((row, n): Row => {
    const both = cleaned(`${cell(row, 'first')} ${cell(row, 'last')}`);
    return {
      row: at + n + 2,
      essay: cell(row, 'essay'),
      identifier: asText(cell(row, 'identifier')),
      name: cleaned(cell(row, 'name')) || both,
      group: asText(cell(row, 'group')),
    };
  });
  return { rows: people.filter(({ row: _, ...cells }) => Object.values(cells).some((text) => text.trim())), columns, note };
}

/** The row with most headings that are known, among the first few that hold anything; the first of them where none is known. */
function headingRow(rows: string[][], headings: Headings): number {
  const first = Math.max(
    0,
    rows.findIndex((row) => row.some((cell) => cell.trim())),
  );
  const known = rows.slice(first, first + TITLE_ROWS).map((row) => knownHeadings(row, headings));
  const most = Math.max(...known, 0);
  return first + (most ? known.indexOf(most) : 0);
}

/** An identifier as text: Excel's way of keeping zeros in CSV (="0042") undone, a number as digits rather than in powers of ten. */
function asText(cell: string): string {
  const text = cleaned(/^="(.*)"$/su.exec(cell.trim())?.[1] ?? cell);
  return /^\d(?:\.\d+)?E\+?\d{1,2}$/iu.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;
}
