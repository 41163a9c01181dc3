import Papa from 'papaparse';
import { Problem } from '../domain/errors.ts';

/** A row as it stands in the file, with its line end, and what its cells say. `line` counts rows from 1, the heading too. */
export type OwnRow = { line: number; raw: string; cells: string[] };

/** A teacher's own CSV, to be filled and given back: what is not filled stays as it is, to the byte. */
export type OwnCsv = { bom: string; delimiter: string; head: OwnRow; rows: OwnRow[] };

const BOM = '\uFEFF';

/**
 * Reads a CSV of another system: UTF-8, with or without a byte order mark, with whatever delimiter and line ends it has.
 * @throws Problem `not-utf8`, and `invalid-field` on `file` where it is empty or a quote is never closed.
 */
export function readOwnCsv(bytes: Uint8Array): OwnCsv {
  const whole = decoded(bytes);
  const bom = whole.startsWith(BOM) ? BOM : '';
  const text = whole.slice(bom.length);
  const rows: OwnRow[] = [];
  const delimiter = delimiterOf(text);
  let [at, broken] = [0, 0];
  Papa.parse<string[]>(text, {
    delimiter,
    fastMode: false,
    step: ({ data, errors, meta }) => {
      rows.push({ line: rows.length + 1, raw: text.slice(at, meta.cursor), cells: data });
      if (errors.some(({ type }) => type === 'Quotes')) broken ||= rows.length;
      at = meta.cursor;
    },
  });
  if (broken) throw unusable(`row ${broken}: a quotation mark is never closed, or closed twice`);
  const [head, ...body] = rows;
  if (!head?.raw.trim()) throw unusable('it is empty');
  return { bom, delimiter, head, rows: body };
}

/** The file again, with these cells changed: by row (as `line` counts) and by column from 0. */
export function fillOwnCsv({ bom, delimiter, head, rows }: OwnCsv, changes: Map<number, Map<number, string>>): Uint8Array {
  const filled = [head, ...rows].map((row) => {
    const change = changes.get(row.line);
    return change ? changed(row, change, delimiter) : row.raw;
  });
  return new TextEncoder().encode(bom + filled.join(''));
}

/** A refusal of the file that was sent in, or of what was said about it. */
export const unusable = (detail: string, field = 'file'): Problem =>
  new Problem('invalid-field', `The file cannot be filled: ${detail}.`, [{ field, detail }]);

/** The one that gives the heading most columns: what stands in the rows below has no say. */
function delimiterOf(text: string): string {
  const columns = (delimiter: string) => Papa.parse<string[]>(text, { delimiter, preview: 1 }).data[0]?.length ?? 0;
  return [';', '\t'].reduce((best, one) => (columns(one) > columns(best) ? one : best), ',');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('not-utf8', 'The file is not UTF-8. Download it again and send it as it came, or save it as "CSV UTF-8".');
  }
}

function changed(row: OwnRow, change: Map<number, string>, delimiter: string): string {
  const end = /[\r\n]*$/u.exec(row.raw)?.[0] ?? '';
  const own = spellings(row.raw.slice(0, row.raw.length - end.length), row.cells, delimiter);
  const cells = Array.from({ length: Math.max(row.cells.length, ...[...change.keys()].map((column) => column + 1)) }, (_, column) => {
    const value = change.get(column);
    return value === undefined ? (own?.[column] ?? spelt(row.cells[column] ?? '', delimiter)) : spelt(value, delimiter);
  });
  return cells.join(delimiter) + end;
}

const spelt = (cell: string, delimiter: string) => Papa.unparse([[cell]], { delimiter });

/** How each cell is written in its row, quotes and all; null where that cannot be told, so that the row is written anew. */
function spellings(raw: string, cells: string[], delimiter: string): string[] | null {
  let at = 0;
  const found = cells.map((cell) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`;
    const spelling = raw.startsWith(quoted, at) ? quoted : cell;
    const whole = raw.startsWith(spelling, at) && (raw.startsWith(delimiter, at + spelling.length) || at + spelling.length === raw.length);
    at += spelling.length + delimiter.length;
    return whole ? spelling : null;
  });
  return found.every((one) => one !== null) ? found : null;
}
