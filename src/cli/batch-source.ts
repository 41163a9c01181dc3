import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Incoming } from '../domain/batch.ts';
import { Problem } from '../domain/errors.ts';
import { shownName } from '../domain/file-names.ts';
import { identifierOf } from '../domain/file-owner.ts';
import { kindOf } from '../intake/kind.ts';
import { MAX_ARCHIVE_BYTES } from '../intake/limits.ts';
import { readFiles } from '../intake/read-files.ts';
import { readTable, type TableOptions } from '../intake/read-table.ts';
import { readFolder } from './batch-folder.ts';
import { oneLine } from './terminal-text.ts';

/** `columns`: headings of a table that are said. `except`: absolute paths in a folder that are no essays. */
export type SourceOptions = { pattern: string | null; columns: TableOptions; except: ReadonlySet<string> };

/**
 * What a class handed in: a folder of files, an archive (or a single essay), or a table with one essay a row, as the bytes tell.
 * @throws Problem when there is nothing at `path`, or it cannot be read as a whole.
 */
export async function readSource(path: string, { pattern, columns, except }: SourceOptions): Promise<Incoming[]> {
  const about = aboutOf(path);
  const items = about.isDirectory() ? await ofFolder(path, pattern, except) : await ofFile(path, about, pattern, columns);
  if (!items.length) throw new Problem('bad-request', `${oneLine(path)}: there is no essay in it.`);
  return items;
}

async function ofFolder(path: string, pattern: string | null, except: ReadonlySet<string>): Promise<Incoming[]> {
  const { files, refused } = readFolder(path, except);
  const read = await readFiles(files, { pattern });
  return [
    ...read,
    ...refused.map(({ name, why }) => ({
      fileName: shownName(name),
      ...identifierOf(name, pattern),
      outcome: 'unreadable' as const,
      ...why,
    })),
  ];
}

async function ofFile(path: string, about: Stats, pattern: string | null, columns: TableOptions): Promise<Incoming[]> {
  if (!about.isFile()) throw new Problem('bad-request', `${oneLine(path)}: this is neither a folder nor a file.`);
  if (about.size > MAX_ARCHIVE_BYTES)
    throw new Problem('too-large', `${oneLine(path)}: this is larger than ${MAX_ARCHIVE_BYTES / 2 ** 20} MB. Mark it as several archives.`);
  const bytes = readFileSync(path);
  const name = basename(path);
  const isTable = ['.csv', '.tsv'].includes(extname(path).toLowerCase()) || (await kindOf(bytes, name)) === 'xlsx';
  if (!isTable) {
    if (Object.keys(columns).length)
      throw new Problem('bad-request', `${oneLine(path)}: this is no table, so it has no columns: leave --column out.`);
    return readFiles([{ name, bytes }], { pattern });
  }
  if (pattern)
    throw new Problem(
      'bad-request',
      `${oneLine(path)}: a table has its identifiers in a column, so no pattern can be used: leave --pattern out.`,
    );
  return readTable(bytes, { fileName: name, ...columns });
}

function aboutOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(
      'bad-request',
      `${oneLine(path)}: ${code === 'ENOENT' ? 'there is no such file or folder' : `it cannot be read (${code})`}.`,
    );
  }
}
