import dictionary from 'dictionary-en-gb';
import { distance } from 'fastest-levenshtein';
import nspell from 'nspell';
import { keyOf, type Token } from './tokens.ts';

let english: ReturnType<typeof nspell> | undefined;
/** A word of the dictionary as it stands, so that a name that is always written with a capital is none in lower case. */
export const isWord = (word: string): boolean => {
  english ??= nspell(dictionary);
  return english.correct(word);
};
const isEnglish = (word: string) => {
  english ??= nspell(dictionary);
  return english.correct(word) || english.correct(word[0]?.toUpperCase() + word.slice(1));
};

/** Looks for a suggestion in the whole dictionary at most so often, since one takes about ten milliseconds. */
const SUGGESTIONS = 60;
/** No word of any language is longer; what is costs the dictionary minutes. */
const LONGEST = 30;

/**
 * Mends spelling for comparison only; the essay itself is never changed.
 * A word that is neither English nor the topic's becomes the name nearest to it, then the topic's nearest word, or else the dictionary's first suggestion.
 */
export function buildSpeller(names: Set<string>, topicWords: Set<string>): () => (token: Token) => Token {
  const nameIndex = byInitial(names);
  const wordIndex = byInitial(topicWords);
  const [near, suggested] = [new Map<string, string | undefined>(), new Map<string, string | undefined>()];
  return () => {
    // counted whether or not another essay has asked already, so that an essay is read the same whatever came before it
    let left = SUGGESTIONS;
    return (token) => {
      const { word } = token;
      if (word.length < 4 || word.length > LONGEST || /[\d']/u.test(word) || topicWords.has(word)) return token;
      const own = kept(near, word, () => (isEnglish(word) ? word : (nearest(word, nameIndex) ?? nearest(word, wordIndex))));
      const guess = own === undefined && !token.capital && left-- > 0;
      const mended = guess ? kept(suggested, word, () => english?.suggest(word)[0]?.toLowerCase()) : own;
      return mended === undefined || mended === word ? token : { ...token, word: mended, key: keyOf(mended) };
    };
  };
}

function kept(map: Map<string, string | undefined>, word: string, make: () => string | undefined): string | undefined {
  if (map.has(word)) return map.get(word);
  const made = make();
  if (map.size < 20_000) map.set(word, made);
  return made;
}

function byInitial(words: Set<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const word of words) if (word.length >= 4) index.get(word.charAt(0))?.push(word) ?? index.set(word.charAt(0), [word]);
  return index;
}

function nearest(word: string, index: Map<string, string[]>): string | undefined {
  const candidates = index.get(word.charAt(0)) ?? [];
  const limit = word.length <= 5 ? 1 : word.length <= 10 ? 2 : 3;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const apart = distance(word, candidate);
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}
