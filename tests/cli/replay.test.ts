import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markSubmission } from '../../src/actions/mark-submission.ts';
import { submitEssay } from '../../src/actions/submit-essay.ts';
import { newId, now } from '../../src/cli/mark.ts';
import { student, system } from '../../src/domain/actor.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { unlimited } from '../support/unlimited-budget.ts';
import { examiner } from './run-cli.ts';

let dir: string;
let id: string;
const replay = (...args: string[]) => examiner(['replay', ...args], { env: { DATABASE_URL: join(dir, 'x.sqlite') } });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'examiner-replay-'));
  const store = openStore(join(dir, 'x.sqlite'));
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: now() });
  submitEssay(student, { text: ESSAY }, { store, now, newId, ...unlimited(store, now), queue: { wake: () => {} } as Queue });
  const job = store.claimJob(now(), '2999');
  const made =
    job &&
    (await markSubmission(
      system,
      job,
      { store, ...unlimited(store, now), engine: offlineEngine(), now, newId },
      new AbortController().signal,
    ));
  id = made?.id ?? '';
  store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('examiner replay', { timeout: 60_000 }, () => {
  it('makes an assessment of the database again, and exits with 0 when it is equal', async () => {
    expect(await replay(id)).toEqual({
      code: 0,
      out: `${id}: made again, equal (offline, rubric small version 1, 0 requests).\n`,
      err: '',
    });
  });

  it('prints a line for each difference, with no more than a glimpse of the essay, and exits with 1', async () => {
    const database = new Database(join(dir, 'x.sqlite'));
    const { body } = database.prepare('select body from assessments').get() as { body: string };
    const made = JSON.parse(body);
    const tampered = { ...made, feedback: { ...made.feedback, summary: `${ESSAY} Well done.` }, status: 'needs_teacher' };
    database.prepare('update assessments set body = ?').run(JSON.stringify(tampered));
    const { code, out, err } = await replay(id);
    database.prepare('update assessments set body = ?').run(body);
    database.close();
    expect([code, err]).toEqual([1, '']);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines).toContain('status: was "needs_teacher", is "marked"');
    expect(lines.find((line) => line.startsWith('feedback.summary: was '))?.length).toBeLessThan(200);
    expect(lines.at(-1)).toMatch(/: 2 differences \(/u);
  });

  it('says in a sentence that there is no such assessment or no database, with exit code 1', async () => {
    expect(await replay('asm_none')).toMatchObject({ code: 1, out: '', err: 'There is no assessment "asm_none" in this database.\n' });
    const elsewhere = await examiner(['replay', id], { env: { DATABASE_URL: join(dir, 'none.sqlite') } });
    expect(elsewhere).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^There is no database .+: set DATABASE_URL/u) });
  });

  it('exits with 2 where no assessment is named', async () => {
    expect(await replay()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error: ') });
  });
});
