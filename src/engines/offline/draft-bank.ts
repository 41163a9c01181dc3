import { type FieldProblem, Problem } from '../../domain/errors.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import type { BankInput, QuestionInput } from '../../domain/rubric-parts.ts';
import type { Draft, DraftedLine } from '../rubric-reader.ts';
import { type DateMention, findDates, type Interval, isoOf } from './dates.ts';
import { has } from './discourse.ts';
import { draftLexicon, slug } from './draft-names.ts';
import { draftPatterns, tellingWords } from './draft-patterns.ts';
import { buildLexicon } from './lexicon.ts';
import { findNumbers, type NumberMention } from './numbers.ts';
import { sidesOf } from './polarity.ts';
import { readSentences } from './reading.ts';

/** Most lines of notes, and most characters in one. */
const LINES = 100;
const LONGEST = 380;

const PARTS = ['Beginning', 'Middle', 'End'];
/** Words of asking that tell no question from another. */
const ASKING = /^(?:far|extent|assess|validity|view|explain|discuss|agree|years?|period|important|account|evaluate|statement|you)$/u;

type Line = { n: number; text: string; theme: string };
type PointInput = BankInput['points'][string];

/** A bank and a question from a teacher's notes: one point a line. Everything in it is marked unreviewed. */
export function draftBank(question: string, notes: string, scheme: string, read: (text: string) => ReadEssay): Draft {
  const { lines, themes } = linesOf(notes);
  const texts = lines.map(({ text }) => text);
  const terms = draftLexicon(texts);
  const lexicon = buildLexicon(terms);
  const detailsIn = (text: string) => ({
    dates: findDates(text).filter(({ sure, named }) => sure && Number.isFinite(named.from + named.to)),
    numbers: findNumbers(text, 0, lexicon.peoples).filter(({ unit }) => unit !== 'fraction'),
  });
  const exact = texts.map(detailsIn).map(({ dates, numbers }) => dates.length + numbers.length > 0);
  const patterns = draftPatterns(
    texts.map((text, i) => ({ text, owner: String(i), exact: exact[i] ?? false })),
    lexicon,
    read,
  );
  const warnings: FieldProblem[] = [];
  const period = periodOf(question, texts, warnings);
  const phases = phasesOf(period);
  const points: Record<string, PointInput> = {};
  let phase = phases[0] ?? '';
  const drafted = lines.map(({ n, text, theme }, i): DraftedLine => {
    const { dates, numbers } = detailsIn(text);
    const readings = readSentences(read(text), lexicon, (token) => token);
    const [first] = dates;
    if (first) phase = phases.find((one) => yearOf(first) <= Number(one.slice(-4))) ?? phases.at(-1) ?? '';
    const words = tellingWords(readings);
    const name = slug(words.slice(0, 3).join('-')) || `line-${n}`;
    const taken = (id: string) => Object.hasOwn(points, id);
    const id = [`${theme}.${name}`, ...lines.map((_, k) => `${theme}.${name}-${k + 2}`)].find((one) => !taken(one)) ?? `${theme}.line-${n}`;
    const sides = sidesOf(text);
    const outside = /\b(?:1[0-7]|20)\d\d\b/u.exec(text)?.[0];
    if (outside) warnings.push({ field: `/notes/${n}`, detail: `${outside} was not read as a year: only years from 1800 to 1999 are.` });
    if (!patterns[i]?.length)
      warnings.push({ field: `/notes/${n}`, detail: 'No words tell this line from the others, so it has no pattern.' });
    points[id] = {
      proposition: sentence(text),
      theme,
      kind: has('evaluation', text) ? 'interpretation' : 'fact',
      phase,
      cards: [Object.keys(themes).indexOf(theme) + 1],
      side: sides.success > sides.failure ? 'success' : sides.failure > sides.success ? 'failure' : null,
      facts: [...dateFacts(dates, text), ...numberFacts(numbers, text)],
      meets: patterns[i] ?? [],
      from: [`notes, line ${n}`],
      order: i + 1,
      unreviewed: true,
    };
    return {
      line: n,
      point: id,
      dates: dates.map((date) => date.text.trim()),
      numbers: numbers.map((number) => `${number.text} ${number.unit}`),
      names: [...new Set(words.filter((word) => Object.hasOwn(terms, word)))],
      patterns: patterns[i] ?? [],
    };
  });
  const telling = tellingWords(readSentences(read(question), lexicon, (token) => token)).filter((word) => !ASKING.test(word));
  const id = slug(telling.slice(0, 4).join('-')) || 'draft';
  const listed = Object.entries(themes);
  const bank: BankInput = {
    id,
    title: question.slice(0, 120),
    cards: Object.fromEntries(listed.map(([, title], i) => [String(i + 1), title])),
    themes: Object.fromEntries(listed.map(([theme, title], i) => [theme, { title, order: i + 1 }])),
    phases: Object.fromEntries(phases.map((one, order) => [one, { title: PARTS[order] ?? one, order }])),
    lexicon: terms,
    points,
    beyond: {},
  };
  return { bank, question: questionOf(id, question, scheme, period, themes), lines: drafted, warnings };
}

