import readXlsxFile from 'read-excel-file/node';
import { MAX_ROWS } from './limits.ts';
import { officeParts } from './office-parts.ts';
import { isRefused, type Refused, refused } from './outcome.ts';

/** A sheet of a workbook, every cell as text. */
export type SheetRows = { sheet: string; rows: string[][] };

/**
 * The sheets of a workbook that hold anything. A formula is what the spreadsheet last made of it; nothing is reckoned here. Numbers keep the
 * digits that the file holds.
 */
export async function readXlsx(bytes: Uint8Array): Promise<SheetRows[] | Refused> {
  const parts = await officeParts(bytes);
  if (isRefused(parts)) return parts;
  try {
    const sheets = await readXlsxFile(Buffer.from(parts), { parseNumber: (digits) => digits, trim: false });
    if (sheets.some(({ data }) => data.length > 2 * MAX_ROWS))
      return refused('too-large', `A sheet of this workbook has more than ${MAX_ROWS} rows.`);
    return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(textOf)) })).filter(({ rows }) => rows.length);
  } catch {
    return refused('damaged', 'This workbook is damaged or is none. Open it, save it anew as .xlsx and hand that in.');
  }
}

const textOf = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell);
};
