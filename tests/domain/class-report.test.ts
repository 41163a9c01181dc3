import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClassReport, classReport, type ReportRow } from '../../src/domain/class-report.ts';
import { shippedRubric } from '../support/builders.ts';
import { row, someRows } from '../support/class-rows.ts';

const rubric = shippedRubric();
const report = (...rows: ReportRow[]) => classReport(rows, rubric);
const digest = (more: Partial<NonNullable<ReportRow['digest']>>) => ({
  targets: ['know-more'],
  mistakes: [],
  absent: { themes: [], phases: [] },
  ...more,
});
const wrong = (correction: string, ...quotes: string[]) => digest({ mistakes: quotes.map((quote) => ({ correction, quote })) });
const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
const marked = (...marks: number[]) => report(...marks.map((awarded, i) => row(i, { awarded, level: null })));

describe('the report of a class', () => {
  it('is JSON of its schema, whatever the class', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const made = classReport(rows, rubric);
        expect(ClassReport.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
      }),
    );
  });

  it('counts every script once by its state, its mark and its level', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { scripts, states, withMark, withoutMark, marks, levels } = classReport(rows, rubric);
        expect(scripts).toBe(rows.length);
        expect(sum(Object.values(states))).toBe(rows.length);
        for (const [state, n] of Object.entries(states)) expect(n).toBe(rows.filter((one) => one.state === state).length);
        expect(withMark).toBe(rows.filter(({ awarded }) => awarded !== null).length);
        expect(withMark + withoutMark).toBe(rows.length);
        expect(sum(marks.map((one) => one.scripts))).toBe(withMark);
        expect(sum(levels.map((one) => one.scripts))).toBe(withMark);
      }),
    );
  });

  it('takes the spread of those who have a mark and of nobody else', () => {
    const { spread } = report(row(1, { awarded: 10 }), row(2, { awarded: null }), row(3, { awarded: 20 }), row(4, { awarded: 12 }));
    expect(spread).toEqual({ marks: 3, mean: 14, lowest: 10, lowerQuartile: 11, median: 12, upperQuartile: 16, highest: 20 });
  });

  it('has no figure where there is no mark', () => {
    expect(report().spread).toMatchObject({ marks: 0, mean: null, median: null, lowerQuartile: null, lowest: null, highest: null });
    expect(report()).toMatchObject({ scripts: 0, marks: [], groups: { shown: [], more: 0 } });
  });

  it('lists the marks from the lowest, and every level of the scheme', () => {
    const { marks, levels } = marked(20, 3, 20, 16);
    expect(marks).toEqual([
      { mark: 3, scripts: 1 },
      { mark: 16, scripts: 1 },
      { mark: 20, scripts: 2 },
    ]);
    expect(levels.map(({ level, min, max, scripts }) => [level, min, max, scripts])).toEqual([
      [1, 1, 5, 1],
      [2, 6, 10, 0],
      [3, 11, 15, 0],
      [4, 16, 20, 3],
      [5, 21, 25, 0],
    ]);
  });

  it('has a level 0 only where somebody is in it', () => {
    expect(marked(0, 3).levels[0]).toEqual({ level: 0, min: 0, max: 0, scripts: 1 });
    expect(marked(1, 3).levels[0]?.level).toBe(1);
  });

  it('goes by the level that a row has, or else by the scheme', () => {
    expect(report(row(1, { awarded: 15, level: 4 })).levels[3]?.scripts).toBe(1);
    expect(report(row(1, { awarded: 15, level: null })).levels[2]?.scripts).toBe(1);
  });
});

describe('groups', () => {
  it('are told apart in order, those in none last', () => {
    const { groups } = report(
      row(1, { group: '12B', awarded: 20, level: 4 }),
      row(2),
      row(3, { group: '12A' }),
      row(4, { group: '9C', awarded: null, level: null }),
    );
    expect(groups.shown.map(({ group, scripts, spread }) => [group, scripts, spread.mean])).toEqual([
      ['9C', 1, null],
      ['12A', 1, 14],
      ['12B', 1, 20],
      [null, 1, 14],
    ]);
    expect(groups.shown.map(({ levels }) => levels.map(({ scripts }) => scripts))).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 0],
      [0, 0, 1, 0, 0],
    ]);
  });

  it('are none where nobody is in one, and are listed where all are in one', () => {
    expect(report(row(1), row(2)).groups.shown).toEqual([]);
    expect(report(row(1, { group: '12A' })).groups.shown).toHaveLength(1);
  });

  it('are at most fifty, and the report says how many more there are', () => {
    const { groups } = report(...Array.from({ length: 53 }, (_, i) => row(i, { group: `group ${i}` })));
    expect([groups.shown.length, groups.more]).toEqual([50, 3]);
  });
});

