import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progress } from '../../src/cli/progress.ts';

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, stream };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the progress line', () => {
  it('counts seconds on one line, and is gone when the work is done', () => {
    const { written, stream } = terminal(true);
    const line = progress('Marking', stream);
    vi.advanceTimersByTime(3000);
    line.done();
    vi.advanceTimersByTime(3000);
    expect(written.map((text) => text.replaceAll('\r\u001b[K', ''))).toEqual([
      'Marking 0 s',
      'Marking 1 s',
      'Marking 2 s',
      'Marking 3 s',
      '',
    ]);
    expect(written.join('')).not.toContain('\n');
  });

  it('writes nothing where that is no terminal', () => {
    const { written, stream } = terminal(false);
    const line = progress('Marking', stream);
    vi.advanceTimersByTime(3000);
    line.done();
    expect(written).toEqual([]);
  });
});
