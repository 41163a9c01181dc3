import type { Span } from '../../domain/essay.ts';
import type { Term } from '../../domain/rubric-parts.ts';

/** An amount as the essay gives it: a range, since "about" and "over" leave room. Units are the rubric's (see rubrics/README.md). */
export type NumberMention = Span & { from: number; to: number; unit: string; text: string; amount: [from: number, to: number] };

const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
/** Numbers in words up to ninety-nine, with a hyphen or a space between tens and ones. */
const SMALL: Record<string, number> = Object.fromEntries([
  ...ONES.map((word, i) => [word, i + 1]),
  ...TENS.flatMap((ten, i) => [
    [ten, (i + 2) * 10],
    ...ONES.slice(0, 9).flatMap((one, k) => ['-', ' '].map((joint) => [`${ten}${joint}${one}`, (i + 2) * 10 + k + 1])),
  ]),
]);
const SCALES: Record<string, number> = { hundred: 100, thousand: 1_000, million: 1_000_000, m: 1_000_000, k: 1_000 };
const FRACTIONS: Record<string, number> = {
  half: 0.5,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 0.25,
  quarters: 0.25,
  fifth: 0.2,
  fifths: 0.2,
  tenth: 0.1,
  tenths: 0.1,
};
const UNITS: [RegExp, string][] = [
  [/^(?:%|per\s?cent|percent|pct)/iu, 'percent'],
  [/^(?:tonnes?|tons?)\b/iu, 'tonnes'],
  [/^(?:aircraft|air?planes?|aeroplanes?|planes?|fighters?)\b/iu, 'aircraft'],
  [/^tanks?\b/iu, 'tanks'],
  [/^years?\b(?!\s+plan)/iu, 'years'],
  [/^months?\b/iu, 'months'],
  [/^(?:km|kilomet(?:re|er)s?|miles?)\b/iu, 'km'],
  [
    /^(?:men|man|soldiers?|troops?|dead|deaths?|killed|casualties|lives|losses|advis[eo]rs?|people|officers?|volunteers?|prisoners?)\b/iu,
    'men',
  ],
];
const WORDS = Object.keys(SMALL)
  .sort((a, b) => b.length - a.length)
  .join('|');
