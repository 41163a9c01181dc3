import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Later } from '../../src/domain/later.ts';
import { inPractice } from '../../src/domain/submission.ts';
import { embeddedWorker, type Work } from '../../src/queue/worker.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Job, Store } from '../../src/store/store.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { smallRubric } from '../support/builders.ts';

const { version: _version, ...rubric } = smallRubric();
const audit = { at: '2026', actor: 'system', role: 'system', action: 'x', subject: 'x', detail: null };
const settings = { pollMs: 20, backOffMs: 5 };

function storeWith(count: number): Store {
  const store = openStore(':memory:');
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  for (let n = 1; n <= count; n++) add(store, n);
  return store;
}
function add(store: Store, n: number) {
  const essay = { id: `sub_${n}`, text: `Essay ${n}`, rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting' as const };
  store.addSubmission({ ...essay, createdAt: '2026-01-01T00:00:00.000Z', ...inPractice }, audit);
}

type Run = (job: Job, signal: AbortSignal) => Promise<void> | void;

function worker(store: Store, run: Run, more: Partial<Work> = {}, how: Parameters<typeof embeddedWorker>[1] = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const finish = (job: Job, reason: string | null) => {
    const status = reason === null ? ('marked' as const) : ('needs_teacher' as const);
    const id = `asm_${job.submissionId}`;
    store.finishJob(job, anAssessment('Essay.', [], { id, submissionId: job.submissionId, status, reason }), [], audit);
  };
  const work: Work = {
    store,
    run: async (job, signal) => {
      await run(job, signal);
      finish(job, null);
      return { status: 'marked' };
    },
    giveUp: (job, reason) => finish(job, reason),
    everyDay: () => {},
    now: () => new Date().toISOString(),
    log,
    ...more,
  };
  const queue = embeddedWorker(work, { ...settings, ...how });
  onTestFinished(async () => {
    await queue.stop(0);
    store.close();
  });
  return { queue, lines };
}

const stateOf = (store: Store, n: number) => store.submission(`sub_${n}`)?.submission.state;
const until = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true), { timeout: 3000, interval: 5 });

