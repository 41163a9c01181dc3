import type { Span } from '../../domain/essay.ts';

/** Days since year 0, in months of 31 days: good for comparing, not for counting. */
export type Interval = { from: number; to: number };

/** A date as the essay gives it: "by 1938" is any time up to its end, while the date `named` is 1938. `sure` is false where the year had to be guessed from what came before. */
export type DateMention = Span & Interval & { named: Interval; sure: boolean; text: string };

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const day = (year: number, month: number, date: number) => (year * 12 + month) * 31 + date;
const yearOf = (point: number) => Math.floor(point / 372);
const months = (year: number, first: number, last: number): Interval => ({ from: day(year, first, 1), to: day(year, last, 31) });
const wholeYear = (year: number) => months(year, 0, 11);

/** Reads the rubric's own form: `1939`, `1939-08`, `1939-08-23`, or two of these joined by `..`. */
export function intervalOf(when: string): Interval {
  const [first = '', last = first] = when.split('..');
  return { from: isoInterval(first).from, to: isoInterval(last).to };
}

function isoInterval(iso: string): Interval {
  const [year = 0, month, date] = iso.split('-').map(Number);
  if (month === undefined) return wholeYear(year);
  return date === undefined ? months(year, month - 1, month - 1) : { from: day(year, month - 1, date), to: day(year, month - 1, date) };
}

/** The rubric's own form of an interval, to the day, month or year: what `intervalOf` reads back as no less than this. */
export function isoOf({ from, to }: Interval): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  if (from === to) return dated(first);
  const whole = first.date === 1 && last.date === 31;
  const years = whole && first.month === 0 && last.month === 11;
  const ends = years
    ? [String(first.year), String(last.year)]
    : [first, last].map(({ year, month }) => `${year}-${String(month + 1).padStart(2, '0')}`);
  return ends[0] === ends[1] ? (ends[0] ?? '') : ends.join('..');
}

const partsOf = (point: number) => ({
  year: Math.floor((point - 1) / 372),
  month: Math.floor((point - 1) / 31) % 12,
  date: ((point - 1) % 31) + 1,
});
const dated = ({ year, month, date }: ReturnType<typeof partsOf>) =>
  [String(year), String(month + 1).padStart(2, '0'), String(date).padStart(2, '0')].join('-');

const MONTH = `(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|augest|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?`;
/** Notes cut years short: '39, and after a month 39 too, where it can be no day. */
const SHORT = `['’‘]\\d\\d(?!\\d|['’]?s)`;
const YEAR = `(?<year>1[89]\\d\\d|${SHORT})`;
const BARE = `(?<year>1[89]\\d\\d|${SHORT}|(?:3[2-9]|[4-9]\\d)(?![\\d%]|\\s+(?:men|soldiers|troops|tanks|planes|aircraft|divisions|tonnes|tons|per|miles|km)\\b))`;
const PART = `(?<part>early|mid|middle|late|the beginning|beginning|the start|start|the end|end|spring|summer|autumn|fall|winter|first half|second half)`;
const BEFORE = `(?:(?<bound>by|before|until|till|after|since|from|following)\\s+(?:about\\s+|around\\s+|the\\s+)?)?`;
const DATE = new RegExp(
  `(?:\\b|(?<![\\p{L}\\d])(?=['’‘]\\d))${BEFORE}(?:` +
    [
      `between\\s+(?<span1>1[89]\\d\\d)\\s+and\\s+(?<span2>(?:1[89])?\\d\\d)`,
      `(?<dash1>1[89]\\d\\d)\\s?(?:-|–|—|/|to)\\s?(?<dash2>(?:1[89])?\\d\\d)\\b`,
      `['’‘](?<short1>\\d\\d)\\s?(?:-|–|—|/|to)\\s?['’‘]?(?<short2>\\d\\d)\\b`,
      `(?<day>\\d{1,2})(?<point>[./])(?<month3>\\d{1,2})\\k<point>(?<year4>(?:1[89])?\\d\\d)\\b`,
      `(?:${PART}[\\s-]+(?:of\\s+|in\\s+)?(?:the\\s+)?)?(?<decade>1[89]\\d0|['’‘]\\d0)['’]?s`,
      `(?:${PART.replace('part', 'part2')}[\\s-]+(?:of\\s+|in\\s+)?(?:the\\s+)?)?(?<thirties>twenties|thirties|forties)\\b`,
      `(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}(?:,?\\s+(?:of\\s+)?${BARE})?`,
      `(?:${PART.replace('part', 'part3')}[\\s-]+(?:of\\s+|in\\s+)?)?${MONTH.replace('month', 'month2')}\\s+(?:(?<date2>\\d{1,2})(?:st|nd|rd|th)?,?\\s+)?(?:of\\s+|in\\s+)?${BARE.replace('year', 'year2')}`,
      `(?:${PART.replace('part', 'part4')}[\\s-]+(?:of\\s+|in\\s+)?)?(?:the\\s+year\\s+)?${YEAR.replace('year', 'year3')}(?!\\d|s|\\s(?:men|soldiers|troops|tanks|planes|aircraft|tonnes|tons|advis[eo]rs)\\b)`,
      `(?:that|the\\s+(?:same|next|following)|this)\\s+(?<relative>year|spring|summer|autumn|winter|${MONTHS.join('|')})\\b`,
      `(?<later>a|one|two|three|four|five|six)\\s+years?\\s+(?:later|after(?:wards)?)\\b`,
    ].join('|') +
    `)`,
  'giu',
);

