import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type DestinationStream, type Logger, pino } from 'pino';
import { type ApiKey, hashKey, makeFirstKey } from './actions/api-keys.ts';
import { batchCaps } from './actions/batch-caps.ts';
import { budgetOf, type Estimates } from './actions/budget.ts';
import { faultOf } from './actions/fault.ts';
import type { Intake } from './actions/intake.ts';
import { handToTeacher, markSubmission } from './actions/mark-submission.ts';
import { removeOldSubmissions } from './actions/remove-old-submissions.ts';
import { writeStandings } from './actions/write-standings.ts';
import type { Config } from './config.ts';
import { system } from './domain/actor.ts';
import { Problem } from './domain/errors.ts';
import { dayOf, noTokens } from './domain/spending.ts';
import { usageOf } from './domain/submission.ts';
import type { Engine } from './engines/engine.ts';
import { type Count, meteredDrafter, meteredEngine } from './engines/metered.ts';
import { offlineThread } from './engines/offline/offline-thread.ts';
import { estimateDraft, estimateMarking } from './engines/openai/estimate.ts';
import { exportsThread } from './exports-thread.ts';
import { type Api, createApp } from './http/app.ts';
import { readSamples } from './http/samples.ts';
import { readClassList } from './intake/read-class-list.ts';
import { readFiles } from './intake/read-files.ts';
import { readTable } from './intake/read-table.ts';
import { makeDrafter } from './make-drafter.ts';
import { makeEngine } from './make-engine.ts';
import { makeReader } from './make-reader.ts';
import { patternCheck } from './pattern-check.ts';
import type { Queue } from './queue/queue.ts';
import { embeddedWorker } from './queue/worker.ts';
import { loadRubrics, sourceOf } from './rubric-files.ts';
import { openStore } from './store/sqlite/open-store.ts';
import type { Store } from './store/store.ts';
import { buildClient } from './web/build.ts';

export type Service = {
  app: Api;
  store: Store;
  queue: Queue;
  engine: Engine;
  log: Logger;
  /** Makes the first API key, to be shown once; null when there is one already. Called when it is sure that it can be shown. */
  firstKey: () => string | null;
  /** Starts a thread that marks and has it made ready for the rubric that is listed first. Does not wait for that. */
  warmUp: () => void;
  /** Ends the threads that mark and closes the store. Call when the queue has stopped. */
  close: () => Promise<void>;
};
export type Instead = {
  engine?: Engine;
  logTo?: DestinationStream;
  client?: ReturnType<typeof buildClient>;
  rubrics?: ReturnType<typeof loadRubrics>;
  now?: () => string;
  intake?: Intake;
  threads?: number;
};

/** Most threads that mark offline, however many cores there are: each takes some two hundred megabytes. */
const MOST_THREADS = 4;

/** ISO 8601, UTC. */
export const clock = (): string => new Date().toISOString();
/** `sub_` and 24 random url-safe characters, for the prefix `sub`. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(18).toString('base64url')}`;

/**
 * Everything the service is made of, from its configuration; nothing else constructs it. `instead` is for tests.
 * The queue does not work before `queue.start()`.
 * @throws Problem when the database or a rubric cannot be used.
 */
