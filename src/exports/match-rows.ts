import type { Script } from '../domain/script.ts';
import type { OwnRow } from './own-csv.ts';

/** A way to tell whose a row is: one of its columns, held against the identifier or the name of a script. */
export type Way = { heading: string; column: number; against: 'identifier' | 'name'; key: (cell: string) => string };

/** `doubtful`: several rows or scripts have this key, or the row's name is another than the script's. */
export type Matching = {
  by: string | null;
  pairs: { row: OwnRow; script: Script }[];
  rows: { row: OwnRow; why: 'no-script' | 'doubtful' }[];
  scripts: { script: Script; why: 'no-row' | 'doubtful' }[];
};

/** How an identifier or an address is compared: case and spaces do not count, zeros do. */
export const identifierKey = (cell: string): string =>
  cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, ' ');

/** How a name is compared: "Smith, Anna" is "Anna Smith". */
export const nameKey = (cell: string): string => wordsOf(cell).sort().join(' ');

const wordsOf = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * Finds the row of each script. One way serves the whole file, the one by which most scripts find their row (the first of equals), so that
 * a number which happens to be another student's in another column puts no mark on a wrong row. `names` is the column of names, if any.
 */
export function matchRows(rows: OwnRow[], scripts: Script[], ways: Way[], names: number | null): Matching {
  const [best] = ways.map((way) => matchBy(rows, scripts, way, names)).sort((a, b) => b.pairs.length - a.pairs.length);
  if (best?.pairs.length) return best;
  return {
    by: null,
    pairs: [],
    rows: rows.map((row) => ({ row, why: 'no-script' })),
    scripts: scripts.map((script) => ({ script, why: 'no-row' })),
  };
}

function matchBy(rows: OwnRow[], scripts: Script[], { heading, column, against, key: keyIn }: Way, names: number | null): Matching {
  const rowsBy = gathered(rows, (row) => keyIn(row.cells[column] ?? ''));
  const keyOf = (script: Script) => keyIn((against === 'name' ? script.name : script.identifier) ?? '');
  const scriptsBy = gathered(scripts, keyOf);
  const pairs: Matching['pairs'] = [];
  const doubtful = new Set<OwnRow | Script>();
  for (const [key, claimants] of scriptsBy) {
    const found = rowsBy.get(key) ?? [];
    const [row, script] = [found[0], claimants[0]];
    if (!row || !script) continue;
    const single = found.length === 1 && claimants.length === 1;
    if (single && (names === null || agree(script.name, row.cells[names] ?? ''))) pairs.push({ row, script });
    else for (const one of [...found, ...claimants]) doubtful.add(one);
  }
  const matched = new Set<OwnRow | Script>(pairs.flatMap(({ row, script }) => [row, script]));
  return {
    by: heading,
    pairs,
    rows: rows.filter((row) => !matched.has(row)).map((row) => ({ row, why: doubtful.has(row) ? 'doubtful' : 'no-script' })),
    scripts: scripts
      .filter((script) => !matched.has(script))
      .map((script) => ({ script, why: doubtful.has(script) ? 'doubtful' : 'no-row' })),
  };
}

/** Two names of one person share a word; where one is not known, nothing speaks against it. */
function agree(name: string | null, cell: string): boolean {
  const [one, other] = [new Set(wordsOf(name ?? '')), wordsOf(cell)];
  return !one.size || !other.length || other.some((word) => one.has(word));
}

function gathered<T>(list: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const by = Map.groupBy(list, keyOf);
  by.delete('');
  return by;
}
