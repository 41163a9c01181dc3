import type { Incoming } from '../domain/batch.ts';
import { isJunk, shownName } from '../domain/file-names.ts';
import { identified } from '../domain/file-owner.ts';
import { compilePattern, type Pattern } from '../domain/name-pattern.ts';
import { type Allowance, filesOf } from './archive.ts';
import { judge } from './judge-text.ts';
import { type Kind, kindOf } from './kind.ts';
import { MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_UNPACKED_BYTES } from './limits.ts';
import { isRefused, type Reading, type Refused, refused } from './outcome.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';

/** A file as it was sent in. `name` may hold folders; it is only ever shown as a cleaned base name. */
export type FileIn = { name: string; bytes: Uint8Array };

type Batch = { items: Incoming[]; files: number; pattern: Pattern | null; judged: ReturnType<typeof judge>; allowance: Allowance };

const NO_FILES = refused('empty', 'There is no file in this archive.');
const UNFITTING = 'its name is not of the form that was given, so the identifier is a guess';
const NESTED = refused(
  'nested-archive',
  'This is an archive inside an archive, which is not opened. Hand it in by itself, or the files in it.',
);
const TABLE = refused('wrong-type', 'This is a workbook. Hand it in as a table with one essay a row, or hand in the essays as files.');
const TOO_MANY = refused('too-many', `One batch holds at most ${MAX_FILES.toLocaleString('en-GB')} files. Hand this in as another batch.`);
const TOO_LARGE = refused(
  'too-large',
  `This file is larger than ${MAX_FILE_BYTES / 2 ** 20} MB. Leave out pictures, or save the words only as .txt.`,
);
const LARGE_ARCHIVE = refused(
  'too-large',
  `This archive is larger than ${MAX_ARCHIVE_BYTES / 2 ** 20} MB. Hand it in as several archives.`,
);

/**
 * Reads what was handed in: every file, and every file in an archive in its place, gets its own outcome, and a bad one stops nothing. What
 * operating systems leave in folders is passed over. `pattern` says how a file name is made (see `identifierOf`).
 * @throws Problem `invalid-field` where the pattern is none
 */
export async function readFiles(files: FileIn[], { pattern }: { pattern?: string | null } = {}): Promise<Incoming[]> {
  const batch: Batch = {
    items: [],
    pattern: pattern ? compilePattern(pattern) : null,
    judged: judge(),
    allowance: { each: MAX_FILE_BYTES, left: MAX_UNPACKED_BYTES },
    files: 0,
  };
  for (const { name, bytes } of files) if (!isJunk(name)) await addFile(batch, name, bytes);
  return batch.items;
}

async function addFile(batch: Batch, name: string, bytes: Uint8Array): Promise<void> {
  const kind = await lookedAt(name, bytes);
  if (kind === 'zip') await addArchive(batch, name, bytes);
  else await add(batch, name, async () => (typeof kind === 'string' ? await readAs(kind, bytes) : kind));
}

/** Adds the files of an archive, one unpacked at a time; an archive that cannot be opened, or holds none, is itself an item. */
async function addArchive(batch: Batch, archive: string, bytes: Uint8Array): Promise<void> {
  const listed = await filesOf(bytes, batch.allowance);
  const files = isRefused(listed) ? [] : listed.filter(({ path }) => !isJunk(path));
  const whole = isRefused(listed) ? listed : files.length ? null : NO_FILES;
  if (whole || batch.files + files.length > MAX_FILES) return add(batch, archive, async () => whole ?? TOO_MANY);
  for (const { path, read } of files)
    await add(batch, path, async () => {
      const unpacked = await read();
      if (isRefused(unpacked)) return unpacked;
      const kind = await lookedAt(path, unpacked);
      if (kind === 'zip') return NESTED;
      return typeof kind === 'string' ? readAs(kind, unpacked) : kind;
    });
}

/** Adds one item; beyond the most that a batch holds nothing is read any more. */
async function add(batch: Batch, path: string, read: () => Promise<Reading | Refused>): Promise<void> {
  // one of a thousand short files must not keep everyone else waiting
  await new Promise(setImmediate);
  const fileName = shownName(path);
  const reading = ++batch.files > MAX_FILES ? TOO_MANY : await read();
  const { fits, ...whose } = identified(path, batch.pattern);
  const judged = batch.judged(reading, fileName);
  if (judged.outcome === 'accepted' && !fits) judged.note = [judged.note, UNFITTING].filter(Boolean).join('; ');
  batch.items.push({ fileName, ...whose, ...judged });
}

async function lookedAt(name: string, bytes: Uint8Array): Promise<Kind | Refused> {
  if (bytes.length > MAX_ARCHIVE_BYTES) return LARGE_ARCHIVE;
  const kind = await kindOf(bytes, name);
  return kind !== 'zip' && bytes.length > MAX_FILE_BYTES ? TOO_LARGE : kind;
}

async function readAs(kind: Exclude<Kind, 'zip'>, bytes: Uint8Array): Promise<Reading | Refused> {
  if (kind === 'xlsx') return TABLE;
  if (kind === 'text') return readText(bytes);
  return readApart(kind === 'pdf' ? 'readPdf' : 'readDocx', bytes);
}
