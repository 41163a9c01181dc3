import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Argument } from '../../src/domain/argument.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { decideMark, type Observations } from '../../src/marking/decide-mark.ts';
import { claim, paragraph, smallRubric, someArgument } from '../support/builders.ts';

const rubric = smallRubric();
const POINTS = 40;
const markOf = (observations: Observations) => decideMark(observations, rubric, 'offline').mark.awarded;

const argument: fc.Arbitrary<Argument> = fc.record({
  line: fc.constantFrom(null, 'par_1'),
  criteria: fc.constantFrom('none', 'implicit', 'explicit'),
  counterArgument: fc.constantFrom('absent', 'mentioned', 'answered'),
  balance: fc.constantFrom('success-only', 'failure-only', 'both', 'neither'),
  judgement: fc.constantFrom('none', 'asserted', 'supported', 'sustained'),
});

/** Observations of an essay of up to forty claims in up to six paragraphs. */
const observations: fc.Arbitrary<Observations> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: POINTS }), { minLength: 1, maxLength: POINTS }),
    fc.array(
      fc.record({ use: fc.constantFrom('stated', 'explained', 'argued'), wrong: fc.integer({ min: 0, max: 9 }), exact: fc.boolean() }),
      { minLength: POINTS, maxLength: POINTS },
    ),
    fc.array(
      fc.record({
        mode: fc.constantFrom('narrates', 'asserts', 'explains', 'weighs'),
        link: fc.constantFrom('none', 'implicit', 'explicit'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    argument,
  )
  .map(([points, details, modes, whole]) => {
    const claims = points.map((n, i) => {
      const { use, wrong, exact } = details[i] ?? { use: 'stated', wrong: 9, exact: false };
      return claim(n, { id: `clm_${i + 1}`, use, exact, ...(wrong === 0 ? madeWrong(n) : {}) } as Partial<Claim>);
    });
    const paragraphs = modes.map((mode, p) =>
      paragraph(
        p + 1,
        claims.filter((_, i) => i % modes.length === p).map(({ id }) => id),
        mode as object,
      ),
    );
    return { claims, paragraphs, argument: whole };
  });

const madeWrong = (n: number): Partial<Claim> => ({
  verdict: 'contradicted',
  severity: 'error',
  correction: `In fact ${n}.`,
  themes: [],
  phases: [],
  exact: false,
});

describe('deciding the mark', () => {
  it('gives a whole mark inside the level it names, and the same one every time', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const { mark } = decideMark(seen, rubric, 'offline');
        const level = rubric.scheme.levels[String(mark.level)];
        expect(Number.isInteger(mark.awarded)).toBe(true);
        expect(mark.level === 0 ? mark.awarded === 0 : level && mark.awarded >= level.min && mark.awarded <= level.max).toBe(true);
        expect(mark.range[0] <= mark.awarded && mark.awarded <= mark.range[1] && mark.range[1] <= 25).toBe(true);
        expect(decideMark(structuredClone(seen), rubric, 'offline')).toEqual(decideMark(seen, rubric, 'offline'));
      }),
    );
  });

  it('never rises when an accurate claim is made wrong', () => {
    fc.assert(
      fc.property(observations, fc.nat(), fc.boolean(), (seen, pick, saidBefore) => {
        const accurate = seen.claims.filter((one) => one.verdict === 'supported');
        const victim = accurate[pick % (accurate.length || 1)];
        if (!victim) return;
        const said = saidBefore && seen.claims.find((one) => one.correction)?.correction;
        const worse = seen.claims.map((one) => (one === victim ? { ...one, ...madeWrong(900), ...(said && { correction: said }) } : one));
        expect(markOf({ ...seen, claims: worse })).toBeLessThanOrEqual(markOf(seen));
      }),
      { numRuns: 500 },
    );
  });

  it('falls when enough accurate claims are made wrong', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const before = markOf(seen);
        if (before <= 5) return;
        const allWrong = seen.claims.map((one, i) => ({ ...one, ...madeWrong(900 + i) }));
        expect(markOf({ ...seen, claims: allWrong })).toBeLessThan(before);
      }),
    );
  });

  it('does not change when a paragraph is repeated, or padded with what cannot be checked', () => {
    fc.assert(
      fc.property(observations, fc.nat(), (seen, pick) => {
        const source = seen.paragraphs[pick % seen.paragraphs.length];
        if (!source) return;
        const copies = seen.claims
          .filter((one) => source.claims.includes(one.id))
          .map((one, i) => ({ ...one, id: `clm_${900 + i}`, start: one.start + 50_000, end: one.end + 50_000 }));
        const repeated = { ...source, id: 'par_90', claims: copies.map(({ id }) => id) };
        expect(markOf({ ...seen, claims: [...seen.claims, ...copies], paragraphs: [...seen.paragraphs, repeated] })).toBe(markOf(seen));
        const empty = claim(1, { id: 'clm_800', verdict: 'unverified', points: [], cards: [], themes: [], phases: [] });
        const padding = paragraph(80, ['clm_800'], { mode: 'narrates', link: 'none' });
        expect(markOf({ ...seen, claims: [...seen.claims, empty], paragraphs: [...seen.paragraphs, padding] })).toBe(markOf(seen));
      }),
      { numRuns: 300 },
    );
  });

  it('names its evidence in every audit line', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        for (const line of decideMark(seen, rubric, 'offline').mark.why) expect(line).toMatch(/\b(?:clm|par)_\d+|no claim/u);
      }),
    );
  });

  it('names only claims and paragraphs that exist', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const known = new Set([...seen.claims, ...seen.paragraphs].map(({ id }) => id));
        const { mark, criteria } = decideMark(seen, rubric, 'offline');
        const named = [...mark.why, mark.whyNotHigher].flatMap((line) => line.match(/\b(?:clm|par)_\d+/gu) ?? []);
        for (const id of [...named, ...criteria.flatMap(({ evidence }) => evidence)]) expect(known.has(id) || id === 'par_1').toBe(true);
      }),
    );
  });

  it('counts twins as one idea', () => {
    const twins = structuredClone(rubric);
    const ids = Object.keys(twins.bank.points);
    for (const id of ids) (twins.bank.points[id] ?? { twins: [] }).twins = ids.filter((other) => other !== id);
    const claims = Array.from({ length: 30 }, (_, i) => claim(i + 1));
    const seen = {
      claims,
      paragraphs: [
        paragraph(
          1,
          claims.map(({ id }) => id),
        ),
      ],
      argument: someArgument,
    };
    expect(decideMark(seen, twins, 'offline').mark.awarded).toBeLessThan(markOf(seen));
  });

  it('lifts an answer that argues above one that only knows', () => {
    const claims = Array.from({ length: 40 }, (_, i) => claim(i + 1, { exact: true }));
    const ids = claims.map(({ id }) => id);
    const told = {
      claims,
      paragraphs: [0, 1, 2, 3].map((p) =>
        paragraph(
          p + 1,
          ids.filter((_, i) => i % 4 === p),
          { mode: 'narrates', link: 'none' },
        ),
      ),
      argument: {
        ...someArgument,
        line: null,
        criteria: 'none',
        counterArgument: 'absent',
        balance: 'neither',
        judgement: 'none',
      } as Argument,
    };
    const argued = {
      claims: claims.slice(0, 30).map((one) => ({ ...one, use: 'argued' as const })),
      paragraphs: told.paragraphs.map((one) => ({ ...one, mode: 'weighs' as const, link: 'explicit' as const })),
      argument: { ...someArgument, criteria: 'explicit', counterArgument: 'answered', judgement: 'sustained' } as Argument,
    };
    expect(markOf(told)).toBeLessThanOrEqual(10);
    expect(markOf(argued)).toBeGreaterThanOrEqual(21);
  });

  it('is sure where the qualities agree, less where they lie apart, and never of a few claims or of much that nobody could check', () => {
    const claims = Array.from({ length: 30 }, (_, i) => claim(i + 1, { exact: i < 6 }));
    const ids = claims.map(({ id }) => id);
    const sure = (mode: 'narrates' | 'explains', judgement: Argument['judgement'], seen = claims) =>
      decideMark(
        { claims: seen, paragraphs: [paragraph(1, ids, { mode })], argument: { ...someArgument, judgement, criteria: 'implicit' } },
        rubric,
        'offline',
      ).mark.confidence;
    expect([sure('explains', 'supported'), sure('explains', 'asserted'), sure('narrates', 'none')]).toEqual(['high', 'medium', 'low']);
    expect(sure('explains', 'supported', claims.slice(0, 4))).toBe('low');
    const unread = (n: number): Claim[] => [
      ...claims,
      ...Array.from({ length: n }, (_, i) => claim(31 + i, { id: `clm_${31 + i}`, verdict: 'unverified', points: [] })),
    ];
    expect([6, 20, 45].map((n) => sure('explains', 'supported', unread(n)))).toEqual(['high', 'medium', 'low']);
  });

  it('gives nothing for nothing, and says why it is no higher', () => {
    const { mark } = decideMark(
      { claims: [], paragraphs: [paragraph(1, [])], argument: { ...someArgument, line: null, balance: 'neither', judgement: 'none' } },
      rubric,
      'offline',
    );
    expect(mark.awarded).toBe(0);
    expect(mark.whyNotHigher).not.toBe('');
  });
});
