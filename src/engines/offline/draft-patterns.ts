import type { ReadEssay } from '../../domain/essay.ts';
import type { Lexicon } from './lexicon.ts';
import { STOP } from './likeness.ts';
import { compilePattern, matchPattern } from './patterns.ts';
import { readSentences, type SentenceReading } from './reading.ts';
import type { Token } from './tokens.ts';

/** Most patterns of a drafted point, and most words that they are made from. */
const PATTERNS = 5;
const WORDS = 7;
/** In how many patterns of a point one word may stand. */
const TURNS = 3;

/**
 * Patterns for each line: two or three of its telling words that fit this line and no other.
 * `exact` are the lines with a date or number: theirs have three words, since whoever fits them with another date is called wrong.
 */
export function draftPatterns(lines: string[], exact: boolean[], lexicon: Lexicon, read: (text: string) => ReadEssay): string[][] {
  const readings = lines.map((line) => readSentences(read(line), lexicon, (token) => token));
  const words = readings.map((sentences) => tellingWords(sentences));
  const common = new Map<string, number>();
  for (const list of words) for (const word of new Set(list)) common.set(word, (common.get(word) ?? 0) + 1);
  return readings.map((sentences, n) => {
    const rarest = [...new Set(words[n])]
      .sort((a, b) => (common.get(a) ?? 0) - (common.get(b) ?? 0) || b.length - a.length)
      .slice(0, WORDS);
    const denial = denialOf(sentences);
    const fits = (pattern: string, among: SentenceReading[]) => {
      const compiled = compilePattern(pattern, lexicon);
      return among.some((reading) => {
        const match = matchPattern(compiled, reading);
        return match !== null && !match.negated;
      });
    };
    const others = readings.filter((_, other) => other !== n).flat();
    const said = (group: string[]) => [...group, ...denial].join(' ');
    const good = (group: string[]) => fits(said(group), sentences) && !fits(said(group), others);
    // two names alone say nothing of what happened
    const isName = (word: string) => Object.hasOwn(lexicon.terms, word);
    const bare = rarest.every(isName);
    const strong = (group: string[]) => group.reduce((sum, word) => sum + (isName(word) ? 2 : GENERAL.test(word) ? -2 : 1), 0);
    const best = (size: number) =>
      spread(
        choose(rarest, size)
          .filter((group) => group.length === 1 || group.some((word) => !isName(word)) || bare)
          .filter(good)
          .sort((a, b) => strong(b) - strong(a)),
      ).map(said);
    return (
      (exact[n] && rarest.length > 2 ? [3] : [2, 3, 1])
        .map(best)
        .find((found) => found.length)
        ?.slice(0, PATTERNS) ?? []
    );
  });
}

/** Ids of the lexicon and other words that carry meaning, in the order of the line. */
export function tellingWords(sentences: SentenceReading[]): string[] {
  return sentences.flatMap(({ tokens, mentions, dates, numbers }) => {
    const inside = (token: Token) => [...dates, ...numbers].some(({ start, end }) => token.start < end && start < token.end);
    const named = mentions.filter(({ within }) => !within);
    return tokens.flatMap((token, i) => {
      const name = named.find(({ first }) => first === i);
      if (name) return [name.term];
      if (named.some(({ first, last }) => first <= i && i <= last) || inside(token)) return [];
      return STOP.has(token.word) || token.word.length < 3 || !/^\p{L}+$/u.test(token.word) ? [] : [token.word];
    });
  });
}

/** A pattern of what a line denies must hold the denial. */
function denialOf(sentences: SentenceReading[]): string[] {
  const words = sentences.flatMap(({ tokens, negators }) => negators.flatMap((i) => tokens[i]?.word ?? []));
  return words.length ? [[...new Set([...words, 'not', 'never', 'no', 'without'])].join('|')] : [];
}

/** Words that could be about anything. */
const GENERAL =
  /^(?:within|other|another|began|begin|called|told|made|make|took|take|gave|give|let|leave|left|got|said|came|went|used|became|set|put|try|tried|also|still|among|during|under|against|between|through|until|without|many|people|years?|months?|days?|time|times|first|second|last|new|good|bad|better|great|large|like)$/u;

/** Leaves out choices whose words have all had their turn, so that no one word stands in every pattern. */
function spread(groups: string[][]): string[][] {
  const used = new Map<string, number>();
  return groups.filter((group) => {
    if (group.length > 1 && group.some((word) => (used.get(word) ?? 0) >= TURNS)) return false;
    for (const word of group) used.set(word, (used.get(word) ?? 0) + 1);
    return true;
  });
}

/** Every choice of so many words, those with the first of them first. */
function choose(words: string[], size: number): string[][] {
  if (size === 0) return [[]];
  return words.flatMap((word, i) => choose(words.slice(i + 1), size - 1).map((rest) => [word, ...rest]));
}