export function compose(config: Config, instead: Instead = {}): Service {
  const options = { level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const log = instead.logTo ? pino(options, instead.logTo) : pino(options);
  const client = instead.client ?? buildClient();
  client.catch((error: unknown) => log.error({ fault: String(error) }, 'the page could not be built'));

  const threads = instead.threads ?? Math.min(availableParallelism(), MOST_THREADS);
  const offline = offlineThread({ atMost: threads });
  const now = instead.now ?? clock;
  const rubrics = instead.rubrics ?? loadRubrics(config.rubricsDir);
  if (rubrics.length === 0) throw new Problem('rubric-invalid', `There is no question in ${config.rubricsDir}/questions: set RUBRICS_DIR.`);
  const store = storeAt(config.database);
  for (const rubric of rubrics) {
    const inForce = store.saveRubric(rubric, { author: system.name, note: 'from the rubric files', at: now() });
    if (inForce.hash !== rubric.hash) log.info({ rubric: rubric.id, version: inForce.version }, 'edited here: the edit outranks its file');
  }

  // two requests, each of which may be mended once
  const limitMs = config.openai ? 4 * (config.openai.maxRetries + 1) * config.openai.timeoutMs + 60_000 : 600_000;
  const byModel = config.engine === 'openai' ? config.openai : null;
  const atOnce = byModel?.atOnce ?? threads;
  // offline one more stands ready, so that no thread waits for what is made of the essay before
  const concurrency = byModel ? atOnce : threads + 1;
  const count: Count = (exchanges) => {
    if (exchanges.length) store.addSpending(dayOf(now()), usageOf(exchanges));
  };
  const engine = meteredEngine(instead.engine ?? makeEngine(config, config.engine, { offline }), count);
  const estimates: Estimates = {
    marking: ({ model }, rubric, characters) => (model === null ? noTokens : estimateMarking(rubric, characters, store.meanOutput(model))),
    draft: ({ model }, question, notes) => (model === null ? noTokens : estimateDraft(question, notes)),
  };
  const budget = budgetOf({ store, now, cap: config.spending, estimates });

  const marking = { store, engine, budget, now, newId };
  const caps = batchCaps({ store, budget, marker: engine, now });
  const queue = embeddedWorker(
    {
      store,
      run: async (job, signal) => {
        const room = await caps.hold(job, signal);
        const assessment = await markSubmission(system, job, marking, signal).finally(room.release);
        return assessment
          ? { engine: engine.id, status: assessment.status, requests: assessment.usage.requests }
          : { engine: engine.id, status: 'gone' };
      },
      giveUp: (job, reason) => handToTeacher(system, job, reason, marking),
      atStart: async () => {
        await store.clearUp();
        await writeStandings(store, (submissionId, error) =>
          log.error({ submissionId, fault: faultOf(error) }, 'its standing could not be written'),
        );
      },
      everyDay: () => removeOldSubmissions(system, config.retentionDays, marking),
      now,
      log,
    },
    { concurrency, limitMs, leaseMs: limitMs + 60_000 },
  );

  const keys: ApiKey[] = [...config.apiKeys.map(({ name, key, role }) => ({ name, role, hash: hashKey(key) })), ...store.keys()];
  const firstKey = () => {
    const made = keys.length > 0 ? null : makeFirstKey({ store, now });
    keys.push(...(made ? store.keys() : []));
    return made;
  };
  const reader = makeReader();
  const exporter = exportsThread();
  const sources = new Map(rubrics.map(({ id, hash }) => [hash, sourceOf(config.rubricsDir, id)]));
  const app = createApp({
    store,
    queue,
    budget,
    marker: engine,
    now,
    newId,
    atOnce,
    exporter,
    intake: instead.intake ?? { readFiles, readTable, readClassList },
    patternCheck,
    reader,
    drafterFor: (id) => meteredDrafter(makeDrafter(config, id ?? engine.id, reader), count),
    engineFor: (id) => (id && id !== engine.id ? meteredEngine(makeEngine(config, id, { offline }), count) : engine),
    shipped: (hash) => sources.get(hash) ?? null,
    keys,
    samples: readSamples(config.samplesDir),
    client,
    log,
  });
  const warmUp = () => {
    const rubric = store.rubric(store.rubrics()[0]?.id ?? '');
    if (engine !== offline || !rubric) return;
    offline.makeReady(rubric).catch((error: unknown) => log.error({ fault: faultOf(error) }, 'the thread that marks was not made ready'));
  };
  const close = async () => {
    await offline.close();
    await exporter.close();
    store.close();
  };
  return { app, store, queue, engine, log, firstKey, warmUp, close };
}

/** @throws Problem when the database cannot be opened. */
export function storeAt(database: string): Store {
  try {
    return openStore(database);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new Problem(
      'internal',
      `The database ${database} cannot be opened (${why}): set DATABASE_URL to a SQLite file in a folder that can be written.`,
    );
  }
}
