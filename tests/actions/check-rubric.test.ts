import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRubric, readRubricBody } from '../../src/actions/check-rubric.ts';
import { patternCheck } from '../../src/pattern-check.ts';
import { smallRubric } from '../support/builders.ts';

// biome-ignore lint/suspicious/noExplicitAny: a body may hold anything
type Body = Record<string, any>;

const { question, bank, scheme } = smallRubric(8);
const good = (): Body => structuredClone({ question, bank, scheme });
const P1 = 'theme-1.point-1';
const P2 = 'theme-1.point-2';
/** The pointers at which a changed body is wrong. */
function wrong(change: (body: Body) => void): string[] {
  const body = good();
  change(body);
  const { content, problems } = readRubricBody(body, patternCheck);
  expect(content === null).toBe(problems.length > 0);
  return problems.map(({ field }) => field).sort();
}

describe('the body of a rubric', () => {
  it('that breaks no rule comes back as it is', () => {
    expect(checkRubric(good(), patternCheck)).toEqual(good());
  });

  it('takes the defaults of what it leaves out', () => {
    const body = good();
    body.bank.points = { [P1]: { theme: 'theme-1', proposition: 'It was so.', phase: '1929-33', cards: [1] } };
    expect(checkRubric(body, patternCheck).bank.points[P1]).toMatchObject({ kind: 'fact', meets: [], twins: [], order: 0 });
  });

  it.each<[name: string, change: (body: Body) => void, pointers: string[]]>([
    [
      'an unknown field at the top',
      (body) => {
        body.grade = 1;
      },
      ['/grade'],
    ],
    [
      'an unknown field of a point',
      ({ bank }) => {
        bank.points[P1].mark = 1;
      },
      [`/bank/points/${P1}/mark`],
    ],
    [
      'a slash in the name of an unknown field',
      ({ bank }) => {
        bank.points[P1]['a/b~'] = 1;
      },
      [`/bank/points/${P1}/a~1b~0`],
    ],
    ['a missing part', (body) => delete body.scheme, ['/scheme']],
    [
      'a part of another type',
      (body) => {
        body.bank = [];
      },
      ['/bank'],
    ],
    [
      'a field of another type',
      ({ bank }) => {
        bank.points[P1].cards = 'one';
      },
      [`/bank/points/${P1}/cards`],
    ],
    [
      'a list entry of another type',
      ({ bank }) => {
        bank.points[P1].meets = ['ok', 7];
      },
      [`/bank/points/${P1}/meets/1`],
    ],
    [
      'an id that is none',
      ({ bank }) => {
        bank.points['Bad Id'] = bank.points[P1];
      },
      ['/bank/points/Bad Id'],
    ],
    [
      'a fact that is nearly a date',
      ({ bank }) => {
        bank.points[P1].facts = [{ when: '1939-8', says: 'x' }];
      },
      [`/bank/points/${P1}/facts/0/when`],
    ],
    [
      'a theme that is none',
      ({ bank }) => {
        bank.points[P1].theme = 'nowhere';
      },
      [`/bank/points/${P1}/theme`],
    ],
    [
      'a theme that JavaScript has',
      ({ bank }) => {
        bank.points[P1].theme = 'constructor';
      },
      [`/bank/points/${P1}/theme`],
    ],
    [
      'a phase that is none',
      ({ bank }) => {
        bank.points[P1].phase = '1066';
      },
      [`/bank/points/${P1}/phase`],
    ],
    [
      'a card that is none',
      ({ bank }) => {
        bank.points[P1].cards = [1, 99];
      },
      [`/bank/points/${P1}/cards`],
    ],
    [
      'a twin that is none',
      ({ bank }) => {
        bank.points[P1].twins = ['theme-1.nobody'];
      },
      [`/bank/points/${P1}/twins`],
    ],
    [
      'a twin that does not name it back',
      ({ bank }) => {
        bank.points[P1].twins = [P2];
      },
      [`/bank/points/${P1}/twins`],
    ],
    [
      'a name outside the lexicon',
      ({ bank }) => {
        bank.points[P1].facts = [{ who: ['zhukov'], kind: 'person', says: 'it was he' }];
      },
      [`/bank/points/${P1}/facts/0/who`],
    ],
    [
      'a day that is none',
      ({ bank }) => {
        bank.points[P1].facts = [
          { when: '1939-02-30', says: 'x' },
          { when: '1939-13..1940', says: 'x' },
          { when: '1939-02..1939', says: 'x' },
          { when: '1941..1939-12', says: 'x' },
        ];
        bank.lexicon.war = { kind: 'event', names: ['war'], when: '1940-00' };
      },
      ['/bank/lexicon/war/when', `/bank/points/${P1}/facts/0/when`, `/bank/points/${P1}/facts/1/when`, `/bank/points/${P1}/facts/3/when`],
    ],
    [
      'a range that ends below where it begins',
      ({ bank }) => {
        bank.points[P1].facts = [{ number: { from: 9, to: 2, unit: 'men' }, says: 'x' }];
      },
      [`/bank/points/${P1}/facts/0/number`],
    ],
    [
      'an id given to a point and beyond',
      ({ bank }) => {
        bank.beyond[P1] = Object.values(bank.beyond)[0];
      },
      [`/bank/points/${P1}`],
    ],
    [
      'a pattern that cannot be read',
      ({ bank }) => {
        bank.points[P1].meets = ['pact', '~only !context'];
      },
      [`/bank/points/${P1}/meets/1`],
    ],
    [
      'a pattern of a misconception that cannot be read',
      ({ bank }) => {
        bank.points[P1].misconceptions = [{ kind: 'error', meets: ['!a'], examples: ['x'], correction: 'y' }];
      },
      [`/bank/points/${P1}/misconceptions/0/meets/0`],
    ],
    [
      'a support that is no point',
      ({ question }) => {
        question.argument.for = { one: { claim: 'c', support: ['theme-1.none'], reply: 'r' } };
      },
      ['/question/argument/for/one'],
    ],
    [
      'a theme of the question that is none',
      ({ question }) => {
        question.themes = { nowhere: 'question' };
      },
      ['/question/themes/nowhere'],
    ],
    [
      'a bank of another name',
      ({ question }) => {
        question.bank = 'other';
      },
      ['/question/bank'],
    ],
    [
      'a scheme of another name',
      ({ question }) => {
        question.scheme = 'other';
      },
      ['/question/scheme'],
    ],
    [
      'levels that overlap',
      ({ scheme }) => {
        scheme.levels['2'].min = 5;
      },
      ['/scheme/levels/2'],
    ],
    [
      'levels that leave a gap',
      ({ scheme }) => {
        scheme.levels['2'].min = 7;
      },
      ['/scheme/levels/2'],
    ],
    [
      'levels that end too soon',
      ({ scheme }) => {
        scheme.maxMark = 30;
      },
      ['/scheme/levels'],
    ],
    [
      'no level at all',
      ({ scheme }) => {
        scheme.levels = {};
      },
      ['/scheme/levels'],
    ],
    [
      'a level that is left out',
      ({ scheme }) => {
        scheme.levels['6'] = scheme.levels['5'];
        delete scheme.levels['5'];
      },
      ['/scheme/levels/6'],
    ],
    [
      'a criterion that is none',
      ({ scheme }) => {
        scheme.levels['3'].criteria.style = scheme.levels['3'].criteria.balance;
        scheme.targets['know-more'].criterion = 'charm';
      },
      ['/scheme/levels/3/criteria/style', '/scheme/targets/know-more/criterion'],
    ],
  ])('with %s is refused there and nowhere else', (_name, change, pointers) => {
    expect(wrong(change)).toEqual(pointers);
  });

  it.each([null, 7, 'rubric', [], [good()]])('that is no object is refused whole', (body) => {
    expect(() => checkRubric(body, patternCheck)).toThrow(expect.objectContaining({ code: 'rubric-invalid' }));
  });

  it('has all its problems told at once: shape, rules, patterns and levels', () => {
    const pointers = wrong((body) => {
      body.grade = 1;
      body.question.extra = 1;
      body.question.themes = { nowhere: 'question' };
      body.bank.points[P1].extra = 1;
      body.bank.points[P1].phase = '1066';
      body.bank.points[P2].cards = 'one';
      body.bank.points['theme-1.point-3'].twins = [P2, 'theme-1.none'];
      body.bank.beyond['theme-1.point-4'].meets = ['!x'];
      body.scheme.extra = 1;
      body.scheme.levels['2'].min = 5;
      body.scheme.targets['know-more'].criterion = 'charm';
    });
    expect(pointers).toEqual(
      [
        '/grade',
        '/question/extra',
        '/question/themes/nowhere',
        `/bank/points/${P1}/extra`,
        `/bank/points/${P1}/phase`,
        `/bank/points/${P2}/cards`,
        '/bank/points/theme-1.point-3/twins',
        '/bank/beyond/theme-1.point-4/meets/0',
        '/scheme/extra',
        '/scheme/levels/2',
        '/scheme/targets/know-more/criterion',
      ].sort(),
    );
  });

  it('never brings an unexpected error, whatever stands in it', () => {
    const paths = [
      'question',
      'bank',
      'scheme',
      'bank.points',
      'bank.beyond',
      'bank.lexicon',
      'bank.themes',
      'bank.cards',
      'bank.phases',
      'scheme.levels',
      'scheme.criteria',
      'scheme.targets',
      'question.argument',
      `bank.points.${P1}`,
      'scheme.levels.1',
      'question.themes',
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), fc.jsonValue()), { minLength: 1, maxLength: 3 }), (edits) => {
        const body = good();
        for (const [path, value] of edits) {
          const [a = '', b, ...c] = path.split('.');
          if (b === undefined) body[a] = value;
          else if (typeof body[a] !== 'object' || body[a] === null) continue;
          else if (!c.length) body[a][b] = value;
          else if (typeof body[a][b] === 'object' && body[a][b] !== null) body[a][b][c.join('.')] = value;
        }
        const { content, problems } = readRubricBody(body, patternCheck);
        expect(content === null).toBe(problems.length > 0);
        for (const { field, detail } of problems)
          expect([field, detail]).toEqual([expect.stringMatching(/^(?:\/|$)/), expect.stringMatching(/./)]);
      }),
      { numRuns: 100 },
    );
  });
});
