import { isRefused, type Reading, type Refused, refused } from './outcome.ts';

const WINDOWS_NOTE = 'read as Windows-1252: check that accents and quotation marks are right';
const NOT_TEXT = refused('not-text', 'This file does not hold text. Open it, save it as .docx, .pdf or .txt and hand that in.');

/** Characters that text never holds; page breaks and a DOS end-of-file mark are forgiven. */
const CONTROLS = /[\p{Cc}--[\t\n\v\f\r\cZ]]/gv;

/** Text whatever its encoding: UTF-8 or UTF-16 with or without its mark, else Windows-1252. */
export function readText(bytes: Uint8Array): Reading | Refused {
  const read = decoded(bytes);
  if (isRefused(read)) return read;
  const controls = read.text.match(CONTROLS)?.length ?? 0;
  if (read.text.includes('\0') || controls > 2 + read.text.length / 200) return NOT_TEXT;
  return { ...read, text: tidied(read.text.replace(CONTROLS, '')) };
}

/** Whether the bytes are UTF-8 that holds nothing but text. */
export function isPlainText(bytes: Uint8Array): boolean {
  const text = as('utf-8', bytes);
  return text !== undefined && text.search(CONTROLS) === -1;
}

/** Lines end in one way, and nothing stands at the ends of the text. */
export const tidied = (text: string): string =>
  text
    .replace(/\r\n?|\u2028/gu, '\n')
    .replace(/\u2029/gu, '\n\n')
    .replace(/[\f\v\cZ]/gu, '\n')
    .replace(/^(?:[^\S\n]*\n)+/u, '')
    .trimEnd();

function decoded(bytes: Uint8Array): Reading | Refused {
  const wide = wideOf(bytes);
  if (wide) {
    const text = as(wide, bytes);
    return text === undefined ? NOT_TEXT : { text, note: `read as ${wide.toUpperCase()}` };
  }
  const text = as('utf-8', bytes);
  if (text !== undefined) return { text, note: null };
  return { text: new TextDecoder('windows-1252').decode(bytes), note: WINDOWS_NOTE };
}

/** Which UTF-16 it is: by its mark, or because one of two bytes is nothing nearly everywhere, as in no other text. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 4000);
  const zeros = [0, 0];
  for (let i = 0; i < start.length; i++) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = 0.35 * start.length;
  if (odd > many && even * 20 < odd) return 'utf-16le';
  if (even > many && odd * 20 < even) return 'utf-16be';
  return null;
}

function as(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
