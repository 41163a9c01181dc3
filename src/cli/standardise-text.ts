import type { Agreement, Interval } from '../marking/agreement.ts';
import { type Standardisation, verdictOf, worstMisses } from '../standardise.ts';

/** Cut, never rounded up or away from nought: a figure may look worse than it is, not better. */
export const cut = (value: number | null, places = 3): string =>
  value === null ? '-' : (Math.trunc(value * 10 ** places) / 10 ** places).toFixed(places);

type Row = { name: string; of: (figures: Agreement) => number | null; interval?: keyof Standardisation['intervals'] };
export const ROWS: Row[] = [
  { name: 'the same mark', of: ({ exact }) => exact, interval: 'exact' },
  { name: 'within the tolerance', of: ({ withinTolerance }) => withinTolerance, interval: 'withinTolerance' },
  { name: 'the same level', of: ({ sameLevel }) => sameLevel, interval: 'sameLevel' },
  { name: 'quadratic weighted kappa', of: ({ kappa }) => kappa, interval: 'kappa' },
  { name: 'mean gap in marks', of: ({ meanGap }) => meanGap, interval: 'meanGap' },
  { name: 'its direction (+ is generous)', of: ({ bias }) => bias, interval: 'bias' },
  { name: 'mean gap, lower third', of: ({ gapOf }) => gapOf.low },
  { name: 'mean gap, middle third', of: ({ gapOf }) => gapOf.middle },
  { name: 'mean gap, upper third', of: ({ gapOf }) => gapOf.high },
];

/** The report as lines of plain text. */
export function standardiseLines(report: Standardisation): string[] {
  const { panel, engine, rubric, scale, figures, intervals, markers, unread } = report;
  const by = engine.model ? `${engine.id} (${engine.model})` : engine.id;
  const columns = [...markers, ...unread];
  const cell = (text: string) => text.padStart(12);
  const span = (one: Interval | null | undefined) => (one ? `[${cut(one[0])}, ${cut(one[1])}]` : '').padEnd(18);
  const misses = worstMisses(report);
  return [
    `${rubric.title} ${figures.scripts} scripts marked by the engine ${by}, beside ${panel.name}`,
    `out of ${scale.maxMark}, with a tolerance of ${scale.tolerance}; in brackets what 95 of 100 such samples would show`,
    '',
    `${''.padEnd(30)}${cell('engine')} ${''.padEnd(18)}${columns.map(({ name }) => cell(short(name))).join('')}`,
    ...ROWS.map(
      ({ name, of, interval }) =>
        `${name.padEnd(30)}${cell(cut(of(figures)))} ${span(interval && intervals[interval])}${columns.map((one) => cell(cut(of(one.figures)))).join('')}`,
    ),
    '',
    ...(markers.length ? [`marker 1 to ${markers.length}: each against the median of the others. `] : []),
    'length: told the length alone. third: told only whether a script is weak, middling or strong.',
    '',
    misses.length ? 'Furthest from the panel:' : 'No mark is further from the panel than the tolerance.',
    ...misses.map(({ id, mark, panel: theirs, why }) => `  ${id}: ${mark ?? 'no mark'}, the panel ${theirs}. ${why}`),
    '',
    verdictOf(report).sentence,
  ];
}

const short = (name: string) => ({ 'length alone': 'length', 'weak, middle or strong': 'third' })[name] ?? name;
