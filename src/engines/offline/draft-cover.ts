import type { ReadEssay } from '../../domain/essay.ts';
import { choose, denialOf, fitsAny, GENERAL, tellingWords } from './draft-patterns.ts';
import type { Lexicon } from './lexicon.ts';
import { readSentences, type SentenceReading } from './reading.ts';
import { keyOf } from './tokens.ts';

/** Most words that the patterns of one point are made from, and most patterns. */
const WORDS = 14;
const PATTERNS = 14;
/** How many patterns each text is fitted by, where there are so many: a student has half of its words. */
const DEPTH = 3;

type Text = { owner: string; text: string };

/**
 * Patterns for each owner of texts that say the same in other words: two or three words that its texts share, chosen so that together they fit as
 * many of them as can be, and none of another owner. Any one text has words by chance; what several have is what they are about.
 */
export function coverPatterns(texts: Text[], lexicon: Lexicon, read: (text: string) => ReadEssay): Map<string, string[]> {
  const readings = texts.map(({ text }) => readSentences(read(text), lexicon, (token) => token));
  const isName = (word: string) => Object.hasOwn(lexicon.terms, word);
  const fits = (pattern: string, sentences: SentenceReading[]) => fitsAny(pattern, sentences, lexicon);
  return new Map(
    [...new Set(texts.map(({ owner }) => owner))].map((owner): [string, string[]] => {
      const own = readings.filter((_, n) => texts[n]?.owner === owner);
      const others = readings.filter((_, n) => texts[n]?.owner !== owner).flat();
      const words = sharedWords(own.map(tellingWords), isName);
      const denial = [...new Set(own.flatMap((sentences) => denialOf(sentences)))].slice(0, 1);
      const groups = [2, 3].flatMap((size) => choose(words, size)).filter((group) => group.some((word) => !isName(word)));
      const candidates = groups
        .flatMap((group) => [group.join(' '), ...denial.map((words) => [...group, words].join(' '))])
        .map((pattern) => ({ pattern, covers: new Set(own.flatMap((sentences, n) => (fits(pattern, sentences) ? [n] : []))) }))
        .filter(({ pattern, covers }) => covers.size > 0 && !fits(pattern, others));
      return [owner, cover(candidates)];
    }),
  );
}

/** The words that most of the texts have, names among them from the first; a stem counts once, in the form that was met first. */
function sharedWords(texts: string[][], isName: (word: string) => boolean): string[] {
  const seen = new Map<string, { word: string; texts: number }>();
  for (const words of texts)
    for (const [key, word] of new Map(words.map((word) => [keyOf(word), word]))) {
      const earlier = seen.get(key);
      seen.set(key, { word: earlier?.word ?? word, texts: (earlier?.texts ?? 0) + 1 });
    }
  return [...seen.values()]
    .filter(({ word, texts: n }) => !GENERAL.test(word) && (n > 1 || isName(word)))
    .sort((a, b) => b.texts - a.texts)
    .slice(0, WORDS)
    .map(({ word }) => word);
}

/** Greedy set cover: the pattern that fits most of the texts that are not fitted often enough yet; of those that fit as many, the one of commoner words. */
function cover(candidates: { pattern: string; covers: Set<number> }[]): string[] {
  const chosen: string[] = [];
  const fitted = new Map<number, number>();
  while (chosen.length < PATTERNS) {
    const left = candidates.filter(({ pattern }) => !chosen.includes(pattern));
    const gain = (one: (typeof candidates)[number]) => [...one.covers].filter((n) => (fitted.get(n) ?? 0) < DEPTH).length;
    // candidates come with the commonest words first, and sorting keeps that order
    const [best] = left.toSorted((a, b) => gain(b) - gain(a));
    if (!best || gain(best) === 0) break;
    chosen.push(best.pattern);
    for (const n of best.covers) fitted.set(n, (fitted.get(n) ?? 0) + 1);
  }
  return chosen;
}
