import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { sentAs, TEACHER } from './batch-requests.ts';
import { distinctEssays } from './essays.ts';

const COUNT = 1_000;

/** A class of a thousand by the service as it is started, with its database in a file: essays a minute, memory, how long requests wait, size. */
export async function batchOffline(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-bench-'));
  const database = join(folder, 'x.sqlite');
  const service = compose(readConfig({ DATABASE_URL: database, LOG_LEVEL: 'silent', ENGINE: 'offline', API_KEYS: TEACHER }));
  const send = sentAs(service.app.request);
  try {
    service.queue.start();
    service.warmUp();
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    await setTimeout(50);
    const sent = performance.now();
    const { id } = await send('POST', '/batches', { essays: distinctEssays(COUNT), start: true });
    const from = performance.now();
    await setTimeout(50);
    const whileSent = delay.max;
    delay.reset();
    const memory: string[] = [];
    for (let done = 0, next = COUNT / 10; done < COUNT; await setTimeout(250)) {
      ({ done } = (await send('GET', `/batches/${id}`)).progress);
      if (done >= next) memory.push(mebibytes(process.memoryUsage.rss()));
      while (done >= next) next += (4 * COUNT) / 10;
    }
    const took = performance.now() - from;
    memory.push(mebibytes(process.memoryUsage.rss()));
    delay.disable();
    console.log(
      `${COUNT} essays sent as JSON   ${(from - sent).toFixed(0)} ms; other work waits ${(whileSent / 1e6).toFixed(0)} ms at most`,
    );
    console.log(
      `${COUNT} essays marked offline, ${availableParallelism()} cores with a load of ${loadavg()[0]?.toFixed(1)}   ` +
        `${((COUNT * 60_000) / took).toFixed(0)} essays a minute; other work waits ${(delay.max / 1e6).toFixed(0)} ms at most, ` +
        `${(delay.percentile(99) / 1e6).toFixed(0)} ms in 99 of 100; memory at a tenth, half, nine tenths and the end ${memory.join(', ')}`,
    );
    await service.queue.stop(0);
    await service.close();
    console.log(`its database   ${mebibytes(statSync(database).size)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
