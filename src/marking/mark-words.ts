import type { Mark } from '../domain/assessment.ts';
import type { Measure } from '../domain/rubric-parts.ts';

/** Cut, not rounded, so that 19.6% never reads as the 20% it falls short of. */
export const percent = (value: number) => `${Math.floor(value * 1000) / 10}%`;

/** How far up the levels something comes, cut to the two places that boundaries have, so that it never reads as one that it falls short of. */
export const levels = (reach: number) => (Math.floor(Number((reach * 100).toFixed(9))) / 100).toFixed(2);

const SAID: Record<Measure, (value: number) => string> = {
  accurate: (n) => (n === 1 ? '1 accurate idea on the question' : `${n || 'no'} ${n ? 'different ' : ''}accurate ideas on the question`),
  exact: (n) => `${n || 'none'} of them with an exact date, number or name`,
  packed: (n) => `${Math.floor(n * 100) / 100} ideas on the question in ten words of the sentences that bring something right`,
  beyond: (n) => (n ? `${percent(n)} of the ideas go beyond the cards` : 'no idea goes beyond the cards'),
  errorShare: (n) => (n ? `mistakes weigh ${percent(n)} against what is right` : 'no mistakes found'),
  carried: (n) => `${percent(n)} of the ideas are explained or argued with`,
  analytic: (n) => (n ? `${percent(n)} of the paragraphs that bring something new explain or weigh` : 'no paragraph explains or weighs'),
  weighed: (n) => `${n || 'no'} ${n > 1 ? 'paragraphs weigh' : 'paragraph weighs'} one side against the other`,
  linked: (n) => `${percent(n)} of the paragraphs speak of success or failure`,
  narrated: (n) => `${percent(n)} of the paragraphs only tell`,
  themes: (n) => `${n} themes are touched`,
  phases: (n) => `${n} phases of the period are covered`,
  drift: (n) => `${percent(n)} of what is right does not answer the question`,
  line: (n) => (n ? 'the answer takes a line' : 'the answer takes no line'),
  criteria: (n) => ['no test of success is named', 'a test of success is implied', 'a test of success is named'][n] ?? '',
  counterArgument: (n) =>
    ['there is no opposing argument', 'an opposing argument is mentioned', 'an opposing argument is answered'][n] ?? '',
  balance: (n) => ['neither side is argued', 'one side is argued', 'both sides are argued'][n] ?? '',
  judgement: (n) => ['there is no judgement', 'a judgement is stated', 'a judgement is supported', 'a judgement is sustained'][n] ?? '',
};

/** What a measure came to. */
export const said = (measure: Measure, value: number): string => SAID[measure](value);

/** The same as the beginning of a sentence. */
export function measured(measure: Measure, value: number): string {
  const words = said(measure, value);
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** Words in a row, the last joined by `and`. */
export const inRow = (words: string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');

const more = (what: string) => (n: number) => (n ? `more ${what}` : what);

const NEEDED: Record<Measure, (value: number) => string> = {
  accurate: (n) => (n ? 'more that is accurate and on the question' : 'something accurate on the question'),
  exact: more('exact details'),
  packed: () => 'the same said in fewer words',
  beyond: more('evidence beyond the usual facts'),
  errorShare: () => 'fewer mistakes',
  carried: () => 'facts that are used and not only stated',
  analytic: more('paragraphs that explain'),
  weighed: (n) => (n ? 'more weighing of one side against the other' : 'one side weighed against the other'),
  linked: more('paragraphs that say what they show'),
  narrated: () => 'less that is only told',
  themes: () => 'more parts of the topic',
  phases: () => 'more of the period',
  drift: () => 'less that does not answer the question',
  line: () => 'a line that the answer takes',
  criteria: (n) => (n ? 'a test of success that is named and not only implied' : 'a test of success'),
  counterArgument: (n) => (n ? 'an answer to the opposing argument' : 'an opposing argument'),
  balance: (n) => (n ? 'the other side argued with evidence' : 'a side to argue'),
  judgement: (n) => ['a verdict', 'a verdict with its reasons'][n] ?? 'a verdict to which the whole answer leads',
};

/** What an answer needs of a measure that came to so much and keeps it from more: words for a student, without counts. */
export const needed = (measure: Measure, value: number): string => NEEDED[measure](value);

/** The claims and paragraphs that a line rests on, eight at most. */
export function listed(all: string[]): string {
  const ids = [...new Set(all)];
  if (!ids.length) return 'no claim';
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ');
}

/** Why a mark that a teacher set is no higher, where the findings do not say it. */
export const askTeacher = (what: string): string => `A teacher set this mark; ask them what ${what} still needs.`;

/** Two marks either way (the tolerance that examiners work to), and no further than the marks go. */
export function rangeOf(awarded: number, level: number, maxMark: number): Mark['range'] {
  if (level === 0) return [0, Math.min(2, maxMark)];
  return [Math.max(1, awarded - 2), Math.min(maxMark, awarded + 2)];
}
