import { withoutRunning } from './pdf-running.ts';

/** A piece of text on a page, in points; y grows upwards. `ends` where the file says that a line ends after it. */
export type Piece = { text: string; x: number; y: number; width: number; size: number; ends: boolean };
/** A line of a page: where it begins and ends, how high it stands, how large its letters are. */
export type Line = { text: string; left: number; right: number; y: number; size: number };

/** The text of pages, a blank line between paragraphs. */
export function paragraphsOf(pages: Piece[][]): string {
  const lines = withoutRunning(pages.map(linesOf));
  const all = lines.flat();
  const step = usualStep(lines);
  const margins = { left: usualLeft(all), right: all.reduce((most, { right }) => Math.max(most, right), 0) };
  const paragraphs: Line[][] = [];
  let before: Line | undefined;
  for (const page of lines)
    for (const [n, line] of page.entries()) {
      // between pages the room says nothing
      const anew = !before || (n > 0 && apart(before, line, step)) || begins(before, line, margins);
      if (anew) paragraphs.push([line]);
      else paragraphs.at(-1)?.push(line);
      before = line;
    }
  const known = new Set(all.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []));
  const breaksWords = all.filter(({ text }) => /\p{L}-$/u.test(text)).length > Math.max(4, all.length / 15);
  return paragraphs.map((paragraph) => joined(paragraph, known, breaksWords)).join('\n\n');
}

/** The pieces of a page put into lines, in the order of the file. */
function linesOf(pieces: Piece[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const { text, x, y, width, size, ends } of pieces) {
    if (text && open && Math.abs(open.y - y) < Math.max(2, size / 2)) {
      const gap = x - open.right > size / 6 && !open.text.endsWith(' ') && !text.startsWith(' ');
      open.text += (gap ? ' ' : '') + text;
      open.right = Math.max(open.right, x + width);
      open.size = Math.max(open.size, text.trim() ? size : 0);
    } else if (text) {
      open = { text, left: x, right: x + width, y, size };
      lines.push(open);
    }
    if (ends) open = undefined;
  }
  return lines.map((line) => ({ ...line, text: line.text.replace(/\s+/gu, ' ').trim() })).filter(({ text }) => text);
}

/** How far a line usually stands below the one before it, in points. */
function usualStep(pages: Line[][]): number {
  const steps = pages.flatMap((page) => page.slice(1).map((line, n) => (page[n]?.y ?? 0) - line.y)).filter((step) => step > 0);
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

/** Where lines begin that begin furthest left, but for the odd one that stands out. */
const usualLeft = (lines: Line[]): number => {
  const lefts = lines.map(({ left }) => left).toSorted((a, b) => a - b);
  return lefts[Math.floor(lefts.length / 20)] ?? 0;
};

/** Whether there is room between two lines of a page, or the letters are of another size, as under a heading. */
const apart = (above: Line, below: Line, step: number): boolean => above.y - below.y > 1.3 * step || Math.abs(above.size - below.size) > 1;

/** Whether a line begins a paragraph by its own look: it is set in, or the one before stops short at the end of a sentence. */
function begins(above: Line, below: Line, margins: { left: number; right: number }): boolean {
  const setIn = below.left - margins.left > below.size && above.left - margins.left < below.size / 2;
  const room = margins.right - above.right;
  const firstWord = (below.right - below.left) * ((below.text.split(' ')[0]?.length ?? 0) / below.text.length);
  const stopsShort = /[.!?:]["'”’)]*$/u.test(above.text) && room > firstWord + 2 * below.size;
  return (setIn && /[.!?:]["'”’)]*$/u.test(above.text)) || stopsShort;
}

/**
 * Lines as running text. A hyphen at the end of a line stays ("non-aggression") unless the word is written without one elsewhere, or the
 * whole document breaks words and this one is not written with it elsewhere.
 */
function joined(lines: Line[], known: Set<string>, breaksWords: boolean): string {
  let text = '';
  for (const { text: line } of lines) {
    const head = /(\p{L}+)-$/u.exec(text.slice(-60))?.[1];
    const tail = /^\p{Ll}+/u.exec(line)?.[0];
    if (text.endsWith('\u00AD')) text = text.slice(0, -1) + line;
    else if (head === undefined) text += (text && ' ') + line;
    else {
      const whole =
        tail !== undefined && (known.has((head + tail).toLowerCase()) || (breaksWords && !known.has(`${head}-${tail}`.toLowerCase())));
      text = (whole ? text.slice(0, -1) : text) + line;
    }
  }
  return text.replaceAll('\u00AD', '');
}
