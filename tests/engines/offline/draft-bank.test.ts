import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/errors.ts';
import { Bank, Question } from '../../../src/domain/rubric-parts.ts';
import { bankProblems, questionProblems } from '../../../src/domain/rubric-rules.ts';
import { intervalOf, isoOf } from '../../../src/engines/offline/dates.ts';
import { makeReader } from '../../../src/make-reader.ts';

const reader = makeReader();
const draft = (notes: string, question = 'How far did the plan succeed from 1947 to 1952?') => reader.draft(question, notes, 'essay-25');

describe('a drafted bank', () => {
  it('has a point a line, with what was found in it, and nothing reviewed', () => {
    const { bank, question, lines } = draft(
      [
        'Aid:',
        '- The Marshall Plan gave 13 per cent of its money to West Germany',
        '2) George Marshall announced the plan on 5 June 1947',
        '# Doubts',
        'Czechoslovakia never took part, which weakened the plan',
      ].join('\n'),
    );
    expect(Object.keys(bank.points)).toEqual(lines.map(({ point }) => point));
    expect(Object.values(bank.points).map(({ theme, unreviewed, proposition }) => [theme, unreviewed, proposition])).toEqual([
      ['aid', true, 'The Marshall Plan gave 13 per cent of its money to West Germany.'],
      ['aid', true, 'George Marshall announced the plan on 5 June 1947.'],
      ['doubts', true, 'Czechoslovakia never took part, which weakened the plan.'],
    ]);
    const [first, second, third] = Object.values(bank.points);
    expect(first?.facts).toMatchObject([{ number: { from: 13, to: 13, unit: 'percent' } }]);
    expect(second?.facts).toMatchObject([{ when: '1947-06-05', says: 'George Marshall announced the plan on 5 June 1947' }]);
    expect(third?.meets?.every((pattern) => pattern.includes('never|'))).toBe(true);
    expect(bank.lexicon['marshall-plan']?.kind).toBe('treaty');
    expect(bank.lexicon['george-marshall']).toEqual({ kind: 'person', names: ['george marshall', 'marshall'] });
    expect(question.period).toEqual({ from: '1947', to: '1952' });
    expect(Object.keys(bank.phases)).toEqual(['1947-1948', '1949-1950', '1951-1952']);
  });

  it('has patterns that fit their own line and no other', () => {
    const notes = [
      'The harvest failed in 1921 and famine followed',
      'Trotsky crushed the Kronstadt rising in March 1921',
      'The new policy let peasants sell their grain',
      'Lenin told the party that the policy was a retreat',
    ];
    const { bank } = draft(notes.join('\n'));
    const idsIn = reader.entriesIn(Bank.parse(bank));
    Object.keys(bank.points).forEach((id, i) => {
      expect([...idsIn(`${notes[i]}.`)]).toEqual([id]);
    });
  });

  it('gives one span where a line has two dates, so that neither is called wrong for the other', () => {
    const { bank } = draft('The talks of June 1961 led to the wall of August 1961');
    expect(Object.values(bank.points)[0]?.facts).toMatchObject([{ when: '1961-06..1961-08' }]);
  });

  it('does not call another event wrong for a word or two that it shares with a dated line', () => {
    const bank = Bank.parse(draft('The Western powers left Berlin in November 1958\nThe army seized power in 1952').bank);
    for (const text of ['The Western powers met in 1948.', 'The army marched in 1940.', 'Berlin was hungry in 1948.'])
      expect(reader.trySentence(text, bank)[0]?.clashes, text).toEqual([]);
    expect(reader.trySentence('The army seized power in 1960.', bank)[0]?.clashes).toMatchObject([{ kind: 'date' }]);
  });

  it('warns of years that cannot be read, and refuses what holds no point', () => {
    expect(draft('Henry broke with Rome in 1533').warnings).toMatchObject([{ field: '/notes/1', detail: expect.stringContaining('1533') }]);
    for (const notes of ['Heading:\n\n- \n', '12 34', 'word '.repeat(200)]) expect(() => draft(notes)).toThrow(Problem);
  });

  it('is a bank and a question that keep every rule, whatever the notes are', { timeout: 60_000 }, () => {
    const word = fc.constantFrom(
      'Lenin',
      'the',
      'wall',
      'never',
      'fell',
      'in 1921',
      '300 tanks',
      'NATO',
      'of',
      'constructor',
      '“Ja”',
      '|',
      '~',
      '!',
      '#',
      '…',
      'a:b',
      '__proto__',
      'Rhein-Ruhr',
      '5 May',
    );
    const line = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (notes) => {
        let made: ReturnType<typeof draft>;
        try {
          made = draft(notes.join('\n'));
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          return;
        }
        const bank = Bank.parse(made.bank);
        expect([...bankProblems(bank), ...questionProblems(Question.parse(made.question), bank)]).toEqual([]);
        for (const { meets } of Object.values(bank.points)) for (const pattern of meets) expect(pattern).not.toMatch(/^[~!>|]/u);
        expect(() => reader.trySentence('Lenin fell in 1921.', bank)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

describe('the rubric’s own form of a date', () => {
  const date = fc.record({
    year: fc.integer({ min: 1800, max: 1999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  });
  const two = (n: number) => String(n).padStart(2, '0');

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(0, 1, 2), ({ year, month, day }, exact) => {
        const iso = [String(year), two(month), two(day)].slice(0, exact + 1).join('-');
        expect(isoOf(intervalOf(iso))).toBe(iso);
      }),
    );
  });

  it('spans no less than what was found', () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        const days = [a, b].map(({ year, month, day }) => intervalOf(`${year}-${two(month)}-${two(day)}`).from).sort((x, y) => x - y);
        const span = { from: days[0] ?? 0, to: days[1] ?? 0 };
        const back = intervalOf(isoOf(span));
        expect(back.from <= span.from && back.to >= span.to).toBe(true);
      }),
    );
  });
});
