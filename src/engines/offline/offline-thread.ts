import { join } from 'node:path';
import { serialize } from 'node:v8';
import { Piscina } from 'piscina';
import type { Rubric } from '../../domain/rubric.ts';
import type { Engine } from '../engine.ts';
import { offlineEngine } from './offline-engine.ts';
import { oncePerHash } from './once-per-hash.ts';
import type { SharedRubric } from './thread-worker.ts';

type Steps = typeof import('./thread-worker.ts');
type Result<S extends keyof Steps> = Awaited<ReturnType<Steps[S]>>;

export type OfflineThread = Engine & {
  /** Starts a thread and has it compile the rubric, so that the first essay need not wait for that. */
  makeReady: (rubric: Rubric) => Promise<void>;
  /** Ends the threads; what they were doing rejects. Nothing can be marked after that. */
  close: () => Promise<void>;
};

/** `idleMs`: after so many milliseconds with nothing to do a thread ends, all but one, and what it knew of its rubrics with it. */
const defaults = { atMost: 1, idleMs: 60_000 };
/** MiB for what a thread has just made. Left to itself V8 takes a hundred more and marks no faster. */
const YOUNG = 16;

/**
 * The offline engine for a server: it sees what `offlineEngine()` sees, in threads of its own, so that the event loop stays free.
 * The first thread starts when it is needed, others, up to `atMost`, when steps would wait. Each makes a rubric ready for itself, from bytes that
 * all share. They keep no process alive; one is replaced when a step is aborted or it dies.
 * Errors cross as structured clones: the built-in kinds whole, others as plain errors. The offline engine throws no EngineFailure.
 */
export function offlineThread(settings: Partial<typeof defaults> = {}): OfflineThread {
  let pool: Piscina | undefined;
  let closed = false;

  async function run<S extends keyof Steps>(step: S, task: Parameters<Steps[S]>[0], signal?: AbortSignal): Promise<Result<S>> {
    signal?.throwIfAborted();
    if (closed) throw new Error('the threads of the offline engine are closed');
    pool ??= startPool({ ...defaults, ...settings });
    try {
      return await pool.run(task, { name: step, signal: signal ?? null });
    } catch (error) {
      // the pool rejects with an error of its own
      signal?.throwIfAborted();
      throw error;
    }
  }

  const engine: OfflineThread = {
    ...offlineEngine(),
    checkClaims: (essay, rubric, signal) => run('checkClaims', { essay, rubric: shared(rubric) }, signal),
    readArgument: (essay, rubric, ledger, signal) => run('readArgument', { essay, rubric: shared(rubric), ledger }, signal),
    again: () => engine,
    keeping: () => engine,
    makeReady: (rubric) =>
      run('makeReady', shared(rubric)).catch((error: unknown) => {
        if (!closed) throw error;
      }),
    async close() {
      closed = true;
      await pool?.destroy();
    },
  };
  return engine;
}

function startPool({ atMost, idleMs }: typeof defaults): Piscina {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'thread-worker.ts'),
    ...{ minThreads: 1, maxThreads: atMost, idleTimeout: idleMs },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  });
  // A thread that dies while it does nothing is replaced; without a listener its error would end the process.
  pool.on('error', () => {});
  return pool;
}

/** About two megabytes a rubric, copied once and not for every essay. */
const shared = oncePerHash((rubric: Rubric): SharedRubric => {
  const serialised = serialize(rubric);
  const bytes = new SharedArrayBuffer(serialised.byteLength);
  new Uint8Array(bytes).set(serialised);
  return { hash: rubric.hash, bytes };
});
