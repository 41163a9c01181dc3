import { describe, expect, it } from 'vitest';
import { Bank, Question } from '../../../src/domain/rubric-parts.ts';
import { bankProblems, questionProblems } from '../../../src/domain/rubric-rules.ts';
import type { WrittenDraft, WrittenPoint } from '../../../src/engines/rubric-reader.ts';
import { makeReader } from '../../../src/make-reader.ts';

const reader = makeReader();
const NOTES = [
  'East German soldiers began to seal the border on 13 August 1961',
  'Kennedy did not try to stop the building of the Berlin Wall',
  'About 2.7 million people had fled to the West before the border was closed',
];
const draft = reader.draft('How far was the Berlin Wall a success for Khrushchev, 1958 to 1963?', NOTES.join('\n'), 'essay-25');
const [sealed = '', kennedy = '', fled = ''] = draft.lines.map(({ point }) => point);

const written = (more: Partial<WrittenPoint> = {}): WrittenPoint => ({
  proposition: 'Said better.',
  kind: 'fact',
  side: 'success',
  wordings: [],
  misconceptions: [],
  ...more,
});
const question: WrittenDraft['question'] = {
  title: 'The Wall',
  sides: { for: 'a success', against: 'a failure' },
  themes: [],
  tests: [],
  subjects: [],
  signs: { success: [], failure: [] },
  for: [],
  against: [],
};
const enrich = (points: [string, WrittenPoint][], more: Partial<WrittenDraft> = {}) => {
  const result = reader.enrich(draft, { points: new Map(points), names: [], question, ...more });
  const bank = Bank.parse(result.bank);
  expect([...bankProblems(bank), ...questionProblems(Question.parse(result.question), bank)]).toEqual([]);
  expect(Object.values(bank.points).every(({ unreviewed }) => unreviewed)).toBe(true);
  return { ...result, bank };
};
const wrong = (example: string, more: Partial<WrittenPoint['misconceptions'][number]> = {}) => ({
  misconceptions: [{ kind: 'error' as const, examples: [example], correction: 'It was otherwise.', hint: 'look again', ...more }],
});

