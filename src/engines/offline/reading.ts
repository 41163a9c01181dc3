import type { ReadEssay, Sentence } from '../../domain/essay.ts';
import { type Reference, referencesIn } from './anaphora.ts';
import { type DateMention, findDates, type Interval } from './dates.ts';
import { type Lexicon, type Mention, mentionsIn } from './lexicon.ts';
import { findNumbers, type NumberMention } from './numbers.ts';
import { isNegator, type Token, tokenise } from './tokens.ts';

/** Where a word or a term stands: numbers of its first and last token in the sentence. `unsure`: a pronoun that could mean another. */
export type Hit = { first: number; last: number; unsure?: true };

/** A sentence made ready for matching. `clauseOf[i]` is the clause number of token i. Keys of `hits`: `t:` a lexicon id, `w:` a stem. */
export type SentenceReading = {
  sentence: Sentence;
  tokens: Token[];
  clauseOf: number[];
  hits: Map<string, Hit[]>;
  mentions: Mention[];
  dates: DateMention[];
  numbers: NumberMention[];
  /** Numbers of the tokens that deny ("not", "never", "didn't"). */
  negators: number[];
  /** The readings of the sentences on which this one may lean, nearest first. */
  before: SentenceReading[];
};

const NO_DENIAL = /^(?:only|just|until|till|simply|merely|least|surprisingly|doubt|longer|matter)$/u;

/** Verbs that say that something is no more, or never came about. */
const ENDS = /^(?:stopped|ceased|repudiated|renounced|renouncing|abandoned|abandoning|declined|rejected)$/u;

const isEnd = (tokens: Token[], i: number) => ENDS.test(tokens[i]?.word ?? '') && tokens[i + 1]?.word !== 'by';

/** "far from ending", "instead of joining": what follows did not happen. */
const isInstead = (tokens: Token[], i: number) =>
  (PAIRS.has(`${tokens[i]?.word} ${tokens[i + 1]?.word}`) && /ing$/u.test(tokens[i + 2]?.word ?? '')) ||
  (tokens[i]?.word === 'far' && tokens[i + 1]?.word === 'from' && /(?:ed|al|ful|ous|ive|ic)$/u.test(tokens[i + 2]?.word ?? ''));
const PAIRS = new Set(['far from', 'instead of']);

const isNoDenial = (tokens: Token[], i: number) => {
  const [token, next] = [tokens[i], tokens[i + 1]];
  return token !== undefined && next !== undefined && isNegator(token) && NO_DENIAL.test(next.word);
};

/** Makes every sentence of an essay ready for matching. `mend` gives the word that a misspelt one stands for. */
export function readSentences(essay: ReadEssay, lexicon: Lexicon, mend: (token: Token) => Token): SentenceReading[] {
  const readings: SentenceReading[] = [];
  let known: Interval | undefined;
  for (const sentence of essay.sentences) {
    const text = essay.text.slice(sentence.start, sentence.end);
    const tokens = tokenise(text, sentence.start).map(mend);
    const clauses = essay.clauses.slice(sentence.clauses[0] - 1, sentence.clauses[1]);
    const dates = findDates(text, sentence.start, known);
    known = dates.findLast((date) => Number.isFinite(date.from) && Number.isFinite(date.to)) ?? known;
    const mentions = mentionsIn(tokens, lexicon);
    const paragraph = essay.paragraphs[sentence.paragraph - 1];
    const opening = readings.find((reading) => reading.sentence.n === paragraph?.sentences[0]);
    const near = readings.slice(-2).filter((reading) => reading.sentence.paragraph === sentence.paragraph);
    readings.push({
      sentence,
      tokens,
      clauseOf: tokens.map((token) => clauses.find((clause) => token.start < clause.end)?.n ?? sentence.clauses[1]),
      hits: hitsOf(tokens, mentions, referencesIn(tokens, mentions, near.at(-1)?.mentions ?? []), lexicon),
      mentions,
      dates,
      numbers: findNumbers(text, sentence.start, lexicon.peoples),
      negators: tokens.flatMap((token, i) =>
        (isNegator(token) && !isNoDenial(tokens, i)) || isEnd(tokens, i) || isInstead(tokens, i) ? [i] : [],
      ),
      before: [...new Set([...near.reverse(), ...(opening ? [opening] : [])])],
    });
  }
  return readings;
}

function hitsOf(tokens: Token[], mentions: Mention[], references: Reference[], lexicon: Lexicon): Map<string, Hit[]> {
  const hits = new Map<string, Hit[]>();
  const add = (key: string, hit: Hit) => hits.get(key)?.push(hit) ?? hits.set(key, [hit]);
  tokens.forEach((token, i) => {
    add(`w:${token.key}`, { first: i, last: i });
  });
  for (const { term, kind, first, last, within } of mentions) {
    // a treaty named after two people speaks of neither
    if (within && kind === 'person' && lexicon.terms[within]?.kind === 'treaty') continue;
    // "not only", "no doubt" deny nothing
    if (first === last && isNoDenial(tokens, first)) continue;
    add(`t:${term}`, { first, last });
  }
  for (const { token, term, sure } of references) add(`t:${term}`, { first: token, last: token, ...(sure ? {} : { unsure: true }) });
  return hits;
}

/** The numbers of the first and last token of a stretch of the essay; -1 where it holds none. */
export function tokensOf(span: { start: number; end: number }, reading: SentenceReading): [first: number, last: number] {
  return [reading.tokens.findIndex((token) => token.end > span.start), reading.tokens.findLastIndex((token) => token.start < span.end)];
}
