import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { writeStandings } from '../../src/actions/write-standings.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { standingOf } from '../../src/domain/standing.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { smallRubric } from '../support/builders.ts';
import { keepVersions, olderDatabase } from '../support/older-database.ts';

const { version: _version, ...rubric } = smallRubric();
const made = (n: number, more: Parameters<typeof anAssessment>[2] = {}) =>
  anAssessment(ESSAY, [], { submissionId: `sub_${n}`, id: `asm_${n}`, rubric: { id: 'small', version: 1, hash: rubric.hash }, ...more });

/** A database of the release before classes, with so many marked essays and one that waits. The first was marked again, which failed. */
function beforeClasses(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-older-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.sqlite');
  olderDatabase(file, 4, (client) => {
    keepVersions(client, rubric, [rubric.hash]);
    const essay = client.prepare(
      "insert into submissions (id, text, rubric_id, rubric_version, state, created_at) values (?, ?, 'small', 1, ?, ?)",
    );
    const keep = client.prepare('insert into assessments (id, submission_id, body, created_at) values (?, ?, ?, ?)');
    const now = new Date().toISOString();
    for (let n = 1; n <= count; n++) {
      essay.run(`sub_${n}`, ESSAY, 'marked', now);
      keep.run(`asm_${n}`, `sub_${n}`, JSON.stringify(made(n)), now);
    }
    const failed = made(1, { id: 'asm_failed', status: 'needs_teacher', reason: 'The engine failed.', mark: null });
    keep.run('asm_failed', 'sub_1', JSON.stringify(failed), now);
    essay.run('sub_waits', ESSAY, 'waiting', now);
  });
  return file;
}

const none = (_id: string, error: unknown) => {
  throw error;
};
const expected = (n: number) => standingOf(made(n), { assessment: made(n), stale: [] }, rubric);

it('what stands of essays that were marked before standings were kept is written once, and nothing of one that waits', async () => {
  const store = openStore(beforeClasses(120));
  onTestFinished(() => store.close());
  expect([store.standing('sub_1'), store.standing('sub_120')]).toEqual([null, null]);
  expect(store.withoutStanding({ limit: 2, after: 'sub_119' })).toEqual(['sub_12', 'sub_120']);
  expect(await writeStandings(store, none)).toBe(120);
  expect([store.standing('sub_1'), store.standing('sub_120'), store.standing('sub_waits')]).toEqual([expected(1), expected(120), null]);
  expect(await writeStandings(store, none)).toBe(0);
});

it('what stands already is left as it is', async () => {
  const store = openStore(beforeClasses(2));
  onTestFinished(() => store.close());
  store.addStanding({ ...expected(2), awarded: 3 });
  store.addStanding(expected(2));
  expect(await writeStandings(store, none)).toBe(1);
  expect([store.standing('sub_1')?.awarded, store.standing('sub_2')?.awarded]).toEqual([17, 3]);
});

it('goes on past an essay whose assessment cannot be read, and says which it is', async () => {
  const file = beforeClasses(3);
  const client = new Database(file);
  client.prepare("update assessments set body = '[]' where id = 'asm_2'").run();
  client.close();
  const store = openStore(file);
  onTestFinished(() => store.close());
  const faults: string[] = [];
  expect(await writeStandings(store, (id) => faults.push(id))).toBe(2);
  expect([faults, store.standing('sub_2'), store.standing('sub_3')]).toEqual([['sub_2'], null, expected(3)]);
});

it('goes on past essays that are deleted meanwhile', async () => {
  const store = openStore(beforeClasses(60));
  onTestFinished(() => store.close());
  const audit = { at: '2026', actor: 'a', role: 'student', action: 'x', subject: 'x', detail: null };
  const writing = writeStandings(store, none);
  store.deleteSubmission('sub_30', audit);
  expect(await writing).toBe(59);
});

it('the service writes them when it starts', async () => {
  const client = Promise.resolve({ html: '', assets: new Map() });
  const service = compose(readConfig({ DATABASE_URL: beforeClasses(3), LOG_LEVEL: 'silent' }), { client, rubrics: [rubric] });
  onTestFinished(() => service.queue.stop(0).then(service.close));
  service.queue.start();
  while (service.store.withoutStanding({ limit: 1, after: '' }).length) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(service.store.standing('sub_3')).toEqual(expected(3));
});
