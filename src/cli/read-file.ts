import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Problem } from '../domain/errors.ts';
import { demandEssay, MAX_WORDS } from '../domain/essay.ts';

/** An essay to mark. `name` is the file's name without folder and extension; `shown` is how the file was given. */
export type EssayFile = { name: string; shown: string; text: string };

/** Nothing that could be an essay of MAX_WORDS is longer, in bytes. */
const MOST_BYTES = MAX_WORDS * 200;

export const nameOf = (file: string): string => (file === '-' ? 'stdin' : basename(file, extname(file)));

/**
 * Reads one essay; `-` is standard input.
 * @throws Problem with a sentence that names the file: not there, a folder, not UTF-8, empty, not text, too long.
 */
export async function readEssayFile(file: string): Promise<EssayFile> {
  const shown = file === '-' ? 'standard input' : file;
  try {
    const bytes = file === '-' ? await bytesOfStdin() : bytesOf(file);
    const text = decoded(bytes);
    demandEssay(text);
    return { name: nameOf(file), shown, text };
  } catch (error) {
    if (error instanceof Problem) throw new Problem(error.code, `${shown}: ${error.detail}`);
    throw error;
  }
}

function bytesOf(file: string): Uint8Array {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem('bad-request', code === 'ENOENT' ? 'there is no such file.' : `the file cannot be read (${code}).`);
  }
  try {
    const about = fstatSync(handle);
    if (about.isDirectory()) throw new Problem('bad-request', 'this is a folder, not an essay.');
    if (about.size > MOST_BYTES) throw tooLarge();
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function bytesOfStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new Problem('essay-too-long', `the file is too large to be an essay; the limit is ${MAX_WORDS} words.`);

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('not-utf8', 'this is not UTF-8 text.');
  }
}
