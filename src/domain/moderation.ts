import { lotOf } from './drawing.ts';

/** Why a script is in a moderation sample: its mark was changed, it stands beside a level boundary, or it stands for its part of the marks. */
export type SampledFor = 'changed' | 'boundary' | 'range';

/** A script that somebody has read, as a sample is drawn from it. `changed`: a teacher has overridden something that its mark rests on. */
export type ReadMark = { submissionId: string; awarded: number; changed: boolean };

/** `levelStarts`: the marks at which levels begin. `size`: how many are wanted; null: `usualSize`. The same `key` draws the same sample. */
export type Sampling = { levelStarts: number[]; size: number | null; key: string };
export type Sampled = ReadMark & { why: SampledFor };

/** A tenth of the scripts, and six at least. */
export const usualSize = (scripts: number): number => Math.max(6, Math.ceil(scripts / 10));

/**
 * The scripts that are moderated, highest mark first. Every changed one; for each boundary between two levels one that just fails it and one that
 * just reaches it, where there are any; the highest and the lowest; then, up to `size`, always the one whose mark is furthest from those that are
 * in already. What must be in is in even if it is more than `size`.
 */
export function moderationSample(scripts: ReadMark[], { levelStarts, size, key }: Sampling): Sampled[] {
  const open = scripts.map((script) => ({ ...script, lot: lotOf(`${key} ${script.submissionId}`) })).sort(byLot);
  const drawn = new Map<string, Sampled>();
  const take = (script: (typeof open)[number] | undefined, why: SampledFor) => {
    if (!script || drawn.has(script.submissionId)) return;
    const { lot: _lot, ...rest } = script;
    drawn.set(script.submissionId, { ...rest, why });
  };
  for (const script of open) if (script.changed) take(script, 'changed');
  for (const mark of levelStarts.flatMap((start) => [start - 1, start]))
    if (![...drawn.values()].some(({ awarded }) => awarded === mark))
      take(
        open.find(({ awarded }) => awarded === mark),
        'boundary',
      );
  take(extreme(open, -1), 'range');
  take(extreme(open, 1), 'range');
  const wanted = Math.min(size ?? usualSize(scripts.length), scripts.length);
  // ten thousand scripts have few marks, and those of one mark are equally far away
  const left = Map.groupBy(
    open.filter(({ submissionId }) => !drawn.has(submissionId)),
    ({ awarded }) => awarded,
  );
  const away = new Map([...left.keys()].map((mark) => [mark, nearest(mark, drawn)]));
  const far = ({ awarded }: ReadMark) => away.get(awarded) ?? 0;
  while (drawn.size < wanted) {
    const [next] = [...left.values()].flatMap(([first]) => first ?? []).sort((a, b) => far(b) - far(a) || byLot(a, b));
    if (!next) break;
    take(next, 'range');
    left.get(next.awarded)?.shift();
    for (const [mark, distance] of away) away.set(mark, Math.min(distance, Math.abs(mark - next.awarded)));
  }
  return [...drawn.values()].sort((a, b) => b.awarded - a.awarded || (a.submissionId < b.submissionId ? -1 : 1));
}

type Lot = { lot: number; submissionId: string };
const byLot = (a: Lot, b: Lot): number => a.lot - b.lot || (a.submissionId < b.submissionId ? -1 : 1);

/** The first of those with the highest (`way` 1) or lowest (-1) mark. */
const extreme = <T extends { awarded: number }>(open: T[], way: 1 | -1): T | undefined =>
  open.reduce<T | undefined>((best, one) => (best === undefined || way * (one.awarded - best.awarded) > 0 ? one : best), undefined);

const nearest = (awarded: number, drawn: Map<string, Sampled>): number =>
  Math.min(Number.POSITIVE_INFINITY, ...[...drawn.values()].map((one) => Math.abs(one.awarded - awarded)));

/**
 * A script of a sample as it is kept. `awarded` is the mark that it had when the sample was drawn; `settled` the one that the moderator stands for,
 * null until then.
 */
export type Moderated = {
  submissionId: string;
  awarded: number;
  why: SampledFor;
  settled: number | null;
  moderator: string | null;
  settledAt: string | null;
};
