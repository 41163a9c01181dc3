import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { afterAll, describe, expect, it } from 'vitest';
import { inPractice } from '../../src/domain/submission.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { smallRubric } from '../support/builders.ts';
import { classContract } from './class-contract.ts';
import { finishedCallsContract } from './finished-calls-contract.ts';
import { overrideContract } from './override-contract.ts';
import { queryContract } from './query-contract.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'examiner-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `made-${files++}`, 'deep', 'x.sqlite');

for (const contract of [storeContract, finishedCallsContract, classContract, overrideContract, queryContract]) {
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

  it('holds no trace of an essay that its time took', () => {
    const file = freshFile();
    const store = withEssay(file);
    expect(readFileSync(`${file}-wal`).includes(secret)).toBe(true);
    store.deleteSubmissionsBefore('2027', audit);
    for (const one of [file, `${file}-wal`]) expect(readFileSync(one).includes(secret)).toBe(false);
    store.close();
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
    mkdirSync(dirname(file), { recursive: true });
    const client = new Database(file);
    const migrations = join(import.meta.dirname, '../../src/store/sqlite/migrations');
    const first = join(folder, 'first-migration');
    cpSync(migrations, first, { recursive: true });
    const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8'));
    writeFileSync(join(first, 'meta/_journal.json'), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
    migrate(drizzle({ client }), { migrationsFolder: first });
    client.exec("insert into rubrics (id, created_at) values ('small', '2026')");
    const { question, bank, scheme } = rubric;
    const insert = client.prepare("insert into rubric_versions values ('small', ?, ?, ?, ?, 'system', '', '2026')");
    for (const [version, hash] of [
      [1, 'sha256-old'],
      [2, rubric.hash],
    ])
      insert.run(version, hash, question.title, JSON.stringify({ question, bank, scheme }));
    client.close();
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
