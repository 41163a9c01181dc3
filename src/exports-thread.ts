import { join } from 'node:path';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import type { Exporter } from './actions/exporter.ts';
import { Problem } from './domain/errors.ts';
import type { Answer } from './exports/export-worker.ts';

/** After so many milliseconds with nothing to do the thread ends, and what it took of memory with it. */
const IDLE_MS = 10_000;

/** Makes files of classes in a thread of its own, one after another, so that the largest keeps nobody waiting. It keeps no process alive. */
export function exportsThread(): Exporter & { close: () => Promise<void> } {
  let pool: Piscina | undefined;
  const turns = new PQueue({ concurrency: 1 });
  const run = async <T>(name: 'write' | 'fill', task: object): Promise<T> => {
    pool ??= startPool();
    const answer: Answer<T> = await pool.run(task, { name });
    if ('made' in answer) return answer.made;
    const { code, detail, fields } = answer.refusal;
    throw new Problem(code, detail, fields);
  };
  return {
    write: (task) => run('write', task),
    fill: (task) => run('fill', task),
    inTurn: (work) => turns.add(work),
    close: async () => pool?.destroy(),
  };
}

function startPool(): Piscina {
  const filename = join(import.meta.dirname, 'exports/export-worker.ts');
  const threads = new Piscina({ filename, minThreads: 0, maxThreads: 1, idleTimeout: IDLE_MS });
  // A thread that dies while it does nothing is replaced; without a listener its error would end the process.
  threads.on('error', () => {});
  return threads;
}
