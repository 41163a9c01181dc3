import { html } from 'hono/html';
import type { ClassReport } from '../domain/class-report.ts';
import { type Part, round } from './plot.ts';

const WIDTH = 680;
const HEIGHT = 260;
const TOP = 40;
const FOOT = 42;
const SIDE = 8;
/** Most columns that can be told apart; with more marks than that, neighbours share one. */
const COLUMNS = 51;

type Column = { from: number; to: number; scripts: number };

/** How many scripts have each mark, against the bands of the levels, with a line at the median. */
export function histogram({ marks, levels, outOf, spread: { median } }: ClassReport, describe: string): Part {
  const columns = columnsOf(marks, outOf);
  const most = Math.max(1, ...columns.map(({ scripts }) => scripts));
  const at = (mark: number) => round(SIDE + (mark / (outOf + 1)) * (WIDTH - 2 * SIDE));
  const floor = HEIGHT - FOOT;
  const up = (scripts: number) => round(floor - (scripts / most) * (floor - TOP - 20));
  const bands = levels.filter(({ level }) => level > 0);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="marks-title marks-desc">
<title id="marks-title">How many scripts have each mark</title>
<desc id="marks-desc">${describe}</desc>
${bands.map(({ level, min, max }, i) => {
  const [from, to] = [at(min), at(max + 1)];
  return html`<rect x="${from}" y="${TOP - 20}" width="${round(to - from)}" height="${floor - TOP + 20}" class="${i % 2 ? 'plain' : 'band'}"/>
<text x="${round((from + to) / 2)}" y="14" text-anchor="middle" class="strong">${to - from > 50 ? 'Level ' : ''}${level}</text>
`;
})}
${columns.map((column) => {
  if (!column.scripts) return '';
  const [from, to] = [at(column.from) + 2, at(column.to + 1) - 2];
  return html`<rect x="${round(from)}" y="${up(column.scripts)}" width="${round(Math.max(1, to - from))}" height="${round(floor - up(column.scripts))}" class="near"/>
<text x="${round((from + to) / 2)}" y="${up(column.scripts) - 4}" text-anchor="middle">${column.scripts}</text>
`;
})}
<line x1="${SIDE}" y1="${floor}" x2="${WIDTH - SIDE}" y2="${floor}" class="foot"/>
${bands.slice(1).map(({ min }) => html`<line x1="${at(min)}" y1="${TOP - 20}" x2="${at(min)}" y2="${floor}" class="line"/>`)}
${ticksOf(columns).map(({ from, to }) => html`<text x="${round((at(from) + at(to + 1)) / 2)}" y="${floor + 16}" text-anchor="middle">${from === to ? from : `${from}–${to}`}</text>`)}
${median !== null && html`<path d="M ${round(at(median) + (at(1) - at(0)) / 2)} ${floor + 20} l 5 8 l -10 0 z" class="sign"/><text x="${round(at(median) + (at(1) - at(0)) / 2 + 9)}" y="${floor + 29}" class="strong">median ${median}</text>`}
</svg>`;
}

function columnsOf(marks: ClassReport['marks'], outOf: number): Column[] {
  const wide = Math.ceil((outOf + 1) / COLUMNS);
  const columns = Array.from({ length: Math.ceil((outOf + 1) / wide) }, (_, i) => ({
    from: i * wide,
    to: Math.min(outOf, (i + 1) * wide - 1),
    scripts: 0,
  }));
  for (const { mark, scripts } of marks) {
    const column = columns[Math.min(columns.length - 1, Math.floor(mark / wide))];
    if (column) column.scripts += scripts;
  }
  return columns;
}

/** The columns that are named: all where there is room, or else every fifth. */
function ticksOf(columns: Column[]): Column[] {
  const room = columns.length <= 31 && columns.every(({ from, to }) => from === to);
  return columns.filter((_, i) => room || i % 5 === 0);
}
