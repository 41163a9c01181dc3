import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Flag } from '../../src/domain/argument.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import { needOf, QUERIED } from '../../src/domain/need.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { claim, shippedRubric } from '../support/builders.ts';

const rubric = shippedRubric();
const sure = anAssessment('', []);
const of = (more: Partial<Assessment>) => needOf({ ...sure, ...more }, rubric);
const withMark = (awarded: number, confidence: 'high' | 'medium' | 'low' = 'high') =>
  ({ mark: { ...sure.mark, awarded, confidence } as Assessment['mark'] }) satisfies Partial<Assessment>;
const flag = (kind: Flag['kind'], start: number | null = null): Flag => ({ kind, audience: 'teacher', detail: '', start, end: start });
const claims = (unverified: number, others = 0) =>
  Array.from({ length: unverified + others }, (_, i) => claim(i + 1, { verdict: i < unverified ? 'unverified' : 'supported' }));

const kinds = Flag.shape.kind.options;
const someAssessment = fc
  .record({
    status: fc.constantFrom<Assessment['status'][]>('marked', 'needs_teacher'),
    reason: fc.option(fc.constant('No safe mark could be given.'), { nil: null }),
    awarded: fc.option(fc.integer({ min: 0, max: 25 }), { nil: null }),
    confidence: fc.constantFrom<('high' | 'medium' | 'low')[]>('high', 'medium', 'low'),
    flags: fc.array(fc.tuple(fc.constantFrom(...kinds), fc.option(fc.nat(), { nil: null })), { maxLength: 6 }),
    unverified: fc.nat({ max: 20 }),
    others: fc.nat({ max: 20 }),
  })
  .map(
    ({ status, reason, awarded, confidence, flags, unverified, others }): Assessment => ({
      ...sure,
      status,
      reason,
      ...(awarded === null ? { mark: null } : withMark(awarded, confidence)),
      flags: flags.map(([kind, start]) => flag(kind, start)),
      claims: claims(unverified, others),
    }),
  );

describe('how much a script needs a person', () => {
  it('is nothing where the mark is sure and in the middle of its level', () => {
    expect(of(withMark(13))).toEqual({ need: 0, reasons: [] });
  });

  it('never falls when something more speaks for a person', () => {
    fc.assert(
      fc.property(someAssessment, fc.constantFrom(...kinds), fc.option(fc.nat(), { nil: null }), (assessment, kind, start) => {
        const { need, reasons } = needOf(assessment, rubric);
        const more = [
          { ...assessment, flags: [...assessment.flags, flag(kind, start)] },
          { ...assessment, claims: [...assessment.claims, claim(99, { verdict: 'unverified' })] },
          { ...assessment, mark: assessment.mark && { ...assessment.mark, confidence: 'low' as const } },
          { ...assessment, status: 'needs_teacher' as const },
        ];
        for (const one of more) {
          expect(needOf(one, rubric).need).toBeGreaterThanOrEqual(need);
          expect(needOf(one, rubric).reasons.length).toBeGreaterThanOrEqual(reasons.length);
        }
      }),
    );
  });

  it('is more for any script without a safe mark than for any with one', () => {
    fc.assert(
      fc.property(someAssessment, someAssessment, (a, b) => {
        const [open, closed] = [
          { ...a, status: 'needs_teacher' as const },
          { ...b, status: 'marked' as const },
        ];
        expect(needOf(open, rubric).need).toBeGreaterThan(needOf(closed, rubric).need);
      }),
    );
  });

  it('is less for whatever else may be said of a mark than for a student who asks about it, and more where there is none', () => {
    fc.assert(
      fc.property(someAssessment, (assessment) => {
        expect(needOf({ ...assessment, status: 'marked' }, rubric).need).toBeLessThan(QUERIED.need);
        expect(needOf({ ...assessment, status: 'needs_teacher' }, rubric).need).toBeGreaterThan(QUERIED.need);
      }),
    );
  });

  it('has a reason for whatever it weighs, each once, as a plain sentence', () => {
    fc.assert(
      fc.property(someAssessment, (assessment) => {
        const { need, reasons } = needOf(assessment, rubric);
        expect(need > 0).toBe(reasons.length > 0);
        expect(new Set(reasons).size).toBe(reasons.length);
        for (const reason of reasons) expect(reason).toMatch(/^[A-Z0-9][^_]*\.$/u);
      }),
    );
  });
});

