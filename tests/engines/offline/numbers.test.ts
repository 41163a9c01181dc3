import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers, inUnit, peoplesOf } from '../../../src/engines/offline/numbers.ts';

const peoples = peoplesOf({
  japan: { kind: 'state', names: ['japan', 'japanese'] },
  finland: { kind: 'state', names: ['finland', 'finns'] },
  army: { kind: 'body', names: ['red army'] },
});
const first = (text: string) => findNumbers(text, 0, peoples)[0];

describe('numbers', () => {
  it.each([
    ['about 47% of imports', 'percent', 47],
    ['47 per cent of imports', 'percent', 47],
    ['some 125,000 men', 'men', 125_000],
    ['25 000 soldiers', 'men', 25_000],
    ['a hundred thousand soldiers', 'men', 100_000],
    ['three million men', 'men', 3_000_000],
    ['2,000-3,000 military advisers', 'men', 2_500],
    ['510 tonnes of gold', 'tonnes', 510],
    ['seventy-two per cent of it', 'percent', 72],
    ['18,000 Japanese were killed', 'men', 18_000],
    ['three-quarters of the gold', 'fraction', 0.75],
    ['900 tanks', 'tanks', 900],
    ['twenty-two months', 'months', 22],
    ['ten years', 'years', 10],
    ['took half Finland', 'fraction', 0.5],
    ['200 Red Army officers', 'men', 200],
  ])('reads “%s”', (text, unit, value) => {
    const number = first(text);
    expect(number?.unit).toBe(unit);
    expect(number && number.from <= value && value <= number.to).toBe(true);
  });

  it('reads fractions as shares that compare with percent', () => {
    const third = first('took about a third of Finland');
    const percent = third && inUnit(third, 'percent');
    expect(percent && percent.from > 25 && percent.to < 40).toBe(true);
    expect(first('two thirds of the gold')?.from).toBeCloseTo(0.6, 1);
  });

  it('leaves "over" open above and "under" open below', () => {
    expect(first('over 100,000 men')?.to).toBeGreaterThan(150_000);
    expect(first('fewer than 100,000 men')?.from).toBeLessThan(60_000);
  });

  it('takes years and bare numbers for no amounts', () => {
    expect(findNumbers('In 1939 he signed, on 23 August, and 14 states agreed')).toEqual([]);
  });

  it('reads every whole number of men within a tenth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (n) => {
        const number = first(`they lost ${n.toLocaleString('en-GB')} men`);
        expect(number && number.from <= n && n <= number.to).toBe(true);
      }),
    );
  });
});
