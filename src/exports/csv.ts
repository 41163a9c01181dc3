import Papa from 'papaparse';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Column, tableOf, usualColumns } from './columns.ts';
import { neutralised } from './plain-text.ts';

/**
 * The marks of a class as CSV: UTF-8 with a byte order mark, lines that end in CRLF, text in quotes (identifiers keep their zeros where the
 * reader honours that; some spreadsheets ask for the XLSX), numbers without, and nothing that a spreadsheet would run.
 * @throws Problem `invalid-field` for columns that cannot be made.
 */
export function csvOf(scripts: Script[], rubric: Rubric, columns: Column[] = usualColumns(rubric)): string {
  const rows = tableOf(scripts, rubric, columns).map((row) => row.map((cell) => (typeof cell === 'string' ? neutralised(cell) : cell)));
  return `\uFEFF${Papa.unparse(rows, { newline: '\r\n', quotes: (cell) => typeof cell === 'string' })}\r\n`;
}
