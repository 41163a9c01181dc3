import { html, raw } from 'hono/html';
import { PAGE_STYLE } from '../exports/page-style.ts';
import { barPlot, type Part } from '../exports/plot.ts';
import { type MarkedScript, type Standardisation, verdictOf, worstMisses } from '../standardise.ts';
import { cut, ROWS } from './standardise-text.ts';

/** The report as one page that stands alone: no script, no style or font from elsewhere. */
export function standardiseHtml(report: Standardisation): string {
  const { panel, engine, rubric, scale, figures, intervals, markers, unread } = report;
  const by = engine.model ? `${engine.id} (${engine.model})` : engine.id;
  const columns = [...markers, ...unread];
  const span = (key: keyof typeof intervals | undefined) => {
    const one = key && intervals[key];
    return one ? `${cut(one[0])} to ${cut(one[1])}` : '';
  };
  const misses = worstMisses(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Standardisation: ${rubric.title}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main>
<h1>How the marker agrees with ${panel.name}</h1>
<p>${rubric.title} ${figures.scripts} scripts, marked by the engine ${by} out of ${scale.maxMark}, with a tolerance of ${scale.tolerance}.</p>
<p class="verdict">${verdictOf(report).sentence}</p>
<h2>Mark by mark</h2>
${scatter(report)}
<h2>The mean gap, by third of the range</h2>
${bars(report)}
<h2>The figures</h2>
<div class="wide" tabindex="0" role="region" aria-label="The figures">
<table>
<thead><tr><td></td><th scope="col">engine</th><th scope="col">95 per cent interval</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${ROWS.map(
  ({ name, of, interval }) =>
    html`<tr><th scope="row">${name}</th><td>${cut(of(figures))}</td><td>${span(interval)}</td>${columns.map((one) => html`<td>${cut(of(one.figures))}</td>`)}</tr>
`,
)}
</tbody>
</table>
</div>
<p>Each marker of the panel is held against the median of the others. “Length alone” marks by the number of words, “weak, middle or strong” is told only the third in which a script lies: neither reads. Figures are cut after three places; the interval is a bootstrap over the scripts.</p>
<h2>Furthest from the panel</h2>
${misses.length ? html`<ul>${misses.map(missed)}</ul>` : html`<p>No mark is further from the panel than the tolerance.</p>`}
</main>
</body>
</html>
`.toString();
}

const missed = ({ id, mark, panel, why }: MarkedScript): Part =>
  html`<li><strong>${id}</strong>: ${mark ?? 'no mark'}, the panel ${panel}. ${why}</li>`;

const SIZE = 420;
const EDGE = 40;

/** The panel's mark across, the engine's up; the band holds the marks within the tolerance. */
function scatter({ scripts, scale: { maxMark, tolerance } }: Standardisation): Part {
  const at = (mark: number) => EDGE + (mark / maxMark) * (SIZE - 2 * EDGE);
  const up = (mark: number) => SIZE - at(mark);
  const ticks = Array.from({ length: 6 }, (_, i) => Math.round((i * maxMark) / 5));
  const corner = (x: number, y: number) => `${at(Math.max(0, Math.min(maxMark, x)))},${up(Math.max(0, Math.min(maxMark, y)))}`;
  const band = [
    corner(0, 0),
    corner(0, tolerance),
    corner(maxMark - tolerance, maxMark),
    corner(maxMark, maxMark),
    corner(maxMark, maxMark - tolerance),
    corner(tolerance, 0),
  ];
  const dots = scripts.flatMap(({ id, mark, panel }) =>
    mark === null
      ? []
      : [
          html`<circle cx="${at(panel)}" cy="${up(mark)}" r="5" class="${Math.abs(mark - panel) <= tolerance ? 'near' : 'far'}"><title>${id}: ${mark}, the panel ${panel}</title></circle>`,
        ],
  );
  return html`<svg viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-label="Each script by the panel's mark and the engine's; dots in the band are within the tolerance">
<polygon points="${band.join(' ')}" class="band"/>
<line x1="${at(0)}" y1="${up(0)}" x2="${at(maxMark)}" y2="${up(maxMark)}" class="line"/>
${ticks.map((mark) => html`<text x="${at(mark)}" y="${SIZE - EDGE + 18}" text-anchor="middle">${mark}</text><text x="${EDGE - 10}" y="${up(mark) + 4}" text-anchor="end">${mark}</text>`)}
<text x="${SIZE / 2}" y="${SIZE - 4}" text-anchor="middle">the panel’s mark</text>
<text x="12" y="${SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 ${SIZE / 2})">the engine’s mark</text>
${dots}
</svg>`;
}

/** A bar for each third, with the tolerance as a line across. */
function bars({ figures: { gapOf }, scale: { tolerance } }: Standardisation): Part {
  const thirds = [
    { label: 'lower', gap: gapOf.low },
    { label: 'middle', gap: gapOf.middle },
    { label: 'upper', gap: gapOf.high },
  ];
  return barPlot({
    id: 'thirds',
    title: 'Mean gap in marks, by third of the range',
    describe: `${thirds.map(({ label, gap }) => `${label} third ${cut(gap)}`).join(', ')}; the tolerance is ${tolerance}`,
    bars: thirds.map(({ label, gap }) => ({
      label,
      parts: [{ value: gap ?? 0, className: (gap ?? 0) <= tolerance ? 'near' : 'far' }],
      note: cut(gap, 2),
    })),
    width: SIZE,
    labels: 60,
    line: { at: tolerance, label: 'tolerance' },
  });
}
