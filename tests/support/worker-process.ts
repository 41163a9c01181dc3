import { pino } from 'pino';
import { embeddedWorker } from '../../src/queue/worker.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';

// A process that takes up one job from the store named on its command line, says so, and never ends it.
const store = openStore(process.argv[2] ?? '');
const queue = embeddedWorker({
  store,
  run: (job) => {
    console.log(`took ${job.submissionId}`);
    return new Promise(() => {});
  },
  giveUp: () => {},
  everyDay: () => {},
  now: () => new Date().toISOString(),
  log: pino({ level: 'silent' }),
});
queue.start();
