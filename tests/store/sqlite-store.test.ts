import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { smallRubric } from '../support/builders.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'examiner-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `made-${files++}`, 'deep', 'x.sqlite');

storeContract('in memory', () => openStore(':memory:'));
storeContract('in a file', () => openStore(freshFile()));

describe('the store in a file', () => {
  const audit = { at: '2026', actor: 'a', role: 'student', action: 'x', subject: 'x', detail: null };
  const { version: _version, ...rubric } = smallRubric();
  const secret = 'an essay that nobody else must ever read';
  const withEssay = (file: string) => {
    const store = openStore(file);
    store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
    const essay = { id: 'sub_1', text: secret, rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting' as const };
    store.addSubmission({ ...essay, createdAt: '2026' }, audit);
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
    store.close();
    expect(readFileSync(file).includes(secret)).toBe(false);
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

  it('refuses a file that is no database, and leaves it alone', () => {
    const file = join(folder, 'essay.txt');
    const words = 'This is a text and no database, whatever its name may say. '.repeat(40);
    writeFileSync(file, words);
    expect(() => openStore(file)).toThrow(/not a database/);
    expect(readFileSync(file, 'utf8')).toBe(words);
  });
});