const DIGITS = String.raw`\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?`;
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d]-?)(?<about>over|more than|at least|above|nearly|almost|under|less than|fewer than|up to|about|around|some|roughly|approximately|well over)?\s*(?:` +
    String.raw`(?<range1>${DIGITS})\s?(?:-|–|to|or|and)\s?(?<range2>${DIGITS})\s*(?<scale0>thousand|million)?|` +
    String.raw`(?<digits>${DIGITS})\s*(?<scale>hundred thousand|thousand|million|k\b|m\b)?(?:\s?(?=%))?|` +
    String.raw`(?:(?<parts>a|one|two|three|four)[\s-])?\b(?<fraction>half|thirds?|quarters?|fifths?|tenths?)\s(?=\p{L})|` +
    String.raw`\b(?<words>${WORDS}|a|several)\s(?<scale2>hundred thousand|hundred|thousand|million)s?\b|` +
    String.raw`\b(?<word>${WORDS})\b)`,
  'giu',
);

/** What only a topic can know: which words are peoples ("18,000 Turks"), and which are states and places ("half Crete"). */
export type Peoples = { people: RegExp; of: RegExp; place: RegExp };

const ARMED =
  '(?:men|soldiers?|troops?|dead|casualties|lives|losses|advis\\p{L}+|officers?|volunteers?|prisoners?|tanks?|planes?|aircraft)';
const anyOf = (names: string[]) =>
  names.length ? `(?:${names.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|')})` : '(?!)';

/** The peoples of a lexicon's names. */
export function peoplesOf(terms: Record<string, Pick<Term, 'kind' | 'names'>>): Peoples {
  const named = (...kinds: Term['kind'][]) => Object.values(terms).flatMap(({ kind, names }) => (kinds.includes(kind) ? names : []));
  const states = named('state');
  const led = `(?:military|dead|${anyOf([...states, ...named('body')])})`;
  return {
    people: new RegExp(`^${anyOf(states.filter((name) => /^\p{L}+(?:s|ese)$/iu.test(name)))}\\b`, 'iu'),
    of: new RegExp(`^(?:-(?=\\p{L}))?\\s*(?:of\\s+(?:the\\s+)?|${led}\\s+(?=(?:${led}\\s+)*${ARMED}\\b))*`, 'iu'),
    place: new RegExp(`^${anyOf([...states, ...named('place')])}\\b`, 'iu'),
  };
}

const noPeoples = peoplesOf({});

/** Every amount with a known unit in a stretch of text. Years and days of the month are dates, not amounts. */
export function findNumbers(text: string, offset = 0, peoples = noPeoples): NumberMention[] {
  const found: NumberMention[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const g = match.groups ?? {};
    const after = text.slice(match.index + match[0].length);
    if (g.fraction) {
      if (!/^(?:of|the|its|their|that|a)\b/iu.test(after) && !peoples.place.test(after)) continue;
      const value = (SMALL[g.parts?.toLowerCase() ?? ''] ?? 1) * (FRACTIONS[g.fraction.toLowerCase()] ?? 0);
      found.push(mention(match, offset, value, value, 'fraction', g.about));
      continue;
    }
    const unit = unitAfter(after, peoples);
    if (!unit) continue;
    const [from, to] = amount(g);
    found.push(mention(match, offset, from, to, unit, g.about));
  }
  return found;
}

function amount(g: Record<string, string | undefined>): [number, number] {
  const scaleOf = (scale: string | undefined) =>
    (scale ?? '')
      .toLowerCase()
      .split(' ')
      .reduce((all, word) => all * (SCALES[word] ?? 1), 1);
  const plain = (digits: string) => Number(digits.replace(/[, ]/gu, ''));
  if (g.range1 && g.range2) return [plain(g.range1) * scaleOf(g.scale0), plain(g.range2) * scaleOf(g.scale0)];
  if (g.digits) return [plain(g.digits) * scaleOf(g.scale), plain(g.digits) * scaleOf(g.scale)];
  const value = (SMALL[(g.words ?? g.word ?? '').toLowerCase()] ?? 1) * scaleOf(g.scale2);
  return [value, g.words?.toLowerCase() === 'several' ? value * 9 : value];
}

const unitAfter = (after: string, { people, of }: Peoples) => {
  const next = after.replace(of, '').trimStart();
  return UNITS.find(([pattern]) => pattern.test(next))?.[1] ?? (people.test(next) ? 'men' : undefined);
};

/** A tenth either way is the same number (history notes, R3); "over" and "under" leave one side open. */
function mention(
  match: RegExpMatchArray,
  offset: number,
  from: number,
  to: number,
  unit: string,
  about: string | undefined,
): NumberMention {
  const lead = match[0].length - match[0].trimStart().length;
  const start = offset + (match.index ?? 0) + lead;
  const open = /over|more|least|above/iu.test(about ?? '')
    ? { from: from * 0.95, to: to * 2 }
    : /under|less|fewer|up to/iu.test(about ?? '')
      ? { from: from * 0.5, to: to * 1.05 }
      : { from: from * 0.9, to: to * 1.1 };
  return { start, end: offset + (match.index ?? 0) + match[0].length, unit, text: match[0].trim(), amount: [from, to], ...open };
}

/** The same amount in percent, where it is a share. */
export function inUnit(number: NumberMention, unit: string): { from: number; to: number } | null {
  if (number.unit === unit) return number;
  if (number.unit === 'fraction' && unit === 'percent') return { from: number.from * 100, to: number.to * 100 };
  if (number.unit === 'percent' && unit === 'fraction') return { from: number.from / 100, to: number.to / 100 };
  if (number.unit === 'years' && unit === 'months') return { from: number.from * 12, to: number.to * 12 };
  if (number.unit === 'months' && unit === 'years') return { from: number.from / 12, to: number.to / 12 };
  return null;
}
