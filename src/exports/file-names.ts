import { plainText } from './plain-text.ts';

/** Longest name without its ending, in UTF-8 bytes: with the ending and a number it stays under what file systems take. */
const MOST_BYTES = 120;
const RESERVED = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?:\.|$)/iu;

/**
 * A name for each identifier, in their order, that every system takes: one part, no reserved name, no two that differ only in case or
 * in how an accent is written. `ending` begins with its dot.
 */
export function fileNames(identifiers: string[], ending: string): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return identifiers.map((identifier) => {
    const base = safeBase(identifier);
    for (let n = numbers.get(keyOf(base)) ?? 1; ; n += 1) {
      const name = n === 1 ? base : `${base} (${n})`;
      if (taken.has(keyOf(name))) continue;
      taken.add(keyOf(name));
      numbers.set(keyOf(base), n + 1);
      return `${name}${ending}`;
    }
  });
}

const keyOf = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase();

function safeBase(identifier: string): string {
  const kept = plainText(identifier.normalize('NFC'))
    .replaceAll(/[^\p{L}\p{M}\p{N}._@+() -]+/gu, '-')
    .replaceAll(/ +/gu, ' ');
  const base = edged(cut(kept));
  return !base || RESERVED.test(base) ? `script ${base}`.trim() : base;
}

/** Without what hides a file at the front, looks like an option there, or is dropped by a system at the end. */
const edged = (name: string) => name.replace(/^[\s.-]+/u, '').replace(/[\s.]+$/u, '');

function cut(name: string): string {
  let [kept, bytes] = ['', 0];
  for (const character of name) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
}
