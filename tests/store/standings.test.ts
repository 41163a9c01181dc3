import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';

const audit = { at: '2026', actor: 'a', role: 'teacher', action: 'x', subject: 'x', detail: null };

const digest = { targets: [], mistakes: [], absent: { themes: ['aims'], phases: [] } };

/** A store with a batch of six, of which some have a standing: [n, need, mark, parts that are stale]. */
async function withStandings(...standings: [n: number, need: number, awarded: number | null, stale: string[]][]) {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-standings-'));
  const file = join(folder, 'x.sqlite');
  const store = openStore(file);
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  await store.addBatch(
    aBatch('b'),
    [1, 2, 3, 4, 5, 6].map((n) => anItem('b', n)),
    audit,
  );
  const client = new Database(file);
  const stand = client.prepare(
    `insert into standings (submission_id, assessment_id, awarded, level, out_of, awarded_by_engine, need, reasons, stale, digest)
     values (?, 'asm', ?, 3, 25, 11, ?, '["low confidence"]', ?, ?)`,
  );
  for (const [n, need, awarded, stale] of standings) {
    stand.run(`b-${n}`, awarded, need, JSON.stringify(stale), JSON.stringify({ ...digest, targets: [`target-${n}`] }));
    client.prepare("update submissions set state = 'reviewed' where id = ?").run(`b-${n}`);
  }
  client.close();
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const pages = (sort: 'need' | 'mark') => {
    const seen: number[] = [];
    for (
      let page = store.items('b', { limit: 2, sort });
      page.length;
      page = store.items('b', { limit: 2, sort, after: page.at(-1)?.n ?? 0 })
    )
      seen.push(...page.map(({ n }) => n));
    return seen;
  };
  return { store, pages };
}

it('the review queue begins with what needs a person most, and what has no standing comes last', async () => {
  const { store, pages } = await withStandings([1, 0, 10, []], [2, 0.5, 20, []], [4, 0.5, 10, []], [5, 2, null, []]);
  expect(pages('need')).toEqual([5, 2, 4, 1, 3, 6]);
  expect(store.items('b', { limit: 1, sort: 'need' })).toMatchObject([
    { n: 5, need: 2, awarded: null, level: 3, outOf: 25, awardedByEngine: 11, reasons: ['low confidence'], stale: [] },
  ]);
});

it('the rank order begins with the highest mark; equal marks keep the order in which they were sent', async () => {
  const { pages } = await withStandings([1, 0, 10, []], [2, 0.5, 20, []], [4, 0.5, 10, []], [5, 2, null, []], [6, 0, 0, []]);
  expect(pages('mark')).toEqual([2, 1, 4, 6, 3, 5]);
});

it('nothing of a batch is released while feedback in it is stale', async () => {
  const { store } = await withStandings([1, 0, 10, []], [2, 0, 10, ['summary']], [4, 0, 10, ['nextSteps']]);
  expect(store.releaseBatch('b', ['reviewed'], audit)).toEqual({ released: 0, stale: [2, 4] });
  expect(store.releaseBatch('b', ['marked'], audit)).toEqual({ released: 0, stale: [] });
  expect(store.submission('b-1')?.submission.state).toBe('reviewed');
});

it('a class report is made of every essay but seed scripts, with what stands of it', async () => {
  const { store } = await withStandings([2, 0, 10, []]);
  const seed = { id: 'seed', title: 's', text: 'x', rubricId: 'small', definitive: 9, tolerance: 1, author: 'a', createdAt: '2026' };
  store.addSeed(seed, audit);
  const unread = { outcome: 'unreadable', why: 'empty', submission: null, submissionId: null } as const;
  await store.addBatch(aBatch('c'), [anItem('c', 1, { seedId: 'seed' }), anItem('c', 2, unread), anItem('c', 3, { group: '12b' })], audit);
  expect(store.reportRows('c')).toEqual([
    {
      ...{ submissionId: 'c-3', identifier: '003', name: 'Name 3', group: '12b', state: 'waiting' },
      ...{ awarded: null, level: null, awardedByEngine: null, digest: null },
    },
  ]);
  expect(store.reportRows('b')).toHaveLength(6);
  expect(store.reportRows('b')[1]).toMatchObject({
    ...{ submissionId: 'b-2', state: 'reviewed', awarded: 10, level: 3, awardedByEngine: 11 },
    digest: { ...digest, targets: ['target-2'] },
  });
});
