import { join } from 'node:path';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import { MAX_READING_BYTES, MAX_READING_MS } from './limits.ts';
import { type Refused, refused } from './outcome.ts';

type Readers = typeof import('./apart-worker.ts');
type Result<R extends keyof Readers> = Awaited<ReturnType<Readers[R]>>;

const TOO_LONG = refused('damaged', 'This file took too long to read, so it was put aside. Save it anew and hand that in.');
const TOO_MUCH = refused('damaged', 'This file needs too much memory to read, so it was put aside. Save it anew and hand that in.');

let pool: Piscina | undefined;
const oneAtATime = new PQueue({ concurrency: 1 });

/**
 * Reads a file of a kind that is read by a library, in a thread of its own: a file that is made to keep it busy or to fill the memory ends
 * that thread and nothing else. The thread starts when it is first needed, ends when it is not needed, and keeps no process alive.
 */
export function readApart<R extends keyof Readers>(reader: R, bytes: Uint8Array, longest = MAX_READING_MS): Promise<Result<R> | Refused> {
  return oneAtATime.add(async () => {
    pool ??= startPool();
    const stop = new AbortController();
    const memory = process.memoryUsage.rss();
    const late = setTimeout(() => stop.abort(TOO_LONG), longest);
    const watch = setInterval(() => process.memoryUsage.rss() - memory > MAX_READING_BYTES && stop.abort(TOO_MUCH), 50);
    try {
      return await pool.run(bytes, { name: reader, signal: stop.signal });
    } catch {
      return stop.signal.aborted ? stop.signal.reason : TOO_MUCH;
    } finally {
      clearTimeout(late);
      clearInterval(watch);
    }
  });
}

function startPool(): Piscina {
  const threads = new Piscina({
    filename: join(import.meta.dirname, 'apart-worker.ts'),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    resourceLimits: { maxOldGenerationSizeMb: MAX_READING_BYTES / 2 ** 20 },
  });
  // A thread that dies while it does nothing is replaced; without a listener its error would end the process.
  threads.on('error', () => {});
  return threads;
}
