import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { barOf, progressBar } from '../../src/cli/progress-bar.ts';
import { timeWords } from '../../src/cli/time-words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, stream };
};

describe('the progress bar', () => {
  it('counts, tells the time left at the pace so far, and is gone when the work is done', () => {
    const { written, stream } = terminal(true);
    const bar = progressBar('Marking', 10, stream);
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(2000);
      bar.step();
    }
    expect(written.at(-1)).toContain('5 of 10, about 10 seconds left');
    bar.done();
    const lines = written.length;
    vi.advanceTimersByTime(5000);
    expect(written).toHaveLength(lines);
    expect(written.at(-1)).toBe('\r\u001b[K');
    expect(written.join('')).not.toContain('\n');
  });

  it('writes nothing where that is no terminal', () => {
    const { written, stream } = terminal(false);
    const bar = progressBar('Marking', 10, stream);
    bar.step();
    bar.clear();
    vi.advanceTimersByTime(3000);
    bar.done();
    expect(written).toEqual([]);
  });

  it('fits into every terminal, is full at the end only, and tells no time before there is a pace', () => {
    for (let columns = 12; columns < 130; columns++)
      for (const done of [0, 2, 3, 99, 100]) {
        const line = barOf('Marking', { done, total: 100, ms: 60_000 }, columns);
        expect(line.length).toBeLessThan(columns);
        if (done < 3 || done === 100) expect(line).not.toContain('left');
      }
    expect(barOf('Marking', { done: 99, total: 100, ms: 1 }, 80)).toContain('░');
    expect(barOf('Marking', { done: 100, total: 100, ms: 1 }, 80)).toMatch(/ █{37} 100 of 100$/u);
  });
});

it.each([60, 80, 200])('the bar is drawn as wide at every step in a terminal of %s columns', (columns) => {
  const widths = Array.from({ length: 31 }, (_, done) => barOf('Marking', { done, total: 30, ms: 9000 * done }, columns)).map(
    (line) => line.match(/[█░]/gu)?.length,
  );
  expect(new Set(widths).size).toBe(1);
  expect(widths[0]).toBe({ 60: 19, 80: 39, 200: 40 }[columns]);
});

it.each([
  [0, '1 second'],
  [40.2, '41 seconds'],
  [99, '99 seconds'],
  [100, '2 minutes'],
  [60 * 99, '99 minutes'],
  [60 * 120, '2 hours'],
  [60 * 125 - 30, '2 hours 5 minutes'],
])('%s seconds are said as %s', (seconds, words) => {
  expect(timeWords(seconds)).toBe(words);
});
