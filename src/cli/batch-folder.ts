import { closeSync, lstatSync, opendirSync, openSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Problem } from '../domain/errors.ts';
import { isJunk, stemOf } from '../domain/file-names.ts';
import { MAX_ARCHIVE_BYTES, MAX_FILES } from '../intake/limits.ts';
import { type Refused, refused } from '../intake/outcome.ts';
import type { FileIn } from '../intake/read-files.ts';
import { oneLine } from './terminal-text.ts';

/** What a folder holds: files whose bytes are read only when they are asked for, and what no file can be read from. */
export type Folder = { files: FileIn[]; refused: { name: string; why: Refused }[] };

const LINK = refused('wrong-type', 'This is a link to another file, not a file. Put the file itself into the folder.');
const NO_FILE = refused('wrong-type', 'This is no file that can be read.');
const TOO_LARGE = refused('too-large', `This file is larger than ${MAX_ARCHIVE_BYTES / 2 ** 20} MB, as no essay is.`);
const NO_RIGHT = refused('damaged', 'This file may not be read. Look whether it is open elsewhere, or who may read it.');
/** Folders in folders deeper than this are no download of any school's system. */
const DEEPEST = 30;
/** The library of a class team names students by the folders in it, and only where its own name is known. */
const LIBRARY = /^(?:submitted|working) files$/iu;

/**
 * The files of a folder and of the folders in it, by name; hidden ones and what operating systems leave there are passed over, and so is
 * whatever is at one of the paths in `except`. No link is followed.
 * @throws Problem `too-large` for more files than a batch may hold, `bad-request` for a folder that cannot be read.
 */
export function readFolder(dir: string, except: ReadonlySet<string>): Folder {
  const own = basename(resolve(dir));
  const found: Folder = { files: [], refused: [] };
  for (const name of pathsIn(dir, '', except)) {
    if (found.files.length + found.refused.length >= MAX_FILES)
      throw new Problem('too-large', `This folder holds more than ${MAX_FILES.toLocaleString('en-GB')} files, which no batch may.`);
    const path = join(dir, name);
    const why = whyNot(path);
    const shown = LIBRARY.test(own) ? join(own, name) : name;
    if (why) found.refused.push({ name: shown, why });
    else found.files.push({ name: shown, ...bytesLater(path) });
  }
  const { compare } = new Intl.Collator('en-GB', { numeric: true });
  // without what its name ends in: "anna" comes before "anna copy", whatever kind either is
  found.files.sort((a, b) => compare(stemOf(a.name), stemOf(b.name)) || compare(a.name, b.name));
  return found;
}

/** The bytes of a file, read when they are asked for: a class is never in memory at once. None where it has gone or cannot be read any more. */
const bytesLater = (path: string) => ({
  get bytes(): Uint8Array {
    try {
      return readFileSync(path);
    } catch {
      return new Uint8Array();
    }
  },
});

function* pathsIn(dir: string, below: string, except: ReadonlySet<string>, depth = 0): Generator<string> {
  const open = opened(join(dir, below));
  try {
    for (let entry = open.readSync(); entry; entry = open.readSync()) {
      const name = join(below, entry.name);
      if (isJunk(entry.name) || except.has(resolve(dir, name))) continue;
      if (!entry.isDirectory()) yield name;
      else if (depth < DEEPEST) yield* pathsIn(dir, name, except, depth + 1);
    }
  } finally {
    open.closeSync();
  }
}

function opened(dir: string) {
  try {
    return opendirSync(dir);
  } catch (error) {
    throw new Problem('bad-request', `${oneLine(dir)}: this folder cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function whyNot(path: string): Refused | null {
  try {
    const about = lstatSync(path);
    if (about.isSymbolicLink()) return LINK;
    if (!about.isFile()) return NO_FILE;
    if (about.size > MAX_ARCHIVE_BYTES) return TOO_LARGE;
    closeSync(openSync(path, 'r'));
    return null;
  } catch {
    return NO_RIGHT;
  }
}
