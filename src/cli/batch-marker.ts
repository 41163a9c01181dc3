import { availableParallelism } from 'node:os';
import type { Config } from '../config.ts';
import { offlineThread } from '../engines/offline/offline-thread.ts';
import { allowanceOf, capOf } from './allowance.ts';
import type { BatchOptions } from './batch-options.ts';
import type { BatchMarker } from './batch-run.ts';
import { chooseEngine } from './engine-choice.ts';
import { rubricFrom } from './mark.ts';

/** Most threads that mark offline, however many cores there are: each takes some two hundred megabytes. */
const MOST_THREADS = 4;

/**
 * Who marks a class, as fast as the machine allows: offline a thread for each processor, and one essay more than threads so that none waits;
 * with a model as many at once as the settings let on their way. `close` ends the threads.
 * @throws Problem `engine-not-configured`, `recording-missing`, `rubric-unknown`, `rubric-invalid`
 */
export function batchMarker(options: BatchOptions, config: Config): BatchMarker & { close: () => Promise<void> } {
  const threads = Math.min(MOST_THREADS, availableParallelism());
  const offline = offlineThread({ atMost: threads });
  const engine = chooseEngine(options, config, offline);
  const rubric = rubricFrom(config.rubricsDir, options.rubric);
  const costs = engine.model !== null && !options.replay;
  return {
    engine,
    rubric,
    allowance: costs ? allowanceOf(engine, rubric, capOf(config, options.tokenCap)) : undefined,
    atOnce: costs ? (config.openai?.atOnce ?? 1) : threads + 1,
    close: offline.close,
  };
}
