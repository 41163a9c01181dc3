import { html } from 'hono/html';

/** A piece of page in which everything that was put in is escaped. */
export type Part = ReturnType<typeof html>;

/** A bar of one part or several, end to end. `className` is of the page's style; `note` stands behind the bar. */
export type Bar = { label: string; parts: { value: number; className: string }[]; note: string };
/** `id` is of the plot alone in its page; `title` and `describe` are read aloud in its place. `labels` is the room for labels in pixels. */
export type BarPlot = {
  id: string;
  title: string;
  describe: string;
  bars: Bar[];
  width: number;
  labels: number;
  line?: { at: number; label: string };
  /** The value at the end of the room; the longest bar where it is left out. */
  end?: number;
};

const ROW = 27;
/** About the width of a letter in pixels, by which labels are cut and room is left for notes. */
const LETTER = 6.5;

/** Bars across, from one start, with a line down all of them where one is asked for. */
export function barPlot({ id, title, describe, bars, width, labels, line, end }: BarPlot): Part {
  const most = (end ?? 1.05 * Math.max(line?.at ?? 0, ...bars.map(lengthOf))) || 1;
  const start = labels + 10;
  const notes = 12 + LETTER * Math.max(0, ...bars.map(({ note }) => note.length));
  const long = (value: number) => (value / most) * (width - start - notes);
  const height = bars.length * ROW + (line ? 24 : 4);
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${describe}</desc>
${bars.map((bar, i) => {
  const y = i * ROW;
  let from = start;
  const parts = bar.parts.map(({ value, className }) => {
    const x = from;
    from += long(value);
    return html`<rect x="${round(x)}" y="${y + 5}" width="${round(long(value))}" height="18" class="${className}"/>`;
  });
  const label = shortened(bar.label, labels / LETTER);
  return html`<text x="${labels}" y="${y + 18}" text-anchor="end">${label}</text>${parts}<text x="${round(start + long(lengthOf(bar)) + 6)}" y="${y + 18}">${bar.note}</text>
`;
})}
${
  line &&
  html`<line x1="${round(start + long(line.at))}" y1="2" x2="${round(start + long(line.at))}" y2="${height - 16}" class="line"/>
<text x="${round(start + long(line.at))}" y="${height - 3}" text-anchor="middle">${line.label}</text>`
}
</svg>`;
}

const lengthOf = ({ parts }: Bar) => parts.reduce((sum, { value }) => sum + value, 0);

/** A place in pixels, to a tenth. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** A text of at most so many letters. */
export function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, Math.floor(most) - 1).join('')}…`;
}
