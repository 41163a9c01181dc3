import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { sentAs, TEACHER } from './batch-requests.ts';
import { distinctEssays } from './essays.ts';
import { served } from './served.ts';
import { simulated } from './simulated.ts';

const COUNT = 200;

/** Batches whose process is killed at a third and started again, offline and with a simulated provider: what was lost, marked or asked twice. */
export async function batchRestart(): Promise<void> {
  console.log(`${COUNT} essays, killed at a third, offline   ${(await killed({ ENGINE: 'offline' })).marked}`);
  const provider = await simulated(100, 0);
  const env = { OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_BASE_URL: provider.url, OPENAI_AT_ONCE: '4' };
  const taken = async () => {
    // what the killed process sent last is on its way yet
    await setTimeout(500);
    return (await provider.counts()).taken;
  };
  const { marked, kept, sent } = await killed({ ENGINE: 'openai', ...env }, taken);
  const { bodies, askedAgain } = await provider.counts();
  provider.stop();
  console.log(
    `${COUNT} essays, killed at a third, simulated model   ${marked}; ${bodies} different requests, ${askedAgain} of them sent twice; ` +
      `${sent - kept} had no answer kept when killed`,
  );
}

/**
 * Marks a batch with the service in this environment, kills it at a third and starts it again. `marked`: what became of the essays, in words;
 * when it was killed, `kept` answers of a model were in the database and `sent` requests had been sent.
 */
async function killed(settings: Record<string, string>, taken = async () => 0): Promise<{ marked: string; kept: number; sent: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-bench-'));
  const database = join(folder, 'x.sqlite');
  const env = { DATABASE_URL: database, API_KEYS: TEACHER, ...settings };
  try {
    const first = await served(env);
    const { id } = await sentAs(fetch, first.url)('POST', '/batches', { essays: distinctEssays(COUNT), start: true });
    const done = await until(COUNT / 3, id, first.url);
    await first.end('SIGKILL');
    const sent = await taken();
    const before = countsOf(id, database);

    const second = await served(env);
    await until(COUNT, id, second.url);
    await second.end('SIGTERM');
    const { assessments } = countsOf(id, database);
    const times = (which: (n: number) => boolean) => assessments.filter(which).length;
    const marked =
      `${done} marked when it was killed; in the end ${times((n) => n === 1)} marked once, ` +
      `${times((n) => n === 0)} lost, ${times((n) => n > 1)} marked twice`;
    return { marked, kept: before.answers, sent };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Resolves when so many essays of a batch are done: how many there are then. */
async function until(count: number, batchId: string, url: string): Promise<number> {
  const send = sentAs(fetch, url);
  for (;;) {
    const { done } = (await send('GET', `/batches/${batchId}`)).progress;
    if (done >= count) return done;
    await setTimeout(25);
  }
}

/** How many assessments each essay of a batch has, and how many answers of a model are kept for all of them. */
function countsOf(batchId: string, database: string): { assessments: number[]; answers: number } {
  const store = openStore(database);
  try {
    const ids = store.items(batchId, { limit: COUNT, sort: 'order' }).map(({ submissionId }) => submissionId ?? '');
    const made = ids.map((id) => store.assessments(id));
    const kept = [...made.flat().map(({ id }) => store.exchanges(id)), ...ids.map((id) => store.finishedCalls(id))];
    return { assessments: made.map(({ length }) => length), answers: kept.flat().length };
  } finally {
    store.close();
  }
}
