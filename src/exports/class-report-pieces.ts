import { html } from 'hono/html';
import type { Student } from '../domain/class-report-words.ts';
import type { Part } from './plot.ts';

/** What a class report adds to the style of all reports. */
export const CLASS_STYLE = `
p, li, td { overflow-wrap: anywhere; }
table { margin: 1rem 0; } caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
thead th { font-weight: 600; vertical-align: bottom; white-space: normal; } td, th[scope=row] { vertical-align: top; }
.words, .words th[scope=row] { white-space: normal; text-align: left; }
@media screen { .wide svg { min-width: 34rem; } th.words { min-width: 8rem; } }
@media print { table { font-size: 9.5pt; } th, td { padding-right: .4rem; } }
.quiet { color: #495057; font-size: .9em; }
.plain { fill: #fff; } .foot { stroke: #1c1f24; } .sign { fill: #1c1f24; } svg text.strong { font-weight: 600; }
.later { fill: #fff; stroke: #1864ab; stroke-width: 1.5; }
.key { display: inline-block; width: 1.2em; height: .8em; border: 1.5px solid #1864ab; margin-right: .3em; } .key.full { background: #1864ab; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.mistakes { padding-left: 1.5rem; } .mistakes > li { margin-bottom: 1rem; } .mistakes ul { padding-left: 1rem; list-style: none; }
.mistakes h3 { font-size: 1em; margin: 0; } .mistakes p { margin: .1rem 0; }
`;

/** A share of 1 as a whole number of hundredths. */
export const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;

/** A number to one place after the point, without a nought there; a dash where there is none. */
export const figure = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 10) / 10));

/** A student's name with the identifier, or that alone. */
export const studentOf = ({ name, identifier }: Pick<Student, 'name' | 'identifier'>): Part =>
  name === null || name === identifier
    ? html`<bdi>${identifier}</bdi>`
    : html`<bdi>${name}</bdi> <span class="quiet">(<bdi>${identifier}</bdi>)</span>`;

/** Students in one line, and how many more there are. */
export const studentsOf = (students: Pick<Student, 'name' | 'identifier'>[], more = 0): Part =>
  html`${students.map((student, i) => html`${i ? ', ' : ''}${studentOf(student)}`)}${more > 0 && html` and ${more} more`}`;

/** A table of so few rows stays on one sheet of paper. */
const SHORT = 9;

type Cell = string | number | Part;

/** A table that scrolls on a narrow screen. The first cell of a row is its heading; `words` are the columns, from 0, that hold sentences. */
export function table(caption: string, { columns, rows, words = [] }: { columns: string[]; rows: Cell[][]; words?: number[] }): Part {
  const style = (i: number) => (words.includes(i) ? 'words' : '');
  const hold = rows.length <= SHORT ? 'wide together' : 'wide';
  return html`<div class="${hold}" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column, i) => html`<th scope="col" class="${style(i)}">${column}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (cells) => html`<tr>${cells.map((cell, i) =>
    i === 0 ? html`<th scope="row" class="${style(i)}">${cell}</th>` : html`<td class="${style(i)}">${cell}</td>`,
  )}</tr>
`,
)}</tbody>
</table>
</div>`;
}

/** A plot that scrolls on a narrow screen and stays on one sheet of paper with what stands before it. */
export const plotted = (label: string, before: Part, plot: Part): Part => html`<div class="together">
${before}
<div class="wide" tabindex="0" role="region" aria-label="${label}">${plot}</div>
</div>`;
