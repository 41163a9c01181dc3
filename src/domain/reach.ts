import type { Measure, Scheme } from './rubric-parts.ts';

/** What one level asks of a measure. */
export type Need = { level: number; min?: number | undefined; max?: number | undefined };

/** The levels of a scheme by number, from the lowest. */
export const levelsOf = ({ levels }: Scheme) =>
  Object.entries(levels)
    .map(([name, level]) => ({ n: Number(name), level }))
    .sort((a, b) => a.n - b.n);

export const holds = (value: number, { min = -Infinity, max = Infinity }: Omit<Need, 'level'>): boolean => value >= min && value <= max;

/**
 * How far up the levels a measure comes, 0 to `top`, with fractions: from one level that asks for something to the next it climbs in a straight
 * line, so that no answer falls or rises by levels for a hair's breadth. It begins at nothing or, where little is good, at twice the first
 * limit. `needs` from the lowest level; where the highest of them holds, nothing more is asked.
 */
export function reachOf(value: number, needs: Need[], top: number): number {
  let [below, from]: [number, number | undefined] = [0, undefined];
  for (const { level, min, max } of needs) {
    if (!holds(value, { min, max })) {
      const limit = min !== undefined && value < min ? min : (max ?? 0);
      const start = from ?? (limit === min ? 0 : 2 * limit);
      const way = start === limit ? 0 : (value - start) / (limit - start);
      return below + Math.min(1, Math.max(0, way)) * (level - below);
    }
    [below, from] = [level, min ?? max];
  }
  return top;
}

/** What the levels ask of a measure in one criterion, from the lowest level. */
export const needsOf = (scheme: Scheme, criterion: string, measure: Measure): Need[] =>
  levelsOf(scheme).flatMap(({ n, level }) => {
    const range = level.criteria[criterion]?.needs[measure];
    return range ? [{ level: n, ...range }] : [];
  });

/** The measures of which a criterion's levels speak. `counted`: those that make its level; the others only choose what is advised. */
export function measuresOf(scheme: Scheme, criterion: string): { all: Measure[]; counted: Measure[] } {
  const all = [...new Set(levelsOf(scheme).flatMap(({ level }) => Object.keys(level.criteria[criterion]?.needs ?? {}) as Measure[]))];
  const advisory = scheme.criteria[criterion]?.advisory ?? [];
  return { all, counted: all.filter((measure) => !advisory.includes(measure)) };
}

/** How much each criterion that code can read counts, together 1: the essential ones half and the others half, by their weights. */
export function sharesOf({ criteria }: Scheme, read: string[]): Map<string, number> {
  const halves = [true, false]
    .map((essential) => read.filter((id) => (criteria[id]?.essential ?? false) === essential))
    .filter((ids) => ids.length);
  const weight = (id: string) => criteria[id]?.weight ?? 1;
  return new Map(
    halves.flatMap((ids) => {
      const whole = ids.reduce((sum, id) => sum + weight(id), 0);
      return ids.map((id): [string, number] => [id, weight(id) / whole / halves.length]);
    }),
  );
}

/** Where each level begins, by number, for what an engine finds; half a level before all that the level asks for where the scheme says nothing. */
export const boundariesOf = (scheme: Scheme, engine: string): Map<number, number> =>
  new Map(levelsOf(scheme).map(({ n }) => [n, scheme.boundaries?.[engine]?.[String(n)] ?? n - 0.5]));

/** The level in which a reach lies; 0 where it does not come to the first. */
export const levelAt = (reach: number, boundaries: Map<number, number>): number =>
  Math.max(0, ...[...boundaries].filter(([, begins]) => reach >= begins).map(([n]) => n));

/** The lowest level that no answer comes to where it can hold so many ideas at most; null where there is none, or nothing that code can read. */
export function levelOutOfReach(scheme: Scheme, ideas: number): number | null {
  const top = levelsOf(scheme).length;
  const read = Object.keys(scheme.criteria).filter((id) => measuresOf(scheme, id).counted.length);
  if (!read.length) return null;
  const most = [...sharesOf(scheme, read)].reduce((sum, [id, share]) => {
    const { counted } = measuresOf(scheme, id);
    const lost = counted.includes('accurate') ? top - reachOf(ideas, needsOf(scheme, id, 'accurate'), top) : 0;
    return sum + share * (top - lost / counted.length);
  }, 0);
  const beyond = [...boundariesOf(scheme, 'offline'), ...boundariesOf(scheme, 'openai')].filter(([, begins]) => begins > most);
  return beyond.length ? Math.min(...beyond.map(([n]) => n)) : null;
}
