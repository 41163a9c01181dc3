import type { Line } from './pdf-paragraphs.ts';

type End = 'first' | 'last';
const at = (page: Line[], end: End): Line | undefined => (end === 'first' ? page[0] : page.at(-1));
const without = (page: Line[], end: End): Line[] => (end === 'first' ? page.slice(1) : page.slice(0, -1));

/**
 * Pages without their page numbers and running heads. A line is one only where it is certain: at the same height at the top or the foot of
 * every page and everywhere the same but for a number that grows by one from page to page; a running head without a number needs three pages.
 */
export function withoutRunning(pages: Line[][]): Line[][] {
  let left = pages;
  for (const end of ['first', 'last'] as const)
    while (isRunning(left.map((page) => at(page, end)))) left = left.map((page) => without(page, end));
  return left;
}

function isRunning(lines: (Line | undefined)[]): boolean {
  const [first, ...rest] = lines;
  if (!first || !rest.length) return false;
  return rest.every(
    (line, n) =>
      line && Math.abs(line.y - first.y) < 3 && (line.text === first.text ? lines.length > 2 : counts(first.text, line.text, n + 1)),
  );
}

/** Whether two lines are the same but for one number that is larger by so many pages. */
function counts(first: string, later: string, pages: number): boolean {
  const numbers = (text: string) => text.match(/\d+/gu)?.map(Number) ?? [];
  const [from, to] = [numbers(first), numbers(later)];
  const same = first.replace(/\d+/gu, '#') === later.replace(/\d+/gu, '#');
  const grown = from.filter((number, n) => number !== to[n]);
  return same && grown.length === 1 && from.every((number, n) => number === to[n] || number + pages === to[n]);
}
