import type { Measure } from '../domain/rubric-parts.ts';
import type { Measured } from './judge-criteria.ts';
import { said } from './mark-words.ts';

const amount =
  (reach: number, [none, little, some, much]: [string, string, string, string]) =>
  (value: number) =>
    value === 0 ? none : reach < 2 ? little : reach < 4 ? some : much;

/** Words for what is found by number; what is found by kind is said as it is for teachers. */
const FOUND: Partial<Record<Measure, (value: number, reach: number) => string>> = {
  accurate: (n, reach) =>
    amount(reach, ['nothing accurate on the question', 'little on the question', 'a fair amount on the question', 'much on the question'])(
      n,
    ),
  exact: (n, reach) => amount(reach, ['no exact details', 'few exact details', 'some exact details', 'many exact details'])(n),
  beyond: (n, reach) =>
    amount(reach, [
      'nothing beyond the usual facts',
      'little beyond the usual facts',
      'something beyond the usual facts',
      'much beyond the usual facts',
    ])(n),
  errorShare: (n, reach) => amount(reach, ['no mistakes found', 'many mistakes for its length', 'some mistakes', 'hardly a mistake'])(n),
  analytic: (n) =>
    n === 0
      ? 'no paragraph explains'
      : n < 0.5
        ? 'some paragraphs explain'
        : n < 0.85
          ? 'many paragraphs explain'
          : 'nearly every paragraph explains',
  weighed: (n) => (n ? 'one side is weighed against the other' : 'neither side is weighed against the other'),
};

/** What was found of a measure, for a student: without counts. */
export const found = ({ measure, reading, reach }: Measured): string =>
  FOUND[measure]?.(reading.value, reach) ?? said(measure, reading.value);
