import { type MarkedScript, type Standardisation, verdictOf, worstMisses } from '../standardise.ts';
import { cut, ROWS } from './standardise-text.ts';

const html = (text: string) => text.replaceAll(/[&<>"']/gu, (c) => `&#${c.codePointAt(0)};`);

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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Standardisation: ${html(rubric.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>How the marker agrees with ${html(panel.name)}</h1>
<p>${html(rubric.title)} ${figures.scripts} scripts, marked by the engine ${html(by)} out of ${scale.maxMark}, with a tolerance of ${scale.tolerance}.</p>
<p class="verdict">${html(verdictOf(report).sentence)}</p>
<h2>Mark by mark</h2>
${scatter(report)}
<h2>The mean gap, by third of the range</h2>
${bars(report)}
<h2>The figures</h2>
<div class="wide" tabindex="0" role="region" aria-label="The figures">
<table>
<thead><tr><td></td><th scope="col">engine</th><th scope="col">95 per cent interval</th>${columns.map(({ name }) => `<th scope="col">${html(name)}</th>`).join('')}</tr></thead>
<tbody>
${ROWS.map(
  ({ name, of, interval }) =>
    `<tr><th scope="row">${name}</th><td>${cut(of(figures))}</td><td>${span(interval)}</td>${columns.map((one) => `<td>${cut(of(one.figures))}</td>`).join('')}</tr>`,
).join('\n')}
</tbody>
</table>
</div>
<p>Each marker of the panel is held against the median of the others. “Length alone” marks by the number of words, “weak, middle or strong” is told only the third in which a script lies: neither reads. Figures are cut after three places; the interval is a bootstrap over the scripts.</p>
<h2>Furthest from the panel</h2>
${misses.length ? `<ul>${misses.map(missed).join('')}</ul>` : '<p>No mark is further from the panel than the tolerance.</p>'}
</main>
</body>
</html>
`;
}

const missed = ({ id, mark, panel, why }: MarkedScript) =>
  `<li><strong>${html(id)}</strong>: ${mark ?? 'no mark'}, the panel ${panel}. ${html(why)}</li>`;

const SIZE = 420;
const EDGE = 40;

/** The panel's mark across, the engine's up; the band holds the marks within the tolerance. */
function scatter({ scripts, scale: { maxMark, tolerance } }: Standardisation): string {
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
          `<circle cx="${at(panel)}" cy="${up(mark)}" r="5" class="${Math.abs(mark - panel) <= tolerance ? 'near' : 'far'}"><title>${html(id)}: ${mark}, the panel ${panel}</title></circle>`,
        ],
  );
  return `<svg viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-label="Each script by the panel's mark and the engine's; dots in the band are within the tolerance">
<polygon points="${band.join(' ')}" class="band"/>
<line x1="${at(0)}" y1="${up(0)}" x2="${at(maxMark)}" y2="${up(maxMark)}" class="line"/>
${ticks.map((mark) => `<text x="${at(mark)}" y="${SIZE - EDGE + 18}" text-anchor="middle">${mark}</text><text x="${EDGE - 10}" y="${up(mark) + 4}" text-anchor="end">${mark}</text>`).join('')}
<text x="${SIZE / 2}" y="${SIZE - 4}" text-anchor="middle">the panel’s mark</text>
<text x="12" y="${SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 ${SIZE / 2})">the engine’s mark</text>
${dots.join('\n')}
</svg>`;
}

/** A bar for each third, with the tolerance as a line across. */
function bars({ figures: { gapOf }, scale: { tolerance } }: Standardisation): string {
  const list = [
    ['lower', gapOf.low],
    ['middle', gapOf.middle],
    ['upper', gapOf.high],
  ] as const;
  const most = Math.max(tolerance, ...list.map(([, gap]) => gap ?? 0)) * 1.2;
  const across = (gap: number) => 70 + (gap / most) * (SIZE - 130);
  return `<svg viewBox="0 0 ${SIZE} 120" width="${SIZE}" height="120" role="img" aria-label="Mean gap in marks: ${list.map(([name, gap]) => `${name} third ${cut(gap)}`).join(', ')}; the tolerance is ${tolerance}">
${list
  .map(
    ([name, gap], i) =>
      `<text x="60" y="${i * 32 + 23}" text-anchor="end">${name}</text><rect x="70" y="${i * 32 + 8}" width="${across(gap ?? 0) - 70}" height="20" class="${(gap ?? 0) <= tolerance ? 'near' : 'far'}"/><text x="${across(gap ?? 0) + 6}" y="${i * 32 + 23}">${cut(gap, 2)}</text>`,
  )
  .join('\n')}
<line x1="${across(tolerance)}" y1="2" x2="${across(tolerance)}" y2="104" class="line"/>
<text x="${across(tolerance)}" y="117" text-anchor="middle">tolerance</text>
</svg>`;
}

const STYLE = `
body { margin: 0; background: #fff; color: #1c1f24; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.verdict { border-left: 4px solid #1864ab; padding-left: .75rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid #dee2e6; }
th[scope=row] { text-align: left; font-weight: 400; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #1c1f24; }
.band { fill: #e7f1fa; } .line { stroke: #495057; stroke-dasharray: 4 3; }
.near { fill: #1864ab; } .far { fill: #c2410c; } circle { fill-opacity: .75; stroke: #fff; }
`;
