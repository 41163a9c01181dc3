import { createHash } from 'node:crypto';

/** SHA-256 of the words of a text in their order: how they are set out in lines and spaces makes no other text. */
export const contentHash = (text: string): string =>
  createHash('sha256').update(text.normalize('NFC').replace(/\s+/gu, ' ').trim()).digest('hex');

/** Remembers texts by their content: the name under which the same text came before, else null, and from now on it came under `name`. */
export function firstNames(): (text: string, name: string) => string | null {
  const names = new Map<string, string>();
  return (text, name) => {
    const hash = contentHash(text);
    const first = names.get(hash);
    if (first === undefined) names.set(hash, name);
    return first ?? null;
  };
}
