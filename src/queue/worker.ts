import type { Logger } from 'pino';
import { faultOf, shortId } from '../actions/fault.ts';
import { Later } from '../domain/later.ts';
import type { Job, Store } from '../store/store.ts';
import type { Queue } from './queue.ts';
import { waiters } from './waiters.ts';

export type Work = {
  store: Pick<Store, 'claimJob' | 'retryJob' | 'releaseJob' | 'releaseLeases' | 'putJobOff' | 'resumeJobs'>;
  /** Marks one submission and keeps the result; what it returns goes into the log line. Throws Later when it may not begin yet, else only what it did not expect. */
  run: (job: Job, signal: AbortSignal) => Promise<Record<string, unknown>>;
  /** Ends a job that cannot be done, so that a teacher sees it. */
  giveUp: (job: Job, reason: string) => void;
  /** What is to be put in order once, when the process starts. */
  atStart?: () => Promise<void>;
  everyDay: () => unknown;
  now: () => string;
  log: Logger;
};

const defaults = { concurrency: 2, pollMs: 1000, leaseMs: 600_000, limitMs: 540_000, attempts: 3, backOffMs: 2000 };
const DAY = 24 * 60 * 60 * 1000;

/** A queue inside this process: claims jobs with a lease, tries each up to three times with longer and longer pauses, never loses one. */
export function embeddedWorker(work: Work, settings: Partial<typeof defaults> = {}): Queue {
  const { concurrency, pollMs, leaseMs, limitMs, attempts, backOffMs } = { ...defaults, ...settings };
  const { store, log } = work;
  const running = new Map<Job, { controller: AbortController; done: Promise<void> }>();
  const waiting = waiters();
  let [started, stopped, healthy] = [false, false, true];
  let timer: NodeJS.Timeout | undefined;
  let daily: NodeJS.Timeout | undefined;

  const at = (ms: number) => new Date(Date.parse(work.now()) + ms).toISOString();

  function look() {
    clearTimeout(timer);
    if (!started || stopped) return;
    try {
      while (running.size < concurrency) {
        const job = store.claimJob(work.now(), at(leaseMs));
        if (!job) break;
        begin(job);
      }
      healthy = true;
    } catch (error) {
      healthy = false;
      log.error({ fault: faultOf(error) }, 'could not look for work');
    }
    timer = setTimeout(look, pollMs);
  }

  function begin(job: Job) {
    const controller = new AbortController();
    const done = attempt(job, controller.signal).finally(() => {
      running.delete(job);
      wake();
    });
    running.set(job, { controller, done });
  }

  async function attempt(job: Job, stop: AbortSignal) {
    const began = performance.now();
    const about = { job: job.id, submission: shortId(job.submissionId), attempt: job.attempts };
    const ms = () => Math.round(performance.now() - began);
    try {
      if (job.attempts > attempts) return finish(job, about, 'Marking was interrupted each time it was tried.');
      const signal = AbortSignal.any([stop, AbortSignal.timeout(limitMs)]);
      const result = await Promise.race([work.run(job, signal), rejection(signal)]);
      log.info({ ...about, ...result, ms: ms() }, 'job');
      waiting.tell(job.submissionId);
    } catch (error) {
      try {
        if (stop.aborted) return store.releaseJob(job);
        if (error instanceof Later) return putOff(job, about, error);
        log.error({ ...about, ms: ms(), fault: faultOf(error) }, 'job failed');
        if (job.attempts >= attempts) finish(job, about, 'Marking failed each time it was tried.');
        else store.retryJob(job, at(backOffMs * 4 ** (job.attempts - 1)));
      } catch (worse) {
        log.error({ ...about, fault: faultOf(worse) }, 'job left until its lease ends');
      }
    }
  }

  function putOff(job: Job, about: object, { until, reason }: Later) {
    store.putJobOff(job, until, reason);
    log.info({ ...about, until }, 'job put off');
    waiting.tell(job.submissionId);
  }

  function finish(job: Job, about: object, reason: string) {
    work.giveUp(job, reason);
    log.warn({ ...about, status: 'needs_teacher' }, 'job given up');
    waiting.tell(job.submissionId);
  }

  // Not at once: whoever handed an essay in gets an answer before an engine takes the processor.
  function wake() {
    setImmediate(look);
  }

  async function chores(what: string, does: Work['everyDay'] | undefined) {
    try {
      await does?.();
    } catch (error) {
      // what a stop cuts short is gone on with at the next start
      if (!stopped) log.error({ fault: faultOf(error) }, `${what} failed`);
    }
  }

  return {
    start() {
      if (started) return;
      started = true;
      store.releaseLeases();
      // the settings may be others now
      store.resumeJobs(work.now());
      chores('putting in order at the start', work.atStart);
      const everyDay = () => chores('daily work', work.everyDay);
      everyDay();
      daily = setInterval(everyDay, DAY);
      wake();
    },
    wake,
    finished: (id, ms, signal) => (stopped ? Promise.resolve() : waiting.wait(id, ms, signal)),
    cancel(id) {
      for (const [job, { controller }] of running) if (job.submissionId === id) controller.abort(new Error('cancelled'));
      waiting.tell(id);
    },
    alive: () => started && !stopped && healthy,
    async stop(graceMs) {
      stopped = true;
      clearTimeout(timer);
      clearInterval(daily);
      const all = Promise.all([...running.values()].map(({ done }) => done));
      let late: NodeJS.Timeout | undefined;
      await Promise.race([
        all,
        new Promise<void>((resolve) => {
          late = setTimeout(resolve, graceMs);
        }),
      ]);
      clearTimeout(late);
      for (const { controller } of running.values()) controller.abort(new Error('stopping'));
      await all;
      waiting.tellAll();
    },
  };
}

const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
