import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjoint, findDates, intervalOf } from '../../../src/engines/offline/dates.ts';

/** Does the first date of the text agree with the interval? Null where no date was read. */
const agrees = (text: string, when: string) => {
  const [date] = findDates(text);
  return date ? !disjoint(date, intervalOf(when)) : null;
};

describe('dates', () => {
  it.each([
    ['in 1934', '1934-09'],
    ['on 23 August 1939', '1939-08-23'],
    ['on the 23rd of August, 1939', '1939-08-23'],
    ['on August 24th, 1939', '1939-08-23'],
    ['in the summer of 1939', '1939-08'],
    ['in late 1936', '1936-11'],
    ['in the 1930s', '1934'],
    ['in the late thirties', '1938'],
    ['1932-33', '1933-01'],
    ['between 1936 and 1939', '1938'],
    ['by 1937', '1936'],
    ['after 1933', '1938'],
    ['since 1933', '1940'],
    ['in Sept 1934', '1934-09-18'],
    ["pact (Aug '39)", '1939-08-23'],
    ['signed ’39', '1939'],
    ['23 Aug 39', '1939-08-23'],
    ['Aug 39', '1939-08'],
    ['23/8/39', '1939-08-23'],
    ['23.08.1939', '1939-08-23'],
    ["in the '30s", '1934'],
    ["Spain '36-'39", '1938'],
    ['Aug 23, 1939', '1939-08-23'],
  ])('reads “%s” as agreeing with %s', (text, when) => {
    expect(agrees(text, when)).toBe(true);
  });

  it.each([
    ['in 1936', '1934-09'],
    ['in early 1939', '1939-08'],
    ['on 17 September 1939', '1939-09-01'],
    ['by the end of 1937', '1939-03'],
    ['in the early 1930s', '1939'],
    ['between 1929 and 1931', '1934'],
    ['after 1941', '1939'],
    ['in December 1940', '1939-12'],
    ["pact (Aug '38)", '1939-08-23'],
    ['23/9/39', '1939-08-23'],
    ["in the '20s", '1934'],
  ])('reads “%s” as disagreeing with %s', (text, when) => {
    expect(agrees(text, when)).toBe(false);
  });

  it('lets a day either way pass', () => {
    expect(agrees('24 August 1939', '1939-08-23')).toBe(true);
    expect(agrees('25 August 1939', '1939-08-23')).toBe(false);
  });

  it('is not sure of a date whose year it had to guess', () => {
    const dates = findDates('He joined in September 1934. Two years later came Spain.');
    expect(dates.map(({ sure }) => sure)).toEqual([true, false]);
    expect(disjoint(dates[1] ?? intervalOf('1900'), intervalOf('1936'))).toBe(false);
  });

  it('takes no date from other numbers', () => {
    expect(findDates('He sent 2000 men, 510 tonnes and 900 tanks, and may have won')).toEqual([]);
  });

  it('quotes the essay exactly, whatever stands around the date', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1900, max: 1999 }), (noise, year) => {
        const text = `${noise} in ${year} ok`;
        for (const date of findDates(text)) expect(text.slice(date.start, date.end)).toBe(date.text);
        expect(findDates(text).some((date) => date.text.includes(String(year)))).toBe(true);
      }),
    );
  });

  it.each([
    'it’s 39 planes',
    'the 30s',
    'in June 40 divisions crossed',
    'by May 50 per cent of it',
    "Stalin's 40 tanks",
    '1.5.2',
    '3.14',
    'on 14/13/39',
  ])('reads no date in “%s”', (text) => {
    expect(findDates(text).filter(({ sure }) => sure)).toEqual([]);
  });

  it('finds that every year agrees with itself and with not with the next', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1860, max: 1997 }), (year) => {
        expect(agrees(`in ${year}`, String(year))).toBe(true);
        expect(agrees(`in ${year}`, String(year + 1))).toBe(false);
      }),
    );
  });
});
