import { z } from 'zod';

/** How marks lie: null where there are none. Quartiles are read between two marks where need be, as a spreadsheet's QUARTILE does. */
export const Spread = z.object({
  marks: z.number().int().describe('how many marks this is made of'),
  mean: z.number().nullable(),
  lowest: z.number().nullable(),
  lowerQuartile: z.number().nullable(),
  median: z.number().nullable(),
  upperQuartile: z.number().nullable(),
  highest: z.number().nullable(),
});
export type Spread = z.infer<typeof Spread>;

/** The spread of marks in any order. */
export function spreadOf(marks: number[]): Spread {
  // sorts numbers as numbers, ten times as fast as with a function that compares
  const sorted = Float64Array.from(marks).sort();
  return {
    marks: sorted.length,
    mean: meanOf(marks),
    lowest: sorted[0] ?? null,
    lowerQuartile: at(sorted, 1 / 4),
    median: at(sorted, 1 / 2),
    upperQuartile: at(sorted, 3 / 4),
    highest: sorted.at(-1) ?? null,
  };
}

/** The mean; null of nothing. */
export const meanOf = (list: number[]): number | null => (list.length ? list.reduce((sum, one) => sum + one, 0) / list.length : null);

function at(sorted: Float64Array, share: number): number | null {
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (place - Math.floor(place));
}
