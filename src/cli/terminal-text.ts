import { styleText } from 'node:util';

export type Style = Parameters<typeof styleText>[0];
/** Words in one style. `anchor` says that a margin note belongs to the line on which this stretch begins. */
export type Stretch = { text: string; style?: Style | undefined; anchor?: number | undefined };
export type Line = Stretch[];

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;

/** Text that cannot steer a terminal: control characters and changes of direction become U+FFFD, tabs a space. */
export const plain = (text: string): string =>
  text
    .replace(/\t/gu, ' ')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (c) => (c === '\n' || c === '\r' ? c : '\uFFFD'));

/** The same on one line, for names that somebody else gave. */
export const oneLine = (text: string): string => plain(text).replace(/[\r\n\u2028\u2029]/gu, '\uFFFD');

/** Columns that a text takes. */
export const columnsOf = (text: string): number => [...graphemes.segment(text)].reduce((sum, { segment }) => sum + columns(segment), 0);
const columns = (grapheme: string) => (/^[\p{M}\p{Cf}\p{Cc}]+$/u.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1);

export const lineColumns = (line: Line): number => line.reduce((sum, { text }) => sum + columnsOf(text), 0);

type Cell = { text: string; columns: number; style: Style | undefined; anchor: number | undefined };

/** Three columns that no line is broken in, and that stay three. */
export const GAP = '\u00A0\u00A0 ';

/** Breaks text at white space into lines of at most `width` columns; longer words are cut. Lines after the first start with `hang` spaces. */
export function wrap(stretches: Stretch[], width: number, hang = 0): Line[] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let used = 0;
  let gap: Cell | null = null;
  const begin = () => {
    lines.push(line);
    line = hang ? [{ text: ' '.repeat(hang), columns: hang, style: undefined, anchor: undefined }] : [];
    used = hang;
    gap = null;
  };
  const put = (cell: Cell) => {
    line.push(cell);
    used += cell.columns;
  };
  for (const word of wordsOf(stretches)) {
    if (!Array.isArray(word)) {
      if (line.length) gap = word;
      continue;
    }
    const length = word.reduce((sum, cell) => sum + cell.columns, 0);
    if (used + (gap ? 1 : 0) + length > width && used > (lines.length ? hang : 0)) begin();
    if (gap) put(gap);
    gap = null;
    for (const cell of word) {
      if (used + cell.columns > width && line.length) begin();
      put(cell);
    }
  }
  if (line.some((cell) => cell.text.trim()) || !lines.length) lines.push(line);
  return lines.map(merged);
}

/** Words as cells, and between them one blank each (in the style of the space, so that colour runs on). */
function* wordsOf(stretches: Stretch[]): Generator<Cell[] | Cell> {
  let word: Cell[] = [];
  for (const { text, style, anchor } of stretches) {
    let pending = anchor;
    for (const { segment } of graphemes.segment(plain(text))) {
      if (/^[^\S\u00A0]+$/u.test(segment)) {
        if (word.length) yield word;
        word = [];
        yield { text: ' ', columns: 1, style, anchor: undefined };
      } else {
        word.push({ text: segment, columns: columns(segment), style, anchor: pending });
        pending = undefined;
      }
    }
  }
  if (word.length) yield word;
}

function merged(cells: Cell[]): Line {
  const line: Line = [];
  for (const { text, style, anchor } of cells) {
    const last = line.at(-1);
    if (last && last.style === style && anchor === undefined) last.text += text;
    else line.push({ text, style, anchor });
  }
  return line;
}

/** One line as a string; styles are left out where there is no colour. */
export const paint = (line: Line, colour: boolean): string =>
  line
    .map(({ text, style }) => (colour && style ? styleText(style, text, { validateStream: false }) : text))
    .join('')
    .replaceAll('\u00A0', ' ')
    .trimEnd();

/** Every line moved to the right by `columns`, the first with `label` in that space. */
export const indented = (lines: Line[], columns: number, label: Stretch = { text: '' }): Line[] =>
  lines.map((line, i) => [
    ...(i === 0 ? [label, { text: ' '.repeat(Math.max(0, columns - columnsOf(label.text))) }] : [{ text: ' '.repeat(columns) }]),
    ...line,
  ]);

/** A line of words as lines of at most `width` columns, those that follow two columns further in than the first. */
export function folded(text: string, width: number): string[] {
  const inset = /^ */u.exec(text)?.[0].length ?? 0;
  return wrap([{ text }], width - inset, 2).map((line) => `${' '.repeat(inset)}${paint(line, false)}`);
}

/** A heading with a rule to the right edge, and its lines. */
export const section = (title: string, width: number, lines: Line[]): Line[] => [
  [],
  [
    { text: title, style: 'bold' },
    { text: ` ${'─'.repeat(Math.max(0, width - columnsOf(title) - 1))}`, style: 'dim' },
  ],
  [],
  ...lines.filter((line, i) => line.length || i < lines.length - 1),
];
