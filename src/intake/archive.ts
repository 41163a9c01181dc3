import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { EXPANSION_FROM, MAX_ENTRIES, MAX_EXPANSION } from './limits.ts';
import { type Refused, refused } from './outcome.ts';

/** One file of an archive. `read` unpacks it into memory and stops as soon as it is larger than it may be. */
export type ArchiveFile = { path: string; read: () => Promise<Uint8Array | Refused> };

/** How much may be unpacked, in bytes: of one file, and of all that share the allowance. `left` goes down as files are unpacked. */
export type Allowance = { each: number; left: number };

const BROKEN = 'This archive is damaged: part of it is missing or wrong. Make it anew or download it again.';
export const DAMAGED_ARCHIVE = refused('damaged', BROKEN);

const isFolder = ({ fileNameRaw }: yauzl.Entry) => [0x2f, 0x5c].includes(fileNameRaw.at(-1) ?? 0);
const kindOfUnixFile = ({ externalFileAttributes }: yauzl.Entry) => (externalFileAttributes >>> 16) & 0o170000;
const SYMBOLIC_LINK = 0o120000;

/** The files of a zip archive in the order of its directory, none of them unpacked yet. Nothing is written anywhere. */
export async function filesOf(bytes: Uint8Array, allowance: Allowance): Promise<ArchiveFile[] | Refused> {
  const files: ArchiveFile[] = [];
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    });
    if (zip.entryCount > MAX_ENTRIES)
      return refused('too-many', `This archive lists ${zip.entryCount} files; the most is ${MAX_ENTRIES}. Hand it in as several archives.`);
    for await (const entry of zip.eachEntry()) {
      if (isFolder(entry)) continue;
      const path = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      const unsafe = whyUnsafe(entry, path);
      files.push({ path, read: async () => unsafe ?? unpack(zip, entry, allowance) });
    }
    return files;
  } catch {
    return DAMAGED_ARCHIVE;
  }
}

/** What an honest archive never holds. Sizes as the archive declares them; `unpack` counts what really comes. */
function whyUnsafe(entry: yauzl.Entry, path: string): Refused | null {
  if (entry.isEncrypted())
    return refused('encrypted', 'This file is locked by the password of its archive. Make the archive anew without a password.');
  if (kindOfUnixFile(entry) === SYMBOLIC_LINK)
    return refused('unsafe-archive', 'This is a link to another file, not a file. Put the file itself into the archive.');
  if (path.includes('\0') || yauzl.validateFileName(path) !== null)
    return refused('unsafe-archive', 'The path of this file leads out of its archive, so it was not read. Make the archive anew.');
  return whyTooMuch(entry.uncompressedSize, entry.compressedSize);
}

const whyTooMuch = (unpacked: number, packed: number): Refused | null =>
  unpacked > EXPANSION_FROM && unpacked > MAX_EXPANSION * packed
    ? refused(
        'unsafe-archive',
        `This file grows more than ${MAX_EXPANSION} times when it is unpacked, as no essay does, so it was not read.`,
      )
    : null;

async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, allowance: Allowance): Promise<Uint8Array | Refused> {
  const tooLarge = whyTooLarge(entry.uncompressedSize, allowance);
  if (tooLarge) return tooLarge;
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      allowance.left -= chunk.length;
      const stop = whyTooMuch(size, entry.compressedSize) ?? whyTooLarge(size, { ...allowance, left: allowance.left + size });
      if (stop) return stop;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return refused('damaged', 'This file is damaged inside its archive. Make the archive anew or hand the file in alone.');
  } finally {
    stream?.destroy();
  }
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 2 ** 20)} MB`;

function whyTooLarge(size: number, { each, left }: Allowance): Refused | null {
  if (size > each) return refused('too-large', `This file is larger than ${megabytes(each)} when it is unpacked.`);
  return size > left ? refused('too-large', 'The archive holds more than can be read at once. Hand it in as several archives.') : null;
}
