import { drawing } from '../domain/drawing.ts';

/** A script's mark (null: none was given) beside the mark it is measured against. Marks are whole, 0 to maxMark. */
export type Pair = { mark: number | null; reference: number };
/** What the figures are taken by: the marks' end, the marks at which levels begin, and how far apart two marks may be. */
export type Scale = { maxMark: number; levelStarts: number[]; tolerance: number };
/** Shares run from 0 to 1, gaps are in marks. `gapOf` the lower, middle and upper third of the reference marks; null where none lies there. */
export type Agreement = {
  scripts: number;
  exact: number;
  withinTolerance: number;
  sameLevel: number;
  kappa: number | null;
  meanGap: number;
  bias: number;
  gapOf: { low: number | null; middle: number | null; high: number | null };
};
export type Interval = [low: number, high: number];
export type Intervals = Record<'exact' | 'withinTolerance' | 'sameLevel' | 'kappa' | 'meanGap' | 'bias', Interval | null>;

/** How far marks agree with those they are measured against. A missing mark counts as the one at the far end of the range. */
export function agreementOf(pairs: Pair[], scale: Scale): Agreement {
  const given = pairs.map(({ mark, reference }) => ({ mark: mark ?? farEnd(reference, scale), reference }));
  const gaps = given.map(({ mark, reference }) => mark - reference);
  const share = (test: (i: number) => boolean) => mean(gaps.map((_, i) => Number(test(i)))) ?? 0;
  const level = (mark: number) => scale.levelStarts.filter((start) => start <= mark).length;
  const third = (from: number, to: number) =>
    mean(gaps.filter((_, i) => inside(given[i]?.reference ?? 0, (from * scale.maxMark) / 3, (to * scale.maxMark) / 3)).map(Math.abs));
  return {
    scripts: pairs.length,
    exact: share((i) => gaps[i] === 0),
    withinTolerance: share((i) => Math.abs(gaps[i] ?? 0) <= scale.tolerance),
    sameLevel: share((i) => level(given[i]?.mark ?? 0) === level(given[i]?.reference ?? 0)),
    kappa: quadraticKappa(given, scale.maxMark),
    meanGap: mean(gaps.map(Math.abs)) ?? 0,
    bias: mean(gaps) ?? 0,
    gapOf: { low: third(-1, 1), middle: third(1, 2), high: third(2, 3) },
  };
}

const farEnd = (reference: number, { maxMark }: Scale) => (reference < maxMark / 2 ? maxMark : 0);
const inside = (value: number, above: number, to: number) => value > above && value <= to;
const mean = (list: number[]): number | null => (list.length ? list.reduce((sum, one) => sum + one, 0) / list.length : null);

/** Quadratic weighted kappa (Cohen 1968): 1 is full agreement, 0 what chance gives with these marks; null where chance cannot differ. */
function quadraticKappa(pairs: { mark: number; reference: number }[], maxMark: number): number | null {
  const tally = (list: number[]) =>
    list.reduce((counts, one) => counts.with(one, (counts[one] ?? 0) + 1), new Array<number>(maxMark + 1).fill(0));
  const [a, b] = [tally(pairs.map(({ mark }) => mark)), tally(pairs.map(({ reference }) => reference))];
  const expected = a.reduce((sum, n, i) => sum + b.reduce((inner, m, j) => inner + (n * m * (i - j) ** 2) / pairs.length, 0), 0);
  const observed = pairs.reduce((sum, { mark, reference }) => sum + (mark - reference) ** 2, 0);
  return expected === 0 ? null : 1 - observed / expected;
}

const RESAMPLES = 2000;

/** 95 per cent intervals by the percentile bootstrap over scripts (Efron 1979), always with the same draws. */
export function intervalsOf(pairs: Pair[], scale: Scale): Intervals {
  const random = drawing(42);
  const samples = Array.from({ length: RESAMPLES }, () =>
    agreementOf(
      pairs.flatMap(() => pairs[Math.floor(random() * pairs.length)] ?? []),
      scale,
    ),
  );
  const spread = (key: keyof Intervals): Interval | null => {
    const sorted = samples.flatMap((sample) => sample[key] ?? []).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
    return sorted.length ? [at(0.025), at(0.975)] : null;
  };
  return {
    exact: spread('exact'),
    withinTolerance: spread('withinTolerance'),
    sameLevel: spread('sameLevel'),
    kappa: spread('kappa'),
    meanGap: spread('meanGap'),
    bias: spread('bias'),
  };
}

/** What a marker would give who looks at the length alone: a line through the other scripts' logarithms of words, each script left out in turn. */
export function marksByLength(scripts: { words: number; reference: number }[], { maxMark }: Scale): number[] {
  const points = scripts.map(({ words, reference }) => ({ x: Math.log(Math.max(1, words)), y: reference }));
  return points.map((script) => {
    const rest = points.filter((one) => one !== script);
    const [mx, my] = [mean(rest.map(({ x }) => x)) ?? 0, mean(rest.map(({ y }) => y)) ?? 0];
    const slope = (mean(rest.map(({ x, y }) => (x - mx) * (y - my))) ?? 0) / (mean(rest.map(({ x }) => (x - mx) ** 2)) || 1);
    return Math.max(0, Math.min(maxMark, Math.round(my + slope * (script.x - mx))));
  });
}

/** What a marker would give who is told only whether a script is weak, middling or strong: the middle of each third. */
export const marksByThird = (references: number[], { maxMark }: Scale): number[] =>
  references.map((reference) => Math.ceil((maxMark * (reference <= maxMark / 3 ? 1 : reference <= (2 * maxMark) / 3 ? 3 : 5)) / 6));

export const medianOf = (marks: number[]): number => {
  const sorted = marks.toSorted((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  return sorted[middle] ?? 0;
};
