import type { Term } from '../../domain/rubric-parts.ts';
import { findDates } from './dates.ts';
import { STOP } from './likeness.ts';
import { isWord } from './spelling.ts';
import { plain } from './tokens.ts';

const WORD = String.raw`\p{Lu}[\p{L}\d'’.-]*`;
const RUN = new RegExp(String.raw`(?<![\p{L}\d])${WORD}(?:\s+(?:(?:of|the|de|la|von|van|del|der)\s+){0,2}${WORD})*`, 'gu');
const CALENDAR =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter)$/u;
/** The countries of today, by name, as the platform knows them. */
const COUNTRIES = new Set(
  Array.from({ length: 26 * 26 }, (_, i) => String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))).map((code) =>
    plain(new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? ''),
  ),
);
/** Words that open a sentence with a capital and belong to no name. */
const OPENERS = new Set(
  'i we you many most several some few all both while although though since because during under despite between against its our every each no not only even when after before by from until unlike like without within again later soon eventually'.split(
    ' ',
  ),
);

const KINDS: [RegExp, Term['kind']][] = [
  [/\b(?:pacts?|treat(?:y|ies)|agreement|accords?|convention|protocol|alliance|plan|act|note)\b/u, 'treaty'],
  [
    /\b(?:war|crisis|revolution|battle|conference|blockade|airlift|uprising|rising|rebellion|invasion|operation|summit|election|strike|famine|march)\b/u,
    'event',
  ],
  [/\b(?:doctrine|theory|policy)\b/u, 'idea'],
  [/\b(?:party|army|government|council|committee|assembly|league|police|church|bank|company|parliament|congress|court|navy)\b/u, 'body'],
  [/\b(?:union|republic|kingdom|empire|states)\b|^(?:west|east|western|eastern|usa?|uk|gdr|frg|ddr|prc)$/u, 'state'],
  [/^(?:east|west|north|south)(?:ern)? |\b(?:islands?|sea|river|wall|street|gate|bay|valley|city|mountains?)\b/u, 'place'],
];

/** The names in lines of notes, as a lexicon: whatever has a capital and is not the first word of a sentence only. */
export function draftLexicon(lines: string[]): Record<string, Term> {
  const found = new Map<string, { name: string; kind: Term['kind'] }>();
  for (const line of lines)
    for (const { name, kind } of namesIn(line)) {
      const key = plain(name);
      const earlier = found.get(key);
      // a sure kind takes the place of a guess
      if (!earlier || earlier.kind === 'body') found.set(key, { name, kind });
    }
  const people = [...found.values()].filter(({ name, kind }) => kind === 'person' && name.includes(' '));
  const surnames = new Map(people.map(({ name }) => [plain(name.split(' ').at(-1) ?? ''), plain(name)]));
  const lexicon: Record<string, Term> = {};
  for (const [key, { name, kind }] of found) {
    if (surnames.has(key)) continue;
    const surname = kind === 'person' && name.includes(' ') ? [plain(name.split(' ').at(-1) ?? '')] : [];
    const id = slug(name);
    if (id) lexicon[id] = { kind, names: [...new Set([key, ...surname])].filter((one) => one.length <= 60) };
  }
  return Object.fromEntries(Object.entries(lexicon).filter(([, { names }]) => names.length));
}

function namesIn(line: string): { name: string; kind: Term['kind'] }[] {
  // what is quoted names nobody
  let text = line.replaceAll(/["“][^"”]*["”]/gu, (quoted) => '#'.repeat(quoted.length));
  for (const { start, end } of findDates(line)) text = text.slice(0, start) + '#'.repeat(end - start) + text.slice(end);
  return [...text.matchAll(RUN)].flatMap((match) => {
    const words = match[0]
      .replaceAll(/['’]s\b/gu, '')
      .replace(/[.'’-]+$/u, '')
      .split(/\s+/u);
    const opens = /(?:^|[.!?:]\s*["'“‘]?)$/u.test(text.slice(0, match.index).trimEnd());
    while (words[0] && (CALENDAR.test(plain(words[0])) || isOpener(words, opens))) words.shift();
    while (words.at(-1) && CALENDAR.test(plain(words.at(-1) ?? ''))) words.pop();
    while (/^(?:of|the|de|la|von|van|del|der)$/u.test(words[0] ?? '')) words.shift();
    const name = words.join(' ');
    if (name.length < 2) return [];
    const before = text.slice(0, match.index).trimEnd().split(/\s+/u).at(-1) ?? '';
    const after =
      text
        .slice(match.index + match[0].length)
        .trimStart()
        .split(/\s+/u)[0] ?? '';
    return [{ name, kind: kindOf(name, words.length < match[0].split(/\s+/u).length ? (words[0] ?? '') : before, after) }];
  });
}

function isOpener(words: string[], opens: boolean): boolean {
  const first = plain(words[0] ?? '');
  if (STOP.has(first) || OPENERS.has(first)) return true;
  return opens && words.length === 1 && !/^\p{Lu}{2,}$/u.test(words[0] ?? '') && isWord(first);
}

/** A guess for the teacher to put right; `body` where nothing tells, since no pronoun stands for a body. */
function kindOf(name: string, before: string, after: string): Term['kind'] {
  const key = plain(name);
  const known = KINDS.find(([pattern]) => pattern.test(key))?.[1];
  if (known) return known;
  if (COUNTRIES.has(key)) return 'state';
  if (/^\p{Lu}{2,}$/u.test(name)) return 'body';
  if (!name.includes(' ') && /(?:ish|ese|[aceip]ans?|mans)$/u.test(key)) return 'state';
  if (/^(?:in|at|near|into|across|around|outside|inside|to|from|through)$/iu.test(before)) return 'place';
  if (/^(?:president|general|chancellor|minister|king|queen|tsar|lord|sir|mr|mrs|dr)$/iu.test(before)) return 'person';
  if (/^\p{Lu}\p{L}+ (?:\p{Lu}\.? ?)?\p{Lu}\p{L}+$/u.test(name)) return 'person';
  return /^(?:\p{L}+ed|said|told|gave|became|had|met|took|made|sent|spoke|wrote|went|won|lost|fell|saw|thought|felt|chose|withdrew|put|built)$/u.test(
    after,
  )
    ? 'person'
    : 'body';
}

/** Lower case letters, digits and hyphens. */
export const slug = (text: string): string =>
  plain(text)
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 50)
    .replace(/-+$/u, '');
