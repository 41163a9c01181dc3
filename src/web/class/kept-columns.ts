import type { TableColumn } from './export-api.ts';

const KEPT = 'examiner-columns';

/** The columns that were chosen on this machine before, those that this class can have; null where there are none. */
export function keptColumns(possible: TableColumn[]): TableColumn[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (!Array.isArray(kept)) return null;
    const known = kept.filter(isColumn).filter(({ key }) => possible.some((one) => one.key === key));
    return known.length ? known : null;
  } catch {
    return null;
  }
}

/** Keeps keys and headings, and nothing of any student; null forgets them. */
export function keepColumns(columns: TableColumn[] | null): void {
  try {
    if (columns) localStorage.setItem(KEPT, JSON.stringify(columns.map(({ key, heading }) => ({ key, heading }))));
    else localStorage.removeItem(KEPT);
  } catch {
    // a browser that keeps nothing: they are then chosen anew the next time
  }
}

const isColumn = (one: unknown): one is TableColumn =>
  typeof one === 'object' &&
  one !== null &&
  'key' in one &&
  'heading' in one &&
  [one.key, one.heading].every((part) => typeof part === 'string');