describe('targets', () => {
  const needing = (n: number, ...targets: string[]) => row(n, { digest: digest({ targets }) });

  it('count who needs each first and who at all', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const made = classReport(rows, rubric);
        const lists = rows.map(({ digest, awardedByEngine }) =>
          digest && (awardedByEngine !== null || digest.targets.length || digest.mistakes.length) ? digest.targets : [],
        );
        for (const { id, first, all, who } of made.targets.shown) {
          expect(first).toBe(lists.filter((list) => list[0] === id).length);
          expect(all).toBe(lists.filter((list) => list.includes(id)).length);
          expect(who.shown.length + who.more).toBe(all);
          expect(who.shown.filter((one) => one.first)).toHaveLength(first);
        }
        expect(sum(made.targets.shown.map(({ all }) => all))).toBe(lists.flat().length);
      }),
    );
  });

  it('begin with what most need next, each with its title and the names, those who need it first before the others', () => {
    const [most] = report(
      needing(3, 'weigh-both-sides', 'know-more'),
      needing(10, 'know-more', 'weigh-both-sides'),
      needing(2, 'know-more'),
    ).targets.shown;
    expect(most).toMatchObject({ id: 'know-more', title: 'Bring more that can be checked', first: 2, all: 3 });
    expect(most?.who.shown).toEqual([
      { submissionId: 'sub_2', identifier: '0002', name: 'Student 2', first: true },
      { submissionId: 'sub_10', identifier: '0010', name: 'Student 10', first: true },
      { submissionId: 'sub_3', identifier: '0003', name: 'Student 3', first: false },
    ]);
  });

  it('of which as many need one first are in the order of how many need them at all, then of the scheme', () => {
    const ids = report(needing(1, 'know-more', 'take-a-line')).targets.shown.map(({ id }) => id);
    expect(ids.slice(0, 4)).toEqual(['know-more', 'take-a-line', 'check-the-details', 'cover-the-period']);
    expect(ids).toHaveLength(Object.keys(rubric.scheme.targets).length);
    expect(ids.at(-1)).toBe('go-back-to-your-test');
  });

  it('are in the order of the scheme also where its file lists them in another, and count once what a digest names twice', () => {
    const { scheme } = rubric;
    const turned = Object.fromEntries(Object.entries(scheme.targets).toReversed());
    const made = classReport([needing(1, 'know-more', 'know-more')], { ...rubric, scheme: { ...scheme, targets: turned } });
    expect(made.targets).toEqual(report(needing(1, 'know-more')).targets);
    expect(made.targets.shown[0]).toMatchObject({ first: 1, all: 1 });
  });

  it('keep one that the scheme does not have, under its own words', () => {
    expect(report(needing(1, 'read the question twice')).targets.shown[0]).toMatchObject({ title: 'read the question twice', first: 1 });
  });

  it('name at most a hundred, and say how many more there are', () => {
    const { who, all } = report(
      ...Array.from({ length: 80 }, (_, i) => needing(i, 'know-more')),
      ...Array.from({ length: 30 }, (_, i) => needing(100 + i, 'take-a-line', 'know-more')),
    ).targets.shown[0] as ClassReport['targets']['shown'][number];
    expect([all, who.shown.length, who.more, who.shown.filter(({ first }) => first).length]).toEqual([110, 100, 10, 80]);
  });

  it('tell two students of one name apart by their identifiers', () => {
    const twins = [needing(9, 'know-more'), needing(8, 'know-more')].map((one) => ({ ...one, name: 'Sam Hill' }));
    expect(report(...twins).targets.shown[0]?.who.shown.map(({ identifier }) => identifier)).toEqual(['0008', '0009']);
  });

  it('name a student by the identifier where there is no name', () => {
    const nameless = { ...needing(7, 'know-more'), name: null };
    expect(report(needing(1, 'know-more'), nameless).targets.shown[0]?.who.shown.map(({ identifier }) => identifier)).toEqual([
      '0007',
      '0001',
    ]);
  });
});

describe('mistakes', () => {
  it('are grouped by their correction, most scripts first, each script once by its first sentence', () => {
    const { mistakes } = report(
      row(1, { digest: wrong('It was 1934.', 'in 1933') }),
      row(2, { digest: wrong('It was Litvinov.', 'Molotov did', 'Molotov again') }),
      row(3, { digest: wrong('It was Litvinov.', 'so Molotov') }),
    );
    expect(mistakes.shown.map(({ correction, scripts }) => [correction, scripts])).toEqual([
      ['It was Litvinov.', 2],
      ['It was 1934.', 1],
    ]);
    expect(mistakes.shown[0]?.sentences).toEqual({
      shown: [
        { submissionId: 'sub_2', identifier: '0002', name: 'Student 2', quote: 'Molotov did' },
        { submissionId: 'sub_3', identifier: '0003', name: 'Student 3', quote: 'so Molotov' },
      ],
      more: 0,
    });
  });

  it('count a script once also where another mistake stands between two of the same', () => {
    const twice = digest({ mistakes: ['a', 'b', 'a'].map((correction, i) => ({ correction, quote: `q${i}` })) });
    expect(report(row(1, { digest: twice })).mistakes.shown).toMatchObject([
      { correction: 'a', scripts: 1, sentences: { shown: [{ quote: 'q0' }] } },
      { correction: 'b', scripts: 1 },
    ]);
  });

  it('have at most five sentences and are at most twenty, and the report says how many more there are', () => {
    const { mistakes } = report(
      ...Array.from({ length: 7 }, (_, i) => row(i, { digest: wrong('all make it', `sentence ${i}`) })),
      ...Array.from({ length: 22 }, (_, i) => row(10 + i, { digest: wrong(`only ${i} makes it`, 'this') })),
    );
    expect([mistakes.shown.length, mistakes.more]).toEqual([20, 3]);
    expect([mistakes.shown[0]?.sentences.shown.length, mistakes.shown[0]?.sentences.more]).toEqual([5, 2]);
  });
});

