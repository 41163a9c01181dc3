import type { FieldProblem } from '../../domain/errors.ts';
import type { ReadEssay } from '../../domain/essay.ts';
import { Bank, type BankInput, type QuestionInput } from '../../domain/rubric-parts.ts';
import type { Draft, WrittenDraft, WrittenPoint } from '../rubric-reader.ts';
import { coverPatterns } from './draft-cover.ts';
import { slug } from './draft-names.ts';
import { draftPatterns, type PatternLine } from './draft-patterns.ts';
import { buildKnowledge } from './knowledge.ts';
import { buildLexicon } from './lexicon.ts';
import { meaningOf } from './meaning.ts';
import { readSentences } from './reading.ts';
import { plain } from './tokens.ts';

type PointInput = BankInput['points'][string];
type Wrong = { id: string; examples: string[]; kind: 'error' | 'contestable'; correction: string; hint: string };

/** Most steps of an argument. */
const STEPS = 6;

/**
 * A draft with what was written for its points. Patterns are made of the notes and the wordings, each fitting its own point and no other's texts;
 * those of a mistake fit none of the right texts. A mistake for which there is no such pattern, and which no date, number or name gives away,
 * is left out with a warning, and so is a wording that the draft would call wrong.
 */
export function enrichDraft(draft: Draft, written: WrittenDraft, read: (text: string) => ReadEssay): Draft {
  const lexicon = withNames(draft.bank.lexicon, written.names);
  const warnings: FieldProblem[] = [...draft.warnings];
  const warn = (id: string, detail: string) => warnings.push({ field: `/bank/points/${id}`, detail });
  const points: Record<string, PointInput> = {};
  const wrongs: Wrong[] = [];
  for (const [id, point] of Object.entries(draft.bank.points)) {
    const by = written.points.get(id);
    if (!by) warn(id, 'The model wrote nothing for this line: it stands as it was found in the notes.');
    points[id] = by ? withWords(point, by) : { ...point };
    wrongs.push(...(by?.misconceptions ?? []).flatMap((one) => wrongOf(id, one)));
  }

  const compiled = buildLexicon(Bank.shape.lexicon.parse(lexicon));
  const right = Object.entries(points).flatMap(([id, { proposition, wordings = [] }]) =>
    [proposition, ...wordings].map((text) => ({ id, text })),
  );
  const rightLines = right.map(({ id, text }): PatternLine => ({ text, owner: id, exact: false }));
  const wrongLines = wrongs.flatMap(({ id, examples }, i) =>
    examples.map((text): PatternLine => ({ text, owner: `wrong ${i}`, exact: false, gainsays: id })),
  );
  const patterns = draftPatterns([...rightLines, ...wrongLines], compiled, read, (line) => line.gainsays !== undefined);
  const covering = coverPatterns(rightLines, compiled, read);
  for (const [id, point] of Object.entries(points)) {
    const notes = point.meets ?? [];
    // the patterns of the notes are narrow enough to say which date or number is meant; the others only that the point is made
    point.facts = (point.facts ?? []).map((fact) => (notes.length ? { ...fact, of: notes } : fact));
    point.meets = [...new Set([...notes, ...(covering.get(id) ?? [])])];
  }

  const clashesIn = clashReader({ ...draft.bank, lexicon, points }, read);
  for (const [id, point] of Object.entries(points))
    point.wordings = (point.wordings ?? []).filter((text) => {
      const clash = clashesIn(text)[0];
      if (clash !== undefined) warn(id, `A wording was left out, since it clashes with the notes: "${text}" (${clash})`);
      return clash === undefined;
    });
  let next = rightLines.length;
  for (const { id, kind, examples, correction, hint } of wrongs) {
    const meets = [...new Set(examples.flatMap(() => patterns[next++] ?? []))];
    const point = points[id];
    if (meets.length) point?.misconceptions?.push({ kind, meets, examples, correction, hint });
    else if (kind === 'contestable' || !examples.every((text) => clashesIn(text).length))
      warn(id, `No words tell this mistake from what is right, so it was left out: "${examples[0]}"`);
  }
  return withThemes({ ...draft, bank: { ...draft.bank, lexicon, points }, warnings }, written);
}

const within = (text: string, most: number) => text.trim().replace(/\s+/gu, ' ').slice(0, most).trim();
const texts = (list: string[], most: number) => [
  ...new Set(list.map((text) => within(text, most)).filter((text) => /\p{L}{2,}/u.test(text))),
];

function withWords(point: PointInput, { proposition, kind, side, wordings }: WrittenPoint): PointInput {
  const said = within(proposition, 400) || point.proposition;
  return { ...point, proposition: said, kind, side, wordings: texts(wordings, 400).filter((text) => text !== said), misconceptions: [] };
}

