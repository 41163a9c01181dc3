import fc from 'fast-check';
import type { ReportRow } from '../../src/domain/class-report.ts';
import { shippedRubric } from './builders.ts';

const rubric = shippedRubric();
const targets = Object.keys(rubric.scheme.targets);
const themes = Object.keys(rubric.bank.themes);
const phases = Object.keys(rubric.bank.phases).filter((phase) => !phase.startsWith('before'));

/** One script of a class: marked 14 by the engine, not changed since, with one target and nothing wrong or left out. */
export const row = (n: number, more: Partial<ReportRow> = {}): ReportRow => ({
  submissionId: `sub_${n}`,
  identifier: String(n).padStart(4, '0'),
  name: `Student ${n}`,
  group: null,
  state: 'marked',
  awarded: 14,
  level: 3,
  awardedByEngine: 14,
  digest: { targets: ['know-more'], mistakes: [], absent: { themes: [], phases: [] } },
  ...more,
});

const mark = fc.option(fc.integer({ min: 0, max: rubric.scheme.maxMark }), { nil: null });
const digest = fc.record({
  targets: fc.uniqueArray(fc.constantFrom(...targets, 'a-target-of-old', '__proto__'), { maxLength: 3 }),
  mistakes: fc.array(
    fc.record({ correction: fc.constantFrom('It was 1934.', 'It was Litvinov.', 'constructor'), quote: fc.string({ minLength: 1 }) }),
    { maxLength: 4 },
  ),
  absent: fc.record({ themes: fc.subarray(themes), phases: fc.subarray(phases) }),
});

/** Classes of any make: with and without marks, names, groups and digests. */
export const someRows: fc.Arbitrary<ReportRow[]> = fc
  .array(
    fc.record({
      name: fc.option(fc.string(), { nil: null }),
      group: fc.option(fc.constantFrom('12A', '12B', '<b>'), { nil: null }),
      state: fc.constantFrom('waiting', 'marked', 'needs_teacher', 'reviewed', 'released', 'cancelled'),
      awarded: mark,
      awardedByEngine: mark,
      digest: fc.option(digest, { nil: null }),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((one, i) => row(i, { ...one, level: null } as Partial<ReportRow>)));
