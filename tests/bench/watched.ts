import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** Prints how long a piece of work takes, how long anything else has to wait meanwhile, and the memory of this process before and at most. */
export async function watched<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  delay.enable();
  await setTimeout(50);
  const from = performance.now();
  const result = await work();
  const took = performance.now() - from;
  await setTimeout(50);
  delay.disable();
  clearInterval(look);
  most = Math.max(most, process.memoryUsage.rss());
  const [waits, size] = [(delay.max / 1e6).toFixed(0), `${mebibytes(before)}, at most ${mebibytes(most)}`];
  console.log(`${what}   ${(took / 1000).toFixed(1)} s; other work waits ${waits} ms at most; memory before ${size}`);
  return result;
}

export const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