function questionOf(id: string, text: string, scheme: string, period: [number, number], themes: Record<string, string>): QuestionInput {
  const keywords = text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [];
  return {
    id,
    title: text.slice(0, 120),
    text,
    bank: id,
    scheme,
    sides: { for: 'success', against: 'failure' },
    period: { from: String(period[0]), to: String(period[1]) },
    keywords: [...new Set(keywords)],
    themes: Object.fromEntries(Object.keys(themes).map((theme) => [theme, 'question' as const])),
    argument: { for: {}, against: {} },
  };
}

/** One line a point; bullets and numbers before it go. A line that ends with a colon, or begins with #, names the theme of those below. */
function linesOf(notes: string): { lines: Line[]; themes: Record<string, string> } {
  const themes: Record<string, string> = {};
  const lines: Line[] = [];
  const problems: FieldProblem[] = [];
  let theme = '';
  for (const [i, raw] of notes.split(/\r?\n/u).entries()) {
    const text = raw.replace(/^\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+/u, '').trim();
    if (!text) continue;
    const heading = /^#+\s*(?<marked>.+)$|^(?<plain>[^.!?]{1,60}):$/u.exec(text)?.groups;
    if (heading) {
      const title = (heading.marked ?? heading.plain ?? '').trim();
      theme = slug(title) || `theme-${i + 1}`;
      themes[theme] = title;
      continue;
    }
    if (!/\p{L}{2,}/u.test(text)) continue;
    if (text.length > LONGEST)
      problems.push({ field: `/notes/${i + 1}`, detail: `is longer than ${LONGEST} characters: put each point on its own line` });
    theme ||= 'notes';
    themes[theme] ??= 'Notes';
    lines.push({ n: i + 1, text, theme });
  }
  if (!lines.length) problems.push({ field: '/notes', detail: 'hold no line that could be a point' });
  if (lines.length > LINES) problems.push({ field: '/notes', detail: `hold ${lines.length} points; at most ${LINES} are taken at once` });
  if (problems.length)
    throw new Problem('invalid-field', `The notes cannot be made into points: ${problems[0]?.field} ${problems[0]?.detail}.`, problems);
  const used = new Set(lines.map((line) => line.theme));
  return { lines, themes: Object.fromEntries(Object.entries(themes).filter(([one]) => used.has(one))) };
}

const yearOf = ({ named }: Pick<DateMention, 'named'>) => Math.floor((named.from - 1) / 372);

/** The years that the question names, or else those of the notes. */
function periodOf(question: string, lines: string[], warnings: FieldProblem[]): [number, number] {
  for (const texts of [[question], lines]) {
    const named = texts.flatMap((text) => findDates(text)).filter((date) => date.sure && Number.isFinite(date.named.from + date.named.to));
    if (!named.length) continue;
    const years = named.flatMap(({ named: { from, to } }) => [Math.floor((from - 1) / 372), Math.floor((to - 1) / 372)]);
    if (texts !== lines && new Set(years).size < 2) continue;
    return [Math.min(...years), Math.max(...years)];
  }
  warnings.push({ field: '/question', detail: 'No year was found in the question or the notes: set its period.' });
  return [1800, 1999];
}

/** The period in three parts, or fewer where it is short. */
function phasesOf([from, to]: [number, number]): string[] {
  const parts = Math.min(3, to - from + 1);
  const start = (i: number) => from + Math.floor(((to - from + 1) * i) / parts);
  return Array.from({ length: parts }, (_, i) => (start(i) === start(i + 1) - 1 ? String(start(i)) : `${start(i)}-${start(i + 1) - 1}`));
}

/** One fact, that spans every date of the line: which of two dates belongs to which words only the teacher knows. */
function dateFacts(dates: DateMention[], text: string): NonNullable<PointInput['facts']> {
  if (!dates.length) return [];
  const span: Interval = {
    from: Math.min(...dates.map(({ named }) => named.from)),
    to: Math.max(...dates.map(({ named }) => named.to)),
  };
  return [{ when: isoOf(span), says: half(text) }];
}

/** Numbers of a unit that the line gives once: of two, only the teacher knows which is which. */
function numberFacts(numbers: NumberMention[], text: string): NonNullable<PointInput['facts']> {
  return numbers
    .filter((number) => numbers.filter(({ unit }) => unit === number.unit).length === 1)
    .map(({ amount: [from, to], unit, ...open }) => {
      const loose = /^(?:over|more|at least|above|well over|under|less|fewer|up to)/iu.test(open.text);
      return { number: loose ? { from: Math.round(open.from), to: Math.round(open.to), unit } : { from, to, unit }, says: half(text) };
    });
}

const sentence = (text: string) => {
  const capital = (text[0] ?? '').toUpperCase() + text.slice(1);
  return /[.!?]$/u.test(capital) ? capital : `${capital}.`;
};
/** What can follow "In fact". */
const half = (text: string) => {
  const bare = text.replace(/[.!?]+$/u, '');
  const [first = ''] = bare.split(' ');
  return /^(?:The|A|An|In|On|At|By|After|Before|When|This|It|He|She|They|Many|Most|Some|Both|His|Her|Their)$/u.test(first)
    ? (bare[0] ?? '').toLowerCase() + bare.slice(1)
    : bare;
};