describe('its reasons', () => {
  it('begin with why there is no mark', () => {
    const { need, reasons } = of({
      status: 'needs_teacher',
      reason: 'The model gave no answer.',
      mark: null,
      flags: [flag('text-to-marker')],
    });
    expect(reasons).toEqual(['The model gave no answer.', 'It speaks to the marker.']);
    expect(need).toBe(1050);
    expect(of({ status: 'needs_teacher', mark: null }).reasons).toEqual(['It has no mark yet.']);
  });

  it.each([
    [14, 'Two marks from level 4.', 5],
    [15, 'One mark from level 4.', 15],
    [16, 'One mark from level 3.', 15],
    [17, 'Two marks from level 3.', 5],
    [20, 'One mark from level 5.', 15],
    [6, 'One mark from level 1.', 15],
    [0, 'One mark from level 1.', 15],
  ])('name the level that is next to a mark of %i', (awarded, words, need) => {
    expect(of(withMark(awarded))).toEqual({ need, reasons: [words] });
  });

  it.each([1, 2, 3, 8, 13, 18, 23, 24, 25])('are silent on a mark of %i, which has no other level near', (awarded) => {
    expect(of(withMark(awarded)).reasons).toEqual([]);
  });

  it('name the higher of two levels that are as near', () => {
    const { levels } = rubric.scheme;
    const narrow = {
      '1': { ...levels['1'], min: 1, max: 12 },
      '2': { ...levels['2'], min: 13, max: 13 },
      '3': { ...levels['3'], min: 14, max: 25 },
    };
    const scheme = { ...rubric.scheme, levels: narrow as typeof levels };
    expect(needOf({ ...sure, ...withMark(13) }, { scheme }).reasons).toEqual(['One mark from level 3.']);
  });

  it('say how sure the engine is', () => {
    expect(of(withMark(13, 'low'))).toEqual({ need: 30, reasons: ['The engine is unsure of its mark.'] });
    expect(of(withMark(13, 'medium'))).toEqual({ need: 8, reasons: ['The engine is not quite sure of its mark.'] });
  });

  it.each([
    ['text-to-marker', 'It speaks to the marker.', 50],
    ['not-english', 'Much of it does not read as English.', 40],
    ['off-topic', 'Hardly anything in it speaks of the question.', 40],
    ['copied-cards', 'Much of it is in the words of the revision cards.', 40],
    ['too-short', 'It is very short.', 15],
  ] as const)('name a flag of %s once, however often it is raised', (kind, words, need) => {
    expect(of({ ...withMark(13), flags: [flag(kind, 3), flag(kind, 9)] })).toEqual({ need, reasons: [words] });
  });

  it('are silent on flags that call for nobody', () => {
    expect(
      of({ ...withMark(13), flags: [flag('worth-knowing'), flag('notes-form'), flag('repetition'), flag('engine-failed')] }).need,
    ).toBe(0);
  });

  it('tell engines that differ on the mark from those that differ on statements', () => {
    const both = [flag('engines-differ', 3), flag('engines-differ', 0), flag('engines-differ')];
    expect(of({ ...withMark(13), flags: both })).toEqual({
      need: 85,
      reasons: ['The two engines give marks more than a level apart.', 'The two engines differ on 2 statements.'],
    });
    expect(of({ ...withMark(13), flags: both.slice(0, 1) }).reasons).toEqual(['The two engines differ on 1 statement.']);
  });

  it('count statements that could not be checked from five, and from 35 in a hundred', () => {
    const open = (...many: [number, number]) => of({ ...withMark(13), claims: claims(...many) });
    expect(open(7, 13)).toEqual({ need: 10, reasons: ['7 of its 20 statements could not be checked.'] });
    expect(open(7, 14).reasons).toEqual([]);
    expect(open(5, 0).need).toBe(10);
    expect(open(4, 0).need).toBe(0);
  });
});
