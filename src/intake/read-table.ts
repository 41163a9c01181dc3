import type { Incoming } from '../domain/batch.ts';
import { shownName } from '../domain/file-names.ts';
import { turns } from '../turns.ts';
import type { Headings } from './columns.ts';
import { judge } from './judge-text.ts';
import { refused } from './outcome.ts';
import { tidied } from './read-text.ts';
import { peopleOf } from './table-people.ts';

/** `fileName` is how the rows are shown; headings that are not given are found by the usual ones. */
export type TableOptions = Headings & { fileName?: string | undefined; sheet?: string | undefined };

/**
 * Reads a table with one essay a row, CSV or XLSX as its bytes tell. Cells are text; no formula is reckoned. A row without an identifier
 * goes by its name, or else by its number.
 * @throws Problem `invalid-field` (no table; no column for the essay; two that both look right; a heading or sheet that is not there) or
 * `too-large`
 */
export async function readTable(bytes: Uint8Array, { fileName = 'table', ...given }: TableOptions = {}): Promise<Incoming[]> {
  const { rows, note } = await peopleOf(bytes, given, ['essay']);
  const judged = judge();
  const shown = shownName(fileName);
  const turn = turns();
  const items: Incoming[] = [];
  for (const { row, essay, identifier, name, group } of rows) {
    const item = `${shown}, row ${row}`;
    const text = tidied(essay);
    const reading = text ? { text, note } : refused('missing-essay', `Row ${row} has no essay.`);
    items.push({
      fileName: item,
      identifier: identifier || name || `row ${row}`,
      name: name || null,
      group: group || null,
      ...judged(reading, item),
    });
    await turn();
  }
  return items;
}