describe('what is left out', () => {
  const without = (n: number, themes: string[], phases: string[] = []) => row(n, { digest: digest({ absent: { themes, phases } }) });

  it('is counted by theme and phase, in the order of the bank, with their titles', () => {
    const { leftOut } = report(without(1, ['spain', 'aims', 'aims']), without(2, ['spain'], ['1941']));
    expect(leftOut.themes.map(({ id, scripts }) => [id, scripts]).slice(0, 4)).toEqual([
      ['aims', 1],
      ['context', 0],
      ['collective-security', 0],
      ['spain', 2],
    ]);
    expect(leftOut.themes[3]?.title).toBe('The Spanish Civil War');
    expect(leftOut.phases.map(({ id, title, scripts }) => [id, title, scripts])).toEqual([
      ['1929-33', 'Working with Germany', 0],
      ['1933-38', 'Collective security', 0],
      ['1939-40', 'The pact and expansion', 0],
      ['1941', 'Invasion', 1],
    ]);
  });

  it('leaves away a theme that is not reported, and says which are background', () => {
    const { bank, question } = rubric;
    const quiet = { ...bank, themes: { ...bank.themes, spain: { title: 'Spain', order: 4, reported: false } } };
    const made = classReport([without(1, ['spain', 'far-east'])], {
      ...rubric,
      bank: quiet,
      question: { ...question, themes: { ...question.themes, 'far-east': 'background' } },
    });
    expect(made.leftOut.themes.map(({ id }) => id)).not.toContain('spain');
    expect(made.leftOut.themes.filter(({ background }) => background)).toMatchObject([{ id: 'far-east', scripts: 1 }]);
  });

  it('says nothing of an essay that no engine could read, even where a teacher has given it a mark', () => {
    const unread = { targets: [], mistakes: [], absent: { themes: ['spain'], phases: ['1941'] } };
    const made = report(without(1, ['spain']), row(2, { awardedByEngine: null, digest: unread }), row(3, { digest: null }));
    expect([made.read, made.withMark]).toEqual([1, 3]);
    expect(made.leftOut.themes.find(({ id }) => id === 'spain')?.scripts).toBe(1);
    expect(made.leftOut.phases.at(-1)?.scripts).toBe(0);
  });

  it('counts an essay that was read and held back without a mark', () => {
    expect(report(row(1, { awarded: null, awardedByEngine: null })).read).toBe(1);
    expect(report(row(1, { awarded: null, awardedByEngine: null, digest: { ...wrong('It was 1934.', '1933'), targets: [] } })).read).toBe(
      1,
    );
    expect(report(row(1, { digest: digest({ targets: [] }) })).read).toBe(1);
  });
});

describe('what teachers changed', () => {
  const moved = (n: number, from: number | null, to: number | null) => row(n, { awardedByEngine: from, awarded: to });

  it('is how many marks, which way and by how much, of those that were changed', () => {
    const { changes } = report(moved(1, 10, 14), moved(2, 10, 9), moved(3, 10, 10), moved(4, null, 8), moved(5, 12, null));
    expect(changes).toMatchObject({ compared: 3, changed: 2, raised: 1, lowered: 1, given: 1, mean: 1.5, meanSize: 2.5 });
    expect(changes.biggest).toEqual({
      shown: [
        { submissionId: 'sub_1', identifier: '0001', name: 'Student 1', from: 10, to: 14 },
        { submissionId: 'sub_2', identifier: '0002', name: 'Student 2', from: 10, to: 9 },
      ],
      more: 0,
    });
  });

  it('names the five biggest, up or down', () => {
    const { biggest } = report(...[1, 2, 3, 4, 5, 6, 7].map((step) => moved(step, 12, step % 2 ? 12 - step : 12 + step))).changes;
    expect(biggest.shown.map(({ to }) => to)).toEqual([5, 18, 7, 16, 9]);
    expect(biggest.more).toBe(2);
  });

  it('is nothing where no mark was changed', () => {
    expect(report(row(1)).changes).toMatchObject({ compared: 1, changed: 0, mean: null, meanSize: null });
  });
});
