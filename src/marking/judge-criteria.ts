import { boundariesOf, levelAt, levelsOf, measuresOf, needsOf, reachOf, sharesOf } from '../domain/reach.ts';
import type { Level, Measure, Scheme } from '../domain/rubric-parts.ts';
import type { Measures, Reading } from './measure.ts';

/**
 * One measure in a criterion: how far up the levels it comes, there and taken `alone`, whether more of it is better, and whether it counts or
 * only chooses what is advised.
 */
export type Measured = { measure: Measure; reading: Reading; reach: number; alone: number; grows: boolean; counted: boolean };

/**
 * One criterion of an answer. `reach` is how far up the levels it comes, the mean of the measures that count; `share` how much it counts of the
 * whole; `missed` the measures that keep it from its next level (or, at the highest, from all that it asks for); `next` that level.
 */
export type Criterion = {
  id: string;
  title: string;
  essential: boolean;
  reach: number;
  level: number;
  share: number;
  measured: Measured[];
  missed: Measure[];
  next: Level | undefined;
};

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);

/** Every criterion of the scheme that code can read, in the scheme's order, on the boundaries of the engine that observed. */
export function judgeCriteria(measures: Measures, scheme: Scheme, engine: string): Criterion[] {
  const boundaries = boundariesOf(scheme, engine);
  const top = levelsOf(scheme).length;
  const found = Object.entries(scheme.criteria)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([id, { title, essential }]) => {
      const { all, counted } = measuresOf(scheme, id);
      const reached = (measure: Measure) => reachOf(measures[measure].value, needsOf(scheme, id, measure), top);
      // two sentences without a mistake show little: below the ideas that the first level shows, what else is said of them counts in proportion
      const enough = all.includes('accurate') ? Math.min(1, reached('accurate')) : 1;
      const measured = all.map((measure) => ({
        measure,
        reading: measures[measure],
        alone: reached(measure),
        reach: measure === 'accurate' ? reached(measure) : enough * reached(measure),
        grows: needsOf(scheme, id, measure).some(({ min }) => min !== undefined),
        counted: counted.includes(measure),
      }));
      return { id, title, essential, measured };
    })
    .filter(({ measured }) => measured.some(({ counted }) => counted));
  const shares = sharesOf(
    scheme,
    found.map(({ id }) => id),
  );
  return found.map(({ id, title, essential, measured }) => {
    const reach = mean(measured.filter(({ counted }) => counted).map((one) => one.reach));
    const level = levelAt(reach, boundaries);
    const ahead = boundaries.get(level + 1) ?? top;
    return {
      id,
      title,
      essential,
      reach,
      level,
      share: shares.get(id) ?? 0,
      measured,
      missed: measured.filter(({ alone }) => alone < ahead).map(({ measure }) => measure),
      next: scheme.levels[String(level + 1)],
    };
  });
}

/** How far up the levels the answer comes as a whole. */
export const wholeReach = (criteria: Criterion[]): number => criteria.reduce((sum, { share, reach }) => sum + share * reach, 0);
