import { compose, type Service } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { Problem } from './domain/errors.ts';
import { type Listening, listen } from './http/listen.ts';

/** How long running work may take to end after SIGTERM or SIGINT, in milliseconds; the rest is done at the next start. */
const GRACE = 10_000;

/** Starts the service and keeps it until a signal. What stands in the way is told in one sentence, with exit code 1. */
export async function serve(): Promise<void> {
  let service: Service | undefined;
  try {
    const config = readConfig();
    service = compose(config);
    const listening = await listen(service.app, config);
    service.queue.start();
    console.log(welcome(listening.url, config, service));
    service.log.debug({ ms: Math.round(performance.now()) }, 'started');
    stopOnSignal(service, listening);
    service.warmUp();
  } catch (error) {
    await service?.close();
    if (!(error instanceof Problem)) throw error;
    console.error([error.detail, ...error.fields.slice(1).map(({ detail }) => `  ${detail}`)].join('\n'));
    process.exit(1);
  }
}

function welcome(url: string, { database }: Config, { engine, firstKey }: Service): string {
  const by = engine.model ? `${engine.id} engine (${engine.model})` : `${engine.id} engine`;
  const lines = [`essay-examiner is ready at ${url} (${by}; essays in ${database})`];
  const key = firstKey();
  if (key) lines.push(`API key, shown only now: ${key}`);
  return lines.join('\n');
}

function stopOnSignal({ queue, close, log }: Service, listening: Listening): void {
  let since: number | undefined;
  const stop = async () => {
    // A terminal and the launcher may both pass one Ctrl-C on; only a later one means "now".
    if (since !== undefined) {
      if (performance.now() - since > 1000) process.exit(1);
      return;
    }
    since = performance.now();
    log.info('stopping');
    const closed = listening.close();
    await queue.stop(GRACE);
    const late = setTimeout(listening.cut, 2000);
    await closed;
    clearTimeout(late);
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

if (import.meta.main) await serve();