describe('a draft with what a model wrote for it', () => {
  it('credits a wording, and what is like it in other words, to its own point', () => {
    const { bank, warnings } = enrich([
      [
        sealed,
        written({ wordings: ['troops rolled out barbed wire across the city one Sunday night', 'the GDR shut its frontier overnight'] }),
      ],
    ]);
    expect(warnings.map(({ detail }) => detail)).toEqual([
      'The model wrote nothing for this line: it stands as it was found in the notes.',
      'The model wrote nothing for this line: it stands as it was found in the notes.',
    ]);
    expect(bank.points[sealed]).toMatchObject({ proposition: 'Said better.', side: 'success', facts: [{ when: '1961-08-13' }] });
    const idsIn = reader.entriesIn(bank);
    expect([...idsIn('The troops put barbed wire across the city.')]).toEqual([sealed]);
    expect([...idsIn('Kennedy did not try to stop the building of the Berlin Wall.')]).toEqual([kennedy]);
  });

  it('calls a foreseen mistake wrong once it is reviewed, and none of the right texts', () => {
    const mistake = 'Kennedy sent tanks to tear the Berlin Wall down';
    const rightWording = 'Kennedy let the Berlin Wall stand';
    const { bank } = enrich([[kennedy, written({ wordings: [rightWording], ...wrong(mistake) })]]);
    const told = (text: string, by: Bank) =>
      reader
        .trySentence(text, by)
        .map(({ clashes, comments }) => [clashes, comments].map((list) => list.map(({ correction }) => correction)));
    expect(told(`${mistake}.`, bank)).toEqual([[[], ['It was otherwise.']]]);
    const reviewed = structuredClone(bank);
    for (const point of Object.values(reviewed.points)) delete point.unreviewed;
    const clashesIn = (text: string) => told(text, reviewed).flatMap(([clashes]) => clashes);
    expect(clashesIn(`${mistake}.`)).toEqual(['It was otherwise.']);
    for (const text of [rightWording, ...NOTES]) expect(clashesIn(`${text}.`)).toEqual([]);
  });

  it('leaves out a mistake that no words tell from what is right, with a warning', () => {
    const { bank, warnings } = enrich([
      [kennedy, written({ wordings: ['Kennedy accepted the Wall'], ...wrong('Kennedy accepted the Wall') })],
    ]);
    expect(bank.points[kennedy]?.misconceptions).toEqual([]);
    expect(warnings).toContainEqual({ field: `/bank/points/${kennedy}`, detail: expect.stringContaining('Kennedy accepted the Wall') });
  });

  it('says nothing of a mistake that the date gives away already', () => {
    const text = 'East German soldiers began to seal the border in August 1962';
    const { bank, warnings } = enrich([[sealed, written({ proposition: NOTES[0] ?? '', wordings: [], ...wrong(text) })]]);
    expect(bank.points[sealed]?.misconceptions).toEqual([]);
    expect(warnings.filter(({ detail }) => detail.includes('1962'))).toEqual([]);
  });

  it('leaves out a wording that clashes with the notes, with a warning', () => {
    const text = 'East German soldiers began to seal the border on 13 August 1959';
    const { bank, warnings } = enrich([[sealed, written({ wordings: [text, 'the border was sealed by East German soldiers'] })]]);
    expect(bank.points[sealed]?.wordings).toEqual(['the border was sealed by East German soldiers']);
    expect(warnings).toContainEqual({ field: `/bank/points/${sealed}`, detail: expect.stringContaining('clashes with the notes') });
  });

  it('takes other names, but none that is taken', () => {
    const names = [{ name: 'Kennedy', others: ['JFK', 'Kenedy', 'berlin wall', '!!'] }];
    const { bank } = enrich([], { names });
    expect(bank.lexicon.kennedy?.names).toEqual(['kennedy', 'jfk', 'kenedy']);
  });

  it('takes themes where the notes name none, and carries every id along', () => {
    const themes = [
      { title: 'What happened', points: [sealed] },
      { title: 'The West', points: [kennedy, fled] },
    ];
    const step = { claim: 'It stopped the flight.', support: [fled, sealed], reply: 'At a price.', repliedBy: [kennedy] };
    const { bank, question: asked, lines } = enrich([], { question: { ...question, themes, for: [step] } });
    expect(Object.keys(bank.themes)).toEqual(['what-happened', 'the-west']);
    expect(Object.keys(bank.points)).toEqual(lines.map(({ point }) => point));
    expect(Object.keys(bank.points).map((id) => id.split('.')[0])).toEqual(['what-happened', 'the-west', 'the-west']);
    expect(Object.values(bank.points).map(({ cards }) => cards)).toEqual([[1], [2], [2]]);
    expect(asked.themes).toEqual({ 'what-happened': 'question', 'the-west': 'question' });
    expect(Object.values(asked.argument.for)[0]?.support).toEqual([lines[2]?.point, lines[0]?.point]);
  });

  it('stands with whatever is too long, empty or odd', () => {
    const odd = written({
      proposition: '   ',
      wordings: ['', '?!', 'x'.repeat(900), 'ab '.repeat(300)],
      misconceptions: [
        { kind: 'contestable', examples: ['', ' '], correction: 'c', hint: 'h' },
        { kind: 'error', examples: ['Tanks came.'], correction: ' ', hint: '' },
        { kind: 'error', examples: ['y '.repeat(400)], correction: 'z'.repeat(900), hint: 'h'.repeat(500) },
      ],
    });
    const tests = [
      { name: '', words: ['a'] },
      { name: 'security', words: ['w'.repeat(99), ''] },
    ];
    const { bank } = enrich([[fled, odd]], {
      question: { ...question, title: ' ', tests, for: [{ claim: '', support: [], reply: 'r', repliedBy: [] }] },
    });
    expect(bank.points[fled]?.proposition).toContain('2.7 million');
  });
});
