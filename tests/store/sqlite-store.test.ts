import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { inPractice, type Submission } from '../../src/domain/submission.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';
import { keepVersions, olderDatabase } from '../support/older-database.ts';
import { classContract } from './class-contract.ts';
import { finishedCallsContract } from './finished-calls-contract.ts';
import { moderationContract } from './moderation-contract.ts';
import { overrideContract } from './override-contract.ts';
import { queryContract } from './query-contract.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'examiner-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `made-${files++}`, 'deep', 'x.sqlite');

for (const contract of [storeContract, finishedCallsContract, classContract, overrideContract, queryContract, moderationContract]) {
  contract('in memory', () => openStore(':memory:'));
  contract('in a file', () => openStore(freshFile()));
}

describe('the store in a file', () => {
  const audit = { at: '2026', actor: 'a', role: 'student', action: 'x', subject: 'x', detail: null };
  const { version: _version, ...rubric } = smallRubric();
  const secret = 'an essay that nobody else must ever read';
  const withEssay = (file: string) => {
    const store = openStore(file);
    store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
    const essay = { id: 'sub_1', text: secret, rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting' as const };
    store.addSubmission({ ...essay, createdAt: '2026', ...inPractice }, audit);
    return store;
  };

  it('is found again after it was closed', () => {
    const file = freshFile();
    withEssay(file).close();
    const again = openStore(file);
    expect(again.submission('sub_1')?.submission.text).toBe(secret);
    expect(again.rubric('small')?.hash).toBe(rubric.hash);
    again.close();
  });

  it('holds no trace of a deleted essay', () => {
    const file = freshFile();
    const store = withEssay(file);
    store.deleteSubmission('sub_1', audit);
    for (const one of [file, `${file}-wal`]) expect(readFileSync(one).includes(secret)).toBe(false);
    store.close();
    expect(readFileSync(file).includes(secret)).toBe(false);
  });

  it('holds no trace of an essay that its time took', async () => {
    const file = freshFile();
    const store = withEssay(file);
    expect(readFileSync(`${file}-wal`).includes(secret)).toBe(true);
    await store.deleteSubmissionsBefore('2027', audit);
    for (const one of [file, `${file}-wal`]) expect(readFileSync(one).includes(secret)).toBe(false);
    store.close();
  });

  /** What is kept of a batch whose process ended in the middle of an operation. `after`: what is seen at the next start, and when that has cleared up. */
  const cutShort = async (begin: (store: Store) => Promise<unknown>, before: (store: Store) => Promise<unknown> = async () => null) => {
    const file = freshFile();
    const store = withEssay(file);
    await before(store);
    const begun = begin(store);
    store.close();
    await expect(begun).rejects.toThrow('not open');
    const again = openStore(file);
    const seen = () => ({
      batches: again.batches({ limit: 9, author: null }).map(({ id }) => id),
      essays: again.submissions({ limit: 9 }).map(({ id }) => id),
      kept: again.counts().submissions,
    });
    const atStart = seen();
    await again.clearUp();
    const after = seen();
    const waits = again.claimJob('2027', '2028')?.submissionId;
    again.close();
    return { atStart, after, waits };
  };
  const items = Array.from({ length: 3000 }, (_, i) => anItem('b', i + 1));
  const taken = anItem('b', 9999, { submission: null, submissionId: 'sub_1' });

  it('shows nothing of a batch whose process was killed before all of it was kept, clears it up, and leaves alone what it took up', async () => {
    const { atStart, after, waits } = await cutShort((store) => store.addBatch(aBatch('b'), [taken, ...items], audit));
    expect(atStart).toMatchObject({ batches: [], essays: ['sub_1'] });
    expect(atStart.kept).toBeGreaterThan(1);
    expect(after).toEqual({ batches: [], essays: ['sub_1'], kept: 1 });
    expect(waits).toBe('sub_1');
  });

  it('goes on at the next start with removing a batch whose process was killed meanwhile', async () => {
    const { atStart, after } = await cutShort(
      (store) => store.deleteBatch('b', audit),
      (store) => store.addBatch(aBatch('b'), [taken, ...items], audit),
    );
    expect(atStart).toMatchObject({ batches: [], essays: [] });
    expect(atStart.kept).toBeGreaterThan(0);
    expect(after).toEqual({ batches: [], essays: [], kept: 0 });
  });

  it('goes on at the next start with removing an assignment whose process was killed meanwhile', async () => {
    const essay = (n: number) => ({ ...anItem('b', n).submission, assignmentId: 'asg' }) as Submission;
    const set = { id: 'asg', task: 'Why?', rubricId: 'small', mode: 'class', closes: null, author: 'a', createdAt: '2026' } as const;
    const { atStart, after } = await cutShort(
      (store) => store.deleteAssignment('asg', audit),
      async (store) => {
        store.addAssignment(set, audit);
        for (let n = 1; n <= 3000; n++) store.addSubmission(essay(n), audit);
      },
    );
    expect(atStart.essays).toEqual(['sub_1']);
    expect(atStart.kept).toBeGreaterThan(1);
    expect(after).toEqual({ batches: [], essays: ['sub_1'], kept: 1 });
  });

  it.skipIf(process.platform === 'win32')('is nobody else’s to read', () => {
    const file = freshFile();
    const store = withEssay(file);
    for (const one of [file, `${file}-wal`]) expect(statSync(one).mode & 0o077).toBe(0);
    expect(statSync(dirname(file)).mode & 0o077).toBe(0);
    store.close();
  });

  it('writes ahead and lets a second connection read meanwhile', () => {
    const file = freshFile();
    const store = withEssay(file);
    const other = new Database(file, { readonly: true });
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(other.prepare('select count(*) as n from submissions').get()).toEqual({ n: 1 });
    other.close();
    store.close();
  });

  it('of the first release is brought up to date: its newest version is in force, and came from a file', () => {
    const file = freshFile();
    olderDatabase(file, 1, (client) => keepVersions(client, rubric, ['sha256-old', rubric.hash]));
    const store = openStore(file);
    expect(store.saveRubric(rubric, { author: 'system', note: '', at: '2027' })).toEqual({ ...rubric, version: 2 });
    expect(store.rubricVersions('small')).toMatchObject([{ version: 2, current: true }, { version: 1 }]);
    expect(store.saveRubric({ ...rubric, hash: 'sha256-new' }, { author: 'system', note: '', at: '2027' }).version).toBe(3);
    store.close();
  });

  it('refuses a file that is no database, and leaves it alone', () => {
    const file = join(folder, 'essay.txt');
    const words = 'This is a text and no database, whatever its name may say. '.repeat(40);
    writeFileSync(file, words);
    expect(() => openStore(file)).toThrow(/not a database/);
    expect(readFileSync(file, 'utf8')).toBe(words);
  });
});
