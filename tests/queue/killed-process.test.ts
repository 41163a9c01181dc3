import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { handToTeacher } from '../../src/actions/mark-submission.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { system } from '../../src/domain/actor.ts';
import { stateOf } from '../../src/domain/batch.ts';
import { inPractice } from '../../src/domain/submission.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import { expectRebuilt } from '../support/rebuilt.ts';
import { unlimited } from '../support/unlimited-budget.ts';

/** Starts a process that marks what is in this database, and kills it once it has said all of this. */
async function killOnce(file: string, said: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/worker-process.ts'), file]);
  const [out, err] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8'));
  let [told, faults] = ['', ''];
  err?.on('data', (text: string) => {
    faults += text;
  });
  await new Promise<void>((resolve, reject) => {
    out?.on('data', (text: string) => {
      told += text;
      if (said.every((one) => told.includes(one))) resolve();
    });
    child.on('exit', () => reject(new Error(`the child ended by itself: ${faults}`)));
  });
  const died = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  child.kill('SIGKILL');
  expect(await died).toBe('SIGKILL');
}

it('an essay whose process was killed while marking it is marked at the next start, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.sqlite');
  const { version: _version, ...rubric } = smallRubric();
  const audit = { at: '2026', actor: 'student', role: 'student', action: 'submit-essay', subject: 'sub_1', detail: null };
  const before = openStore(file);
  before.saveRubric(rubric, { author: 'system', note: '', at: '2026' });
  before.addSubmission(
    {
      id: 'sub_1',
      text: ESSAY,
      rubricId: 'small',
      rubricVersion: 1,
      candidate: null,
      state: 'waiting',
      createdAt: '2026-01-01T00:00:00.000Z',
      ...inPractice,
    },
    audit,
  );
  before.close();

  await killOnce(file, ['took sub_1']);

  const engine = fakeEngine();
  const client = Promise.resolve({ html: '', assets: new Map() });
  const service = compose(readConfig({ DATABASE_URL: file, LOG_LEVEL: 'silent' }), { engine, client, rubrics: [rubric] });
  onTestFinished(async () => {
    await service.queue.stop(0);
    await expectRebuilt(service.store).finally(() => service.close());
  });
  expect(service.store.submission('sub_1')?.submission.state).toBe('waiting');
  const waited = service.queue.finished('sub_1', 5000);
  service.queue.start();
  await waited;
  expect(service.store.submission('sub_1')).toMatchObject({ submission: { state: 'marked' }, assessment: { submissionId: 'sub_1' } });
  expect(engine.seen).toEqual([ESSAY]);
  expect(service.store.counts().waiting).toBe(0);
});

it('a batch whose process was killed goes on where it was, and marks nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.sqlite');
  const { version: _version, ...rubric } = smallRubric();
  const audit = { at: '2026', actor: 'miss-hill', role: 'teacher', action: 'x', subject: 'bat', detail: null };
  const before = openStore(file);
  before.saveRubric(rubric, { author: 'system', note: '', at: '2026' });
  const items = [1, 2, 3, 4, 5, 6].map((n) => anItem('bat', n));
  await before.addBatch(aBatch('bat', { first: 5 }), items, audit);
  before.tellBatch('bat', { told: 'run' }, audit);
  const first = before.claimJob('2026-02', '2026-02');
  if (first) handToTeacher(system, first, 'Marked before.', { ...marking, ...unlimited(before, marking.now), store: before });
  before.close();

  await killOnce(file, ['took bat-2', 'took bat-3']);

  const engine = fakeEngine();
  const client = Promise.resolve({ html: '', assets: new Map() });
  const service = compose(readConfig({ DATABASE_URL: file, LOG_LEVEL: 'silent' }), { engine, client, rubrics: [rubric] });
  onTestFinished(() => service.queue.stop(0).then(service.close));
  const last = service.queue.finished('bat-5', 5000);
  service.queue.start();
  await last;
  while (service.store.left('bat').free > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(engine.seen.toSorted()).toEqual(items.slice(1, 5).map(({ submission }) => submission?.text));
  expect(items.map(({ submission }) => service.store.assessments(submission?.id ?? '').length)).toEqual([1, 1, 1, 1, 1, 0]);
  expect(stateOf({ told: 'run' }, service.store.left('bat'))).toBe('asks');
});

const marking = {
  engine: fakeEngine(),
  now: () => '2026-02-01T00:00:00.000Z',
  newId: (prefix: string) => `${prefix}_before`,
};