describe('the worker', () => {
  it('does what waits at its start and what it is woken for, each once', async () => {
    const store = storeWith(3);
    const ran: string[] = [];
    const { queue } = worker(store, (job) => void ran.push(job.submissionId), {}, { pollMs: 60_000 });
    queue.start();
    await until(() => store.counts().waiting === 0);
    add(store, 4);
    queue.wake();
    await until(() => store.counts().waiting === 0);
    expect(ran).toEqual(['sub_1', 'sub_2', 'sub_3', 'sub_4']);
  });

  it('finds work by itself that nobody woke it for', async () => {
    const store = storeWith(0);
    const { queue } = worker(store, () => {});
    queue.start();
    add(store, 1);
    await until(() => stateOf(store, 1) === 'marked');
  });

  it('runs no more jobs at a time than it may', async () => {
    const store = storeWith(6);
    let [now, most] = [0, 0];
    const run = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 10));
      now--;
    };
    worker(store, run, {}, { concurrency: 2 }).queue.start();
    await until(() => store.counts().waiting === 0);
    expect(most).toBe(2);
  });

  it('tries again after an unexpected error, waiting longer each time', async () => {
    const store = storeWith(1);
    const at: number[] = [];
    const run = () => {
      at.push(performance.now());
      if (at.length < 3) throw new Error('odd');
    };
    worker(store, run, {}, { backOffMs: 40 }).queue.start();
    await until(() => stateOf(store, 1) === 'marked');
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(39);
    expect(third - second).toBeGreaterThanOrEqual(159);
  });

  it('puts off what may not begin yet, tells whoever waits, and goes on with it at its time as if it had never been tried', async () => {
    const store = storeWith(1);
    let at = Date.parse('2026-01-01T12:00:00.000Z');
    const attempts: number[] = [];
    const run: Run = (job) => {
      attempts.push(job.attempts);
      if (attempts.length < 6) throw new Later(new Date(at + 60_000).toISOString(), 'The day is spent.');
    };
    const { queue, lines } = worker(store, run, { now: () => new Date(at).toISOString() });
    queue.start();
    for (let round = 1; round <= 5; round++) {
      await queue.finished('sub_1', 3000);
      expect(store.putOff('sub_1')).toEqual({ until: new Date(at + 60_000).toISOString(), reason: 'The day is spent.' });
      expect(stateOf(store, 1)).toBe('waiting');
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(attempts).toHaveLength(round);
      at += 60_000;
    }
    await until(() => stateOf(store, 1) === 'marked');
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
    expect(lines.filter(({ msg }) => msg === 'job put off')).toHaveLength(5);
  });

  it('goes on with other work meanwhile, and takes what was put off up again at its next start', async () => {
    const store = storeWith(2);
    const ran: string[] = [];
    const run: Run = (job) => {
      if (job.submissionId === 'sub_1' && !ran.includes('sub_2')) throw new Later('2999-01-01T00:00:00.000Z', 'The day is spent.');
      ran.push(job.submissionId);
    };
    const { queue } = worker(store, run, {}, { concurrency: 1 });
    queue.start();
    await until(() => stateOf(store, 2) === 'marked');
    expect(store.putOff('sub_1')).not.toBeNull();
    await queue.stop(1000);
    worker(store, run).queue.start();
    await until(() => stateOf(store, 1) === 'marked');
  });

  it('hands a job that fails three times to a teacher and goes on with the next', async () => {
    const store = storeWith(2);
    let tries = 0;
    const run = (job: Job) => {
      if (job.submissionId === 'sub_1') {
        tries++;
        throw new Error('always');
      }
    };
    worker(store, run, {}, { concurrency: 1 }).queue.start();
    await until(() => store.counts().waiting === 0);
    expect(tries).toBe(3);
    expect(store.submission('sub_1')?.assessment).toMatchObject({ status: 'needs_teacher', reason: expect.stringContaining('failed') });
    expect(stateOf(store, 2)).toBe('marked');
  });

  it('hands over a job that took its process with it three times, without trying it once more', async () => {
    const store = storeWith(1);
    for (let n = 0; n < 3; n++) {
      store.claimJob(new Date().toISOString(), '2999-01-01T00:00:00.000Z');
      store.releaseLeases();
    }
    let tries = 0;
    worker(store, () => void tries++).queue.start();
    await until(() => stateOf(store, 1) === 'needs_teacher');
    expect(tries).toBe(0);
  });

  it('ends a job that takes too long as one that failed', async () => {
    const store = storeWith(1);
    const { queue, lines } = worker(store, () => new Promise(() => {}), {}, { limitMs: 10 });
    queue.start();
    await until(() => stateOf(store, 1) === 'needs_teacher');
    expect(lines.filter(({ msg }) => msg === 'job failed')).toHaveLength(3);
  });

  it('tells whoever waits as soon as the job is over, and not before', async () => {
    const store = storeWith(1);
    let open = () => {};
    const { queue } = worker(
      store,
      () =>
        new Promise<void>((resolve) => {
          open = resolve;
        }),
    );
    queue.start();
    let told = false;
    const waited = queue.finished('sub_1', 3000).then(() => {
      told = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(told).toBe(false);
    open();
    await waited;
    expect(stateOf(store, 1)).toBe('marked');
  });

  it('lets whoever waits go when the time is up or they have gone', async () => {
    const { queue } = worker(storeWith(0), () => {});
    const began = performance.now();
    await queue.finished('sub_9', 20);
    await queue.finished('sub_9', 60_000, AbortSignal.abort());
    const controller = new AbortController();
    const waited = queue.finished('sub_9', 60_000, controller.signal);
    controller.abort();
    await waited;
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('lets running work end when it is stopped', async () => {
    const store = storeWith(1);
    let begun = false;
    const run = () => {
      begun = true;
      return new Promise<void>((resolve) => setTimeout(resolve, 60));
    };
    const { queue } = worker(store, run);
    queue.start();
    await until(() => begun);
    await queue.stop(3000);
    expect(stateOf(store, 1)).toBe('marked');
  });

  it('gives work that does not end in time back, as if it had never been tried', async () => {
    const store = storeWith(2);
    const running: AbortSignal[] = [];
    const { queue } = worker(store, (_job, signal) => new Promise(() => running.push(signal)), {}, { concurrency: 1 });
    queue.start();
    await until(() => running.length === 1);
    await queue.stop(20);
    expect(running[0]?.aborted).toBe(true);
    expect(store.claimJob(new Date().toISOString(), '2999')).toMatchObject({ submissionId: 'sub_1', attempts: 1 });
    expect(queue.alive()).toBe(false);
  });

  it('stops work on a submission that is gone and goes on', async () => {
    const store = storeWith(2);
    let begun = false;
    const run: Run = (job, signal) => {
      if (job.submissionId !== 'sub_1') return;
      begun = true;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const { queue, lines } = worker(store, run, {}, { concurrency: 1 });
    queue.start();
    await until(() => begun);
    store.deleteSubmission('sub_1', audit);
    queue.cancel('sub_1');
    await until(() => stateOf(store, 2) === 'marked');
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('outlives a store that fails for a while, and says meanwhile that it is not well', async () => {
    const store = storeWith(1);
    let broken = true;
    const claimJob: Store['claimJob'] = (now, until) => {
      if (broken) throw new Error('disk full');
      return store.claimJob(now, until);
    };
    const { queue } = worker(store, () => {}, { store: { ...store, claimJob } });
    expect(queue.alive()).toBe(false);
    queue.start();
    expect(queue.alive()).toBe(true);
    await until(() => !queue.alive());
    broken = false;
    await until(() => queue.alive() && stateOf(store, 1) === 'marked');
  });

  it('keeps a job for later when even handing it over fails', async () => {
    const store = storeWith(1);
    let refused = 0;
    const giveUp = () => {
      refused++;
      throw new Error('database is locked');
    };
    const { queue } = worker(store, () => Promise.reject(new Error('always')), { giveUp });
    queue.start();
    await until(() => refused === 1);
    expect(store.counts().waiting).toBe(1);
    expect(queue.alive()).toBe(true);
  });

  it('never logs what an error says, since that can be essay text', async () => {
    const store = storeWith(1);
    const { queue, lines } = worker(store, () => Promise.reject(new TypeError('Essay 1 says: secret words')));
    queue.start();
    await until(() => stateOf(store, 1) === 'needs_teacher');
    expect(JSON.stringify(lines)).not.toContain('secret words');
    expect(JSON.stringify(lines)).toContain('TypeError');
  });

  it('does its daily work at the start, and goes on when that fails', async () => {
    const store = storeWith(1);
    const everyDay = vi.fn(() => {
      throw new Error('odd');
    });
    worker(store, () => {}, { everyDay }).queue.start();
    await until(() => stateOf(store, 1) === 'marked');
    expect(everyDay).toHaveBeenCalledTimes(1);
  });
});
