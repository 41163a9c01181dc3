import type { ReadEssay } from '../../domain/essay.ts';
import { compilePattern } from './compile-pattern.ts';
import type { Lexicon } from './lexicon.ts';
import { STOP } from './likeness.ts';
import { matchPattern } from './patterns.ts';
import { readSentences, type SentenceReading } from './reading.ts';
import { isNegator, keyOf, type Token } from './tokens.ts';

/** Most patterns of a drafted point, and most words that they are made from. */
const PATTERNS = 5;
const WORDS = 7;
/** In how many patterns of a point one word may stand. */
const TURNS = 3;

/**
 * A text to find again. No pattern of it fits a text of another `owner`. `exact`: it holds a date or number, so its patterns have three words,
 * since whoever fits them with another date is called wrong. `gainsays`: it is wrong itself, and this is the owner of the right texts: its words
 * must stand in its order, and one of them be in no right text at all.
 */
export type PatternLine = { text: string; owner: string; exact: boolean; gainsays?: string };

/** Does a pattern fit any of these sentences, with nothing in them that denies it? */
export function fitsAny(pattern: string, among: SentenceReading[], lexicon: Lexicon): boolean {
  const compiled = compilePattern(pattern, lexicon);
  return among.some((reading) => matchPattern(compiled, reading)?.negated === false);
}

/** Patterns for each line that is wanted: two or three of its telling words that fit this line and none of another owner. */
export function draftPatterns(
  lines: PatternLine[],
  lexicon: Lexicon,
  read: (text: string) => ReadEssay,
  wanted: (line: PatternLine) => boolean = () => true,
): string[][] {
  const readings = lines.map(({ text }) => readSentences(read(text), lexicon, (token) => token));
  const words = readings.map((sentences) => tellingWords(sentences));
  const common = new Map<string, number>();
  for (const list of words) for (const word of new Set(list)) common.set(word, (common.get(word) ?? 0) + 1);
  const fits = (pattern: string, among: SentenceReading[]) => fitsAny(pattern, among, lexicon);
  const keysOf = (test: (line: PatternLine) => boolean) => lines.map((line, n) => new Set(test(line) ? words[n]?.map(keyOf) : []));
  const rightKeys = keysOf((line) => line.gainsays === undefined);
  // two names alone say nothing of what happened
  const isName = (word: string) => Object.hasOwn(lexicon.terms, word);
  const strength = (group: string[]) => group.reduce((sum, word) => sum + (isName(word) ? 2 : GENERAL.test(word) ? -2 : 1), 0);

  return lines.map((line, n) => {
    if (!wanted(line)) return [];
    const { owner, exact, gainsays } = line;
    const own = readings[n] ?? [];
    const others = readings.filter((_, other) => lines[other]?.owner !== owner).flat();
    const inOrder = [...new Set(words[n])];
    const ownKeys = keysOf((line) => line.owner === owner);
    const news = gainsays === undefined ? null : newWords(inOrder, ownKeys, rightKeys);
    // a mistake is told by what is new in it, and is about this point only where it also has words of the right texts
    const isNews = (group: string[]) => news === null || (group.some((word) => news.has(word)) && group.some((word) => !news.has(word)));
    const rarest = inOrder.toSorted((a, b) => (common.get(a) ?? 0) - (common.get(b) ?? 0) || b.length - a.length).slice(0, WORDS);
    const denial = denialOf(own);
    const bare = rarest.every(isName);
    const ordered = (group: string[]) => group.toSorted((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b)).join(' > ');
    const said = (group: string[]) => [gainsays === undefined ? group.join(' ') : ordered(group), ...denial].join(' ');
    const best = (size: number) => {
      const groups = choose(rarest, size).filter(
        (group) => (group.length === 1 || group.some((word) => !isName(word)) || bare) && isNews(group),
      );
      const good = groups
        .toSorted((a, b) => strength(b) - strength(a))
        .values()
        .filter((group) => fits(said(group), own) && !fits(said(group), others));
      return spread(good).map(said);
    };
    const sizes = gainsays !== undefined ? [3] : exact && rarest.length > 2 ? [3] : [2, 3, 1];
    return sizes.map(best).find((found) => found.length) ?? [];
  });
}

/** What a wrong text says that the right ones do not; where several texts have the same mistake, what they share of it. */
function newWords(words: string[], texts: Set<string>[], right: Set<string>[]): Set<string> {
  const news = words.filter((word) => !GENERAL.test(word) && !right.some((keys) => keys.has(keyOf(word))));
  const shared = news.filter((word) => texts.filter((keys) => keys.has(keyOf(word))).length > 1);
  return new Set(shared.length ? shared : news);
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
export function denialOf(sentences: SentenceReading[]): string[] {
  const words = sentences.flatMap(({ tokens, negators }) =>
    negators.flatMap((i) => (tokens[i] && isNegator(tokens[i]) ? [tokens[i].word] : [])),
  );
  return words.length ? [[...new Set([...words, 'not', 'never', 'no', 'without'])].join('|')] : [];
}

/** Words that could be about anything. */
export const GENERAL =
  /^(?:within|other|another|began|begin|called|told|made|make|took|take|gave|give|let|leave|left|got|said|came|went|used|became|set|put|try|tried|also|still|among|during|under|against|between|through|until|without|many|people|years?|months?|days?|time|times|first|second|last|new|good|bad|better|great|large|like|meant|means|still|each|every|less|more|much|big|small|agreed|own|really|ever|any|end|ended|whole|part|way|thing|things|same|lot)$/u;

/** The first few choices, leaving out those whose words have all had their turn, so that no one word stands in every pattern. */
function spread(groups: Iterable<string[]>): string[][] {
  const used = new Map<string, number>();
  const kept: string[][] = [];
  for (const group of groups) {
    if (group.length > 1 && group.some((word) => (used.get(word) ?? 0) >= TURNS)) continue;
    for (const word of group) used.set(word, (used.get(word) ?? 0) + 1);
    if (kept.push(group) === PATTERNS) break;
  }
  return kept;
}

/** Every choice of so many words, those with the first of them first. */
export function choose(words: string[], size: number): string[][] {
  if (size === 0) return [[]];
  return words.flatMap((word, i) => choose(words.slice(i + 1), size - 1).map((rest) => [word, ...rest]));
}
