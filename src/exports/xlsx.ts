import writeXlsxFile, { type Cell as XlsxCell } from 'write-excel-file/node';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Cell, type Column, tableOf, usualColumns } from './columns.ts';
import { neutralised } from './plain-text.ts';

/** What a cell of a workbook may hold, in characters. */
const MOST = 32_767;
const WIDEST = 60;

/**
 * The marks of a class as a workbook of three sheets: the table, one row for each correction, one row for each next step. Words and
 * identifiers are text cells, marks are numbers, no cell is a formula.
 * @throws Problem `invalid-field` for columns that cannot be made.
 */
export async function xlsxOf(scripts: Script[], rubric: Rubric, columns: Column[] = usualColumns(rubric)): Promise<Uint8Array> {
  const sheets = [
    sheetOf('Marks', tableOf(scripts, rubric, columns)),
    sheetOf('Corrections', correctionRows(scripts)),
    sheetOf('Targets', targetRows(scripts, rubric)),
  ];
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

const correctionRows = (scripts: Script[]): Cell[][] => [
  ['Identifier', 'Name', 'Sentence', 'Correction'],
  ...scripts.flatMap(({ identifier, name, assessment }) =>
    (assessment?.feedback.corrections ?? []).map(({ quote, correction }) => [identifier, name, quote, correction]),
  ),
];

const targetRows = (scripts: Script[], rubric: Rubric): Cell[][] => [
  ['Target', 'Title', 'Identifier', 'Name', 'Place', 'Sentence', 'Advice'],
  ...scripts
    .flatMap(({ identifier, name, assessment }) =>
      (assessment?.feedback.nextSteps ?? []).map(({ target, quote, advice }, i) => ({
        target,
        row: [target, rubric.scheme.targets[target]?.title ?? target, identifier, name, i + 1, quote, advice],
      })),
    )
    .sort((a, b) => a.target.localeCompare(b.target, 'en'))
    .map(({ row }) => row),
];

const sheetOf = (sheet: string, rows: Cell[][]) => ({
  sheet,
  data: rows.map((row, i) => row.map((cell) => xlsxCell(cell, i === 0))),
  columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows.map((row) => row[column] ?? null)) })),
  stickyRowsCount: 1,
});

function xlsxCell(cell: Cell, heading: boolean): XlsxCell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' };
  const value = literal(neutralised(cell)).slice(0, MOST).toWellFormed();
  return { value, type: String, format: '@', alignVertical: 'top', wrap: true, ...(heading && { fontWeight: 'bold' as const }) };
}

/**
 * Text that stands in a workbook as it is. Readers take `_x003D_` for the character of that number, so the underscore that begins such a run
 * is written as one; write-excel-file 4 looks its strings up in an object, so what every object has ("valueOf") would make a broken file.
 */
function literal(text: string): string {
  if (text in Object.prototype) return `'${text}`;
  return text.replaceAll(/_(?=x[\da-f]{4}_)/giu, '_x005F_');
}

/** Wide enough for what stands in a column, to a limit. */
const widthOf = (cells: Cell[]): number =>
  cells.reduce<number>((width, cell) => Math.min(WIDEST, Math.max(width, String(cell ?? '').length + 2)), 8);
