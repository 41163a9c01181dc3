import { stemmer } from 'stemmer';

/** A word or number of the essay. `key` is what is compared: lower case, stemmed. Offsets: UTF-16 into the essay. */
export type Token = { start: number; end: number; word: string; key: string; capital: boolean };

const WORD = /(?:\p{L}\.){2,}|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?%?|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu;

/** The words of a stretch of text. Hyphens part words; apostrophes do not. */
export function tokenise(text: string, offset = 0): Token[] {
  return Array.from(text.matchAll(WORD), (match) => {
    const word = plain(match[0]);
    return {
      start: offset + match.index,
      end: offset + match.index + match[0].length,
      word,
      key: keyOf(word),
      capital: /^\p{Lu}/u.test(match[0]),
    };
  });
}

/** Lower case, straight apostrophes, no accents, no stops: `N.A.T.O.` becomes `nato`. */
export function plain(word: string): string {
  const lower = word.toLowerCase();
  // most words need no more, and the rest is slow
  if (/^[a-z]+$/u.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replace(/(?<=\p{L})\./gu, '')
    .replace(/'s$/u, '');
}

const stems = new Map<string, string>();

/** The stem by which words are compared (Porter 1980, package `stemmer`). */
export function keyOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (/\d/u.test(word)) return word.replaceAll(',', '');
  const stem = stemmer(word);
  if (stems.size < 50_000) stems.set(word, stem);
  return stem;
}

const NEGATOR =
  /^(?:not|never|no|nobody|none|neither|nor|without|hardly|barely|cannot|.+n't|isnt|wasnt|didnt|wouldnt|couldnt|doesnt|wont|dont|werent|wernt|wuldnt|hadnt|hasnt|havent|cant|arent|shouldnt|aint)$/u;

/** A word that denies: "not", "never", "didn't". */
export const isNegator = (token: Token): boolean => NEGATOR.test(token.word);
