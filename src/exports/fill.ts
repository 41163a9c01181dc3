import type { Mark } from '../domain/assessment.ts';
import type { Script } from '../domain/script.ts';
import type { Matching } from './match-rows.ts';
import { fillOwnCsv, type OwnCsv, type OwnRow } from './own-csv.ts';

/** Why a row of the file was left as it is: nobody's script, whose it is is doubtful, no mark, or the other system holds the mark fast. */
export type RowLeft = 'no-script' | 'doubtful' | 'no-mark' | 'locked' | 'excused';

/**
 * A teacher's own file with marks in it, and what was left out. `matchedBy` is the heading of the column that told whose a row is; `line`
 * counts rows from 1, the heading too; `commentsKept` are the lines whose own comment was not replaced.
 */
export type Filled = {
  file: Uint8Array;
  matchedBy: string | null;
  filled: number;
  rowsLeft: { line: number; who: string; why: RowLeft }[];
  scriptsLeft: { identifier: string; why: 'no-row' | 'doubtful' | 'no-mark' }[];
  commentsKept: number[];
};

/** The cells to write in a row by their column, or why the row is left. */
export type Entry = Map<number, string> | 'locked' | 'excused';

/** Fills each matched row whose script has a mark; `entryOf` may throw to refuse the whole file. `who` is the column that names a row. */
export function fillRows(
  csv: OwnCsv,
  { by, pairs, rows, scripts }: Matching,
  who: number,
  entryOf: (row: OwnRow, script: Script, mark: Mark) => Entry,
): Omit<Filled, 'commentsKept'> {
  const changes = new Map<number, Map<number, string>>();
  const rowsLeft: { row: OwnRow; why: RowLeft }[] = [...rows];
  const scriptsLeft: Filled['scriptsLeft'] = scripts.map(({ script: { identifier }, why }) => ({ identifier, why }));
  for (const { row, script } of pairs) {
    const mark = script.assessment?.mark;
    const entry = mark ? entryOf(row, script, mark) : 'no-mark';
    if (typeof entry !== 'string') changes.set(row.line, entry);
    else {
      rowsLeft.push({ row, why: entry });
      if (entry === 'no-mark') scriptsLeft.push({ identifier: script.identifier, why: entry });
    }
  }
  return {
    file: fillOwnCsv(csv, changes),
    matchedBy: by,
    filled: changes.size,
    rowsLeft: rowsLeft.sort((a, b) => a.row.line - b.row.line).map(({ row, why }) => ({ line: row.line, who: row.cells[who] ?? '', why })),
    scriptsLeft,
  };
}

/** A number as another system writes it ("25.00", "25,00"); null where it is none. */
export function numberIn(cell: string): number | null {
  const text = cell.trim().replace(',', '.');
  return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : null;
}