/** Every date in a stretch of text. `known` is the last sure date before it, on which "two years later" leans. */
export function findDates(text: string, offset = 0, known?: Interval): DateMention[] {
  const found: DateMention[] = [];
  for (const match of text.matchAll(DATE)) {
    const read = readDate(match, found.at(-1) ?? known);
    if (read) found.push({ start: offset + match.index, end: offset + match.index + match[0].length, text: match[0], ...read });
  }
  return found;
}

function readDate(match: RegExpMatchArray, known: Interval | undefined): (Interval & Pick<DateMention, 'named' | 'sure'>) | null {
  const g = match.groups ?? {};
  const part = g.part ?? g.part2 ?? g.part3 ?? g.part4;
  const year = fullYear(g.year ?? g.year2 ?? g.year3 ?? g.year4);
  const bounded = (interval: Interval) => ({ ...bound(interval, g.bound), named: interval, sure: true });
  if (g.span1 && g.span2) return bounded(span(g.span1, g.span2));
  if (g.dash1 && g.dash2) return bounded(span(g.dash1, g.dash2));
  if (g.short1 && g.short2) return bounded(span(`19${g.short1}`, g.short2));
  if (g.decade) return bounded(partOf({ from: wholeYear(fullYear(g.decade)).from, to: wholeYear(fullYear(g.decade) + 9).to }, part));
  if (g.thirties)
    return bounded(
      partOf(months(1900 + { twenties: 20, thirties: 30, forties: 40 }[g.thirties.toLowerCase() as 'twenties'], 0, 119), part),
    );
  const month = g.month3 ? Number(g.month3) - 1 : monthIn(g.month ?? g.month2);
  if (g.month3 && (month < 0 || month > 11)) return null;
  if (month >= 0) {
    const date = Number(g.date ?? g.date2 ?? g.day);
    if (date > 31) return null;
    const inYear = Number.isNaN(year) ? yearOf(known?.from ?? Number.NaN) : year;
    if (Number.isNaN(inYear)) return null;
    const exact = date >= 1 ? { from: day(inYear, month, date), to: day(inYear, month, date) } : months(inYear, month, month);
    return { ...bound(exact, g.bound), named: exact, sure: !Number.isNaN(year) };
  }
  if (!Number.isNaN(year)) return bounded(partOf(wholeYear(year), part));
  if (!known || !Number.isFinite(known.from)) return null;
  const from = yearOf(known.from);
  const guessed = (interval: Interval) => ({ ...interval, named: interval, sure: false });
  const after = { a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }[g.later?.toLowerCase() ?? ''];
  if (after) return guessed(wholeYear(from + after));
  const next = /next|following/iu.test(match[0]) ? 1 : 0;
  return g.relative ? guessed({ from: wholeYear(from).from, to: wholeYear(from + next).to }) : null;
}

/** The year that digits stand for; of two digits one of the twentieth century. Not a number where there are none. */
function fullYear(digits: string | undefined): number {
  const year = Number(digits?.replace(/^['’‘]/u, ''));
  return year < 100 ? 1900 + year : year;
}

const monthIn = (name: string | undefined) => (name ? MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) : -1);

function span(first: string, last: string): Interval {
  const to = last.length === 2 ? Number(first.slice(0, 2) + last) : Number(last);
  return { from: wholeYear(Number(first)).from, to: wholeYear(Math.max(to, Number(first))).to };
}

function partOf(whole: Interval, part: string | undefined): Interval {
  if (!part) return whole;
  const cut = (from: number, to: number) => ({
    from: whole.from + Math.floor((whole.to - whole.from) * from),
    to: whole.from + Math.ceil((whole.to - whole.from) * to),
  });
  const name = part.toLowerCase();
  if (/early|begin|start|first half/u.test(name)) return cut(0, 0.5);
  if (/late|end|second half/u.test(name)) return cut(0.5, 1);
  if (/mid/u.test(name)) return cut(0.25, 0.75);
  if (name === 'winter') return { from: whole.from, to: whole.to + 90 };
  return name === 'spring' ? cut(0.1, 0.5) : name === 'summer' ? cut(0.35, 0.78) : cut(0.6, 1);
}

function bound(interval: Interval, word: string | undefined): Interval {
  switch (word?.toLowerCase()) {
    case 'by':
    case 'until':
    case 'till':
      return { from: Number.NEGATIVE_INFINITY, to: interval.to };
    case 'before':
      return { from: Number.NEGATIVE_INFINITY, to: interval.to };
    case 'after':
    case 'since':
    case 'following':
    case 'from':
      return { from: interval.from, to: Number.POSITIVE_INFINITY };
    default:
      return interval;
  }
}

/** Between days, one day's difference is no difference: signings run past midnight and clocks differ. */
export function disjoint(a: Interval, b: Interval): boolean {
  const grace = a.from === a.to || b.from === b.to ? 1 : 0;
  return a.to + grace < b.from || b.to + grace < a.from;
}

/** A fact's own interval shares a year with this one. */
export const inYear = (interval: Interval, year: number): boolean => !disjoint(interval, wholeYear(year));
