import type { Member } from '../domain/batch.ts';
import type { Headings } from './columns.ts';
import { peopleOf, type Row } from './table-people.ts';
import { wrongTable } from './table-rows.ts';

/** Most identifiers or rows that a sentence names. */
const NAMED = 5;

/**
 * Reads a class list, CSV or XLSX as its bytes tell: identifiers, names (in one column or two) and groups.
 * @throws Problem `invalid-field` (as `readTable`; a row without an identifier; an identifier that stands there twice) or `too-large`
 */
export async function readClassList(
  bytes: Uint8Array,
  given: Omit<Headings, 'essay'> & { sheet?: string | undefined } = {},
): Promise<Member[]> {
  const { rows } = await peopleOf(bytes, given, ['identifier']);
  const nameless = rows.filter(({ identifier }) => !identifier);
  if (nameless.length) throw wrongTable(`There is no identifier in ${listed(nameless.map(({ row }) => `row ${row}`))}.`, 'identifier');
  const twice = repeated(rows);
  if (twice.length) throw wrongTable(`Each identifier may stand there once, but these come again: ${listed(twice)}.`, 'identifier');
  return rows.map(({ identifier, name, group }) => ({ identifier, name, group: group || null }));
}

const listed = (parts: string[]): string =>
  parts.slice(0, NAMED).join(', ') + (parts.length > NAMED ? ` and ${parts.length - NAMED} more` : '');

function repeated(rows: Row[]): string[] {
  const seen = new Set<string>();
  const twice = rows.filter(({ identifier }) => seen.size === seen.add(identifier).size);
  return [...new Set(twice.map(({ identifier }) => identifier))];
}