function wrongOf(id: string, { kind, examples, correction, hint }: WrittenPoint['misconceptions'][number]): Wrong[] {
  const given = { id, kind, examples: texts(examples, 400), correction: within(correction, 400), hint: within(hint, 80) };
  return given.examples.length && given.correction ? [given] : [];
}

/** Other names for the terms that the notes name; a name that another term has already is left with it. */
function withNames(terms: BankInput['lexicon'], names: WrittenDraft['names']): BankInput['lexicon'] {
  const lexicon = structuredClone(terms);
  const taken = new Set(Object.values(lexicon).flatMap((term) => term.names));
  for (const { name, others } of names) {
    const term = Object.values(lexicon).find((one) => one.names.includes(plain(name)));
    for (const other of texts(others, 60).map(plain)) {
      if (!term || taken.has(other) || other.length < 2) continue;
      taken.add(other);
      term.names.push(other);
    }
  }
  return lexicon;
}

/** What a text would be told is wrong in it. */
function clashReader(input: BankInput, read: (text: string) => ReadEssay): (text: string) => string[] {
  const knowledge = buildKnowledge(Bank.parse(input));
  return (text) => {
    const essay = read(text);
    return readSentences(essay, knowledge.lexicon, (token) => token).flatMap((reading) =>
      meaningOf(reading, essay, knowledge).clashes.map(({ clash }) => clash.correction),
    );
  };
}

/** The question as it was written, and the points under its themes where the notes name none. */
function withThemes({ bank, question, lines, warnings }: Draft, { question: by }: WrittenDraft): Draft {
  const grouped = Object.keys(bank.themes).length === 1 ? by.themes.filter(({ title, points }) => slug(title) && points.length) : [];
  const themeOf = new Map(grouped.flatMap(({ title, points }) => points.map((id): [string, string] => [id, slug(title)])));
  const idOf = (id: string) => (themeOf.has(id) ? `${themeOf.get(id)}.${id.slice(id.indexOf('.') + 1)}` : id);
  const loose = Object.keys(bank.points).some((id) => !themeOf.has(id));
  const kept = loose || !grouped.length ? Object.entries(bank.themes) : [];
  const themes = Object.fromEntries(
    [...grouped.map(({ title }): [string, { title: string }] => [slug(title), { title: within(title, 80) }]), ...kept].map(
      ([id, { title }], i) => [id, { title, order: i + 1 }],
    ),
  );
  const cards = Object.fromEntries(Object.values(themes).map(({ title, order }) => [String(order), title]));
  const points = Object.entries(bank.points).map(([id, point]): [string, PointInput] => {
    const theme = themeOf.get(id) ?? point.theme;
    return [idOf(id), { ...point, theme, cards: [themes[theme]?.order ?? 1] }];
  });
  return {
    bank: { ...bank, themes, cards, points: Object.fromEntries(points) },
    question: {
      ...questionOf(question, by, idOf),
      themes: Object.fromEntries(Object.keys(themes).map((theme) => [theme, 'question' as const])),
    },
    lines: lines.map((line) => ({ ...line, point: idOf(line.point), patterns: bank.points[line.point]?.meets ?? [] })),
    warnings: warnings.map(({ field, detail }) => ({
      field: field.startsWith('/bank/points/') ? `/bank/points/${idOf(field.slice('/bank/points/'.length))}` : field,
      detail,
    })),
  };
}

function questionOf(question: QuestionInput, by: WrittenDraft['question'], idOf: (id: string) => string): QuestionInput {
  const steps = (list: WrittenDraft['question']['for']) =>
    Object.fromEntries(
      list.slice(0, STEPS).flatMap(({ claim, support, reply, repliedBy }, i) => {
        const said = { claim: within(claim, 400), reply: within(reply, 400) };
        const id = slug(said.claim.split(' ').slice(0, 5).join(' ')) || `step-${i + 1}`;
        return said.claim && said.reply ? [[`${id}`, { ...said, support: support.map(idOf), repliedBy: repliedBy.map(idOf) }]] : [];
      }),
    );
  return {
    ...question,
    title: within(by.title, 120) || question.title,
    sides: { for: within(by.sides.for, 60) || 'success', against: within(by.sides.against, 60) || 'failure' },
    criteria: by.tests
      .map(({ name, words }) => ({ name: within(name, 80), words: texts(words, 60) }))
      .filter(({ name, words }) => name && words.length),
    subjects: texts(by.subjects, 60),
    signs: { success: texts(by.signs.success, 60), failure: texts(by.signs.failure, 60) },
    argument: { for: steps(by.for), against: steps(by.against) },
  };
}
