import type { Line } from './pdf-paragraphs.ts';

/** Most lines of running heads or feet. */
const MOST = 3;

/**
 * Pages without their page numbers and running heads. A line is one only where it is certain: at the same height as the highest or lowest of
 * every page and everywhere the same but for a number that grows by one from page to page; without such a number it needs three pages. A
 * single page has only its number.
 */
export function withoutRunning(pages: Line[][]): Line[][] {
  let left = pages;
  for (const furthest of [highest, lowest])
    for (let n = 0; n < MOST; n++) {
      const outer = left.map(furthest);
      if (isRunning(outer)) left = left.map((page, at) => page.filter((line) => line !== outer[at]));
    }
  return left;
}

const highest = (page: Line[]): Line | undefined =>
  page.reduce((best: Line | undefined, line) => (best && best.y >= line.y ? best : line), undefined);
const lowest = (page: Line[]): Line | undefined =>
  page.reduce((best: Line | undefined, line) => (best && best.y <= line.y ? best : line), undefined);

function isRunning(lines: (Line | undefined)[]): boolean {
  const [first, ...rest] = lines;
  if (!first) return false;
  if (!rest.length) return /^(?:page )?[-–]? ?1(?: ?[-–]| of 1| ?\/ ?1)?$/iu.test(first.text);
  return rest.every((line, n) => {
    if (!line || Math.abs(line.y - first.y) > 3) return false;
    return line.text === first.text ? lines.length > 2 : counts(first.text, line.text, n + 1);
  });
}

/** Whether two lines are the same but for one number that is larger by so many pages. */
function counts(first: string, later: string, pages: number): boolean {
  const numbers = (text: string) => text.match(/\d+/gu)?.map(Number) ?? [];
  const to = numbers(later);
  const changed = numbers(first).flatMap((number, n) => (number === to[n] ? [] : [(to[n] ?? 0) - number]));
  return first.replace(/\d+/gu, '#') === later.replace(/\d+/gu, '#') && changed.length === 1 && changed[0] === pages;
}
