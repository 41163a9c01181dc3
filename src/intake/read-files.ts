import type { Incoming } from '../domain/batch.ts';
import { isJunk, shownName } from '../domain/file-names.ts';
import { identified } from '../domain/file-owner.ts';
import { compilePattern, type Pattern } from '../domain/name-pattern.ts';
import { type Allowance, filesOf } from './archive.ts';
import { type Judged, judge } from './judge-text.ts';
import { type Kind, kindOf } from './kind.ts';
import { MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_FILES, MAX_UNPACKED_BYTES } from './limits.ts';
import { isRefused, type Reading, type Refused, refused } from './outcome.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';

/** A file as it was sent in. `name` may hold folders; it is only ever shown as a cleaned base name. */
export type FileIn = { name: string; bytes: Uint8Array };

type Item = { path: string; judged: Judged };
type Batch = { items: Item[]; files: number; judged: ReturnType<typeof judge>; allowance: Allowance };

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

/** Files as they are handed in, in memory or one after another as they come. */
export type FilesIn = Iterable<FileIn> | AsyncIterable<FileIn>;

/**
 * Reads what was handed in: every file, and every file in an archive in its place, gets its own outcome, and a bad one stops nothing. What
 * operating systems leave in folders is passed over. The next file is asked for when one has been read, and no file is kept, only its text.
 * `pattern` says how a file name is made (see `identifierOf`); a function is asked when all files have been read.
 * @throws Problem `invalid-field` where the pattern is none, or what asking for a file throws
 */
export async function readFiles(
  files: FilesIn,
  { pattern }: { pattern?: string | null | (() => string | null) } = {},
): Promise<Incoming[]> {
  const batch: Batch = {
    items: [],
    judged: judge(),
    allowance: { each: MAX_FILE_BYTES, left: MAX_UNPACKED_BYTES },
    files: 0,
  };
  const known = typeof pattern === 'function' ? undefined : compiled(pattern);
  for await (const { name, bytes } of files) if (!isJunk(name)) await addFile(batch, name, bytes);
  const owner = typeof pattern === 'function' ? compiled(pattern()) : (known ?? null);
  return batch.items.map((item) => incomingOf(item, owner));
}

const compiled = (pattern: string | null | undefined): Pattern | null => (pattern ? compilePattern(pattern) : null);

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
  const reading = ++batch.files > MAX_FILES ? TOO_MANY : await read();
  batch.items.push({ path, judged: batch.judged(reading, shownName(path)) });
}

/** What a file is, with whose it is by its name. */
function incomingOf({ path, judged }: Item, pattern: Pattern | null): Incoming {
  const { fits, ...whose } = identified(path, pattern);
  const guessed = judged.outcome === 'accepted' && !fits;
  const note = guessed && { note: [judged.note, UNFITTING].filter(Boolean).join('; ') };
  return { fileName: shownName(path), ...whose, ...judged, ...note };
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
