import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { writeStandings } from '../../src/actions/write-standings.ts';
import { compose, type Service } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { standingOf } from '../../src/domain/standing.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { JSON_FROM_TEACHER, KEY, sentAs, TEACHER } from './batch-requests.ts';
import { distinctEssays, essays } from './essays.ts';
import { watched } from './watched.ts';

const COUNT = 10_000;
const CALLS = 20;
const audit = { at: '2026-01-01T00:00:00.000Z', actor: 'bench', role: 'teacher', action: 'bench', subject: 'bench', detail: null };

/** A batch of ten thousand in a file: put together, then what a teacher asks of it while all of it waits and when all of it is marked. */
export async function batchListing(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-bench-'));
  const config = readConfig({ DATABASE_URL: join(folder, 'x.sqlite'), LOG_LEVEL: 'silent', ENGINE: 'offline', API_KEYS: TEACHER });
  // opened anew for each round, so that its first calls find nothing ready
  const within = async <T>(use: (service: Service) => T | Promise<T>) => {
    const service = compose(config);
    try {
      return await use(service);
    } finally {
      await service.close();
    }
  };
  try {
    const body = JSON.stringify({ essays: distinctEssays(COUNT) });
    const id = await within(async ({ app }) => {
      const sent = await watched(`${thousands} essays sent and kept`, () =>
        app.request('/api/v1/batches', { method: 'POST', headers: JSON_FROM_TEACHER, body }),
      );
      return String((await sent.json()).id);
    });
    await within(({ app }) =>
      timeAll(app.request, { 'batch, all of it waiting': `/batches/${id}`, 'its items, all waiting': `/batches/${id}/items?sort=need` }),
    );
    const next = await within(async ({ store, app }) => {
      await fill(store, id);
      return (await sentAs(app.request)('GET', `/batches/${id}/items?sort=need&limit=200`)).next;
    });
    await within(({ app }) =>
      timeAll(app.request, {
        'review queue, first page of 50': `/batches/${id}/items?sort=need`,
        'review queue, a page of 200 further on': `/batches/${id}/items?sort=need&limit=200&cursor=${next}`,
        'review queue of one state': `/batches/${id}/items?sort=need&state=needs_teacher`,
        'by mark, first page of 50': `/batches/${id}/items?sort=mark`,
        'by identifier, first page of 50': `/batches/${id}/items?sort=identifier`,
        'the batch': `/batches/${id}`,
        'class report, JSON': `/batches/${id}/report`,
        'class report, HTML': `/batches/${id}/report?format=html`,
      }),
    );
    await within(({ store, app }) => takeAway(id, store, app));
    await within(async ({ store, app }) => {
      forgetStandings(config.database);
      await watched(`${thousands} standings written that were missing`, () =>
        writeStandings(store, (_id, error) => {
          throw error;
        }),
      );
      await watched(`${thousands} essays deleted with their batch`, () => sentAs(app.request)('DELETE', `/batches/${id}`));
    });
    await within(async ({ store, app }) => {
      await app.request('/api/v1/batches', { method: 'POST', headers: JSON_FROM_TEACHER, body });
      await watched(`${thousands} essays removed that were too old`, () => store.deleteSubmissionsBefore('2999', audit));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Has every mark read and released, and takes the class away in each form that a whole batch can have. */
async function takeAway(id: string, store: Service['store'], app: Service['app']): Promise<void> {
  const send = sentAs(app.request);
  await watched(`${thousands} marks released`, () => send('POST', `/batches/${id}/release`, { states: ['marked'] }));
  const take = async (path: string, init: RequestInit = {}) => {
    const answer = await app.request(`/api/v1/batches/${id}/${path}`, { ...init, headers: JSON_FROM_TEACHER });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    const { byteLength } = await answer.arrayBuffer();
    return `${path} of ${thousands}, ${(byteLength / 2 ** 20).toFixed(1)} MiB`;
  };
  for (const form of ['csv', 'xlsx']) await watched(`table of ${thousands} as ${form}`, () => take(`export?form=${form}`));
  const rows = store.reportRows(id).map(({ identifier }, i) => `Participant ${i},"Student ${identifier}",${identifier},,25,,`);
  const worksheet = `Identifier,"Full name","ID number",Grade,"Maximum grade","Last modified (grade)","Feedback comments"\n${rows.join('\n')}\n`;
  await watched(`Moodle worksheet of ${thousands}`, () => take('moodle', { method: 'POST', body: worksheet }));
}

/** As a database is that was filled before standings were kept. */
function forgetStandings(database: string): void {
  const client = new Database(database);
  client.exec('delete from standings');
  client.close();
}

/** Marks every essay of a batch with a copy of what the offline engine says of a development essay, with other marks. */
async function fill(store: Service['store'], batchId: string): Promise<void> {
  const batch = store.batch(batchId);
  const rubric = batch && store.rubric(batch.rubricId, batch.rubricVersion);
  if (!rubric) throw new Error('the batch is gone');
  const deps = { engine: offlineEngine(), now: () => audit.at, newId: (prefix: string) => `${prefix}_1` };
  const made = await Promise.all(essays.map((text) => markEssay({ submissionId: 'sub_1', text, rubric }, deps)));
  store.tellBatch(batchId, { told: 'run' }, audit);
  const from = performance.now();
  for (let i = 0; i < COUNT; i++) {
    const job = store.claimJob(new Date().toISOString(), '2999-01-01T00:00:00.000Z');
    const like = made[i % made.length]?.assessment;
    if (!job || !like) throw new Error('there is no job left');
    const assessment = varied({ ...like, id: `asm_${i}`, submissionId: job.submissionId }, i, rubric);
    const standing = standingOf(assessment, { assessment, stale: [] }, rubric);
    store.finishJob(job, assessment, [], audit, { state: assessment.status, standing });
  }
  console.log(`${thousands} jobs claimed and finished   ${((performance.now() - from) / COUNT).toFixed(2)} ms each`);
}

/** The assessment with one of all the marks that there are, or every fiftieth time with none. */
function varied(assessment: Assessment, i: number, { scheme }: Rubric): Assessment {
  if (i % 50 === 0 || !assessment.mark) return { ...assessment, status: 'needs_teacher', reason: 'The engine failed.', mark: null };
  const awarded = (i * 7) % (scheme.maxMark + 1);
  const level = Object.entries(scheme.levels).find(([, { min, max }]) => awarded >= min && awarded <= max)?.[0] ?? 0;
  return { ...assessment, mark: { ...assessment.mark, awarded, level: Number(level) } };
}

/** Prints what so many calls of each path take, to the last byte of the answer. */
async function timeAll(request: Service['app']['request'], paths: Record<string, string>): Promise<void> {
  for (const [what, path] of Object.entries(paths)) {
    const times: number[] = [];
    let size = 0;
    for (let call = 0; call < CALLS; call++) {
      const from = performance.now();
      const answer = await request(`/api/v1${path}`, { headers: { authorization: `Bearer ${KEY}` } });
      size = (await answer.arrayBuffer()).byteLength;
      times.push(performance.now() - from);
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
    }
    const [first = 0] = times;
    const sorted = times.toSorted((a, b) => a - b);
    const [median = 0, worst = 0] = [sorted[Math.floor(CALLS / 2)], sorted.at(-1)];
    console.log(
      `  ${what}   first call ${ms(first)}, median of ${CALLS} ${ms(median)}, worst ${ms(worst)}; ${(size / 1024).toFixed(0)} KiB`,
    );
  }
}

const thousands = COUNT.toLocaleString('en-GB');
const ms = (time: number) => `${time.toFixed(0)} ms`;
