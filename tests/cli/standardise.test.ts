import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { shippedRubric } from '../support/builders.ts';
import { examiner } from './run-cli.ts';

const essays = join(import.meta.dirname, '../../fixtures/essays');
const marks = join(essays, 'marks.json');

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'examiner-standardise-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}
/** A department's folder: some scripts and its marks in a file of this name. */
function department(name: string, text: string, scripts = ['dev-01', 'dev-02', 'dev-03']): string[] {
  const dir = folder();
  for (const script of scripts) writeFileSync(join(dir, `${script}.md`), readFileSync(join(essays, `${script}.md`)));
  writeFileSync(join(dir, name), text);
  return ['standardise', '--essays', dir, '--marks', join(dir, name), '--engine', 'offline'];
}

describe('examiner standardise', { timeout: 60_000 }, () => {
  it('says how far the marker agrees, beside markers among themselves and markers that do not read, and names an AI panel for what it is', async () => {
    const { code, out } = await examiner(['standardise', '--essays', essays, '--marks', marks, '--engine', 'offline']);
    expect(code).toBe(0);
    expect(out).toMatch(/28 scripts marked by the engine offline, beside an AI panel/u);
    expect(out).toMatch(/engine +marker 1 +marker 2 +marker 3 +length +third/u);
    expect(out).toMatch(/quadratic weighted kappa +0\.9\d\d \[0\.\d{3}, 0\.9\d\d\]/u);
    expect(out).toMatch(/not of people, so this says nothing of a department’s own standard/u);
    expect(out).toMatch(/Furthest from the panel:\n +dev-\d+: \d+, the panel \d+\. To reach/u);
    expect(out).not.toMatch(/\bhuman\b/u);
  });

  it('has the figures of the scorer', async () => {
    const { out } = await examiner(['standardise', '--essays', essays, '--marks', marks, '--engine', 'offline', '--json']);
    const { figures } = JSON.parse(out);
    const scored = JSON.parse(readFileSync(join(essays, '../figures.json'), 'utf8'))['development essays'];
    expect(figures.kappa).toBeCloseTo(scored.markQwk, 3);
    expect(figures.meanGap).toBeCloseTo(scored.markMeanGap, 3);
    expect(figures.sameLevel).toBeCloseTo(scored.sameLevel, 3);
    expect(figures.withinTolerance).toBeCloseTo(scored.withinTwoMarks, 3);
    expect(figures.bias).toBeCloseTo(scored.markBias, 3);
  });

  it('takes a department’s own marks as CSV, and says that three scripts are too few', async () => {
    const { code, out } = await examiner([
      ...department('marks.csv', 'script,Ms Hill,Mr Odd\ndev-01,14,13\ndev-02.md,24,23\n"dev-03",2,3\n'),
      '--panel',
      'Hillside',
    ]);
    expect([code, out]).toEqual([0, expect.stringContaining('3 scripts are too few: a check needs at least 10.')]);
    expect(out).toContain('beside Hillside');
    expect(out).toMatch(/marker 1 +marker 2 +length/u);
  });

  it('writes a page that stands alone, with nothing of a name or a script taken for markup', async () => {
    const page = join(folder(), 'report.html');
    await examiner([
      ...department('marks.json', '{"dev-01":[14],"dev-02":[24],"dev-03":[2]}'),
      '--panel',
      '<script>alert(1)</script>',
      '--html',
      page,
    ]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toMatch(/<script|https?:\/\/|\son\w+=/u);
    expect(html.match(/<circle /gu)).toHaveLength(3);
  });

  it.each([
    ['marks.json', '{"dev-01":[26]}', [], 'the marks of dev-01 must be whole numbers from 0 to 25'],
    ['marks.json', '{"dev-01":["A"]}', [], 'it must be an object with a list of marks'],
    ['marks.json', 'no json', [], 'it is not JSON'],
    ['marks.json', '{}', [], 'it holds no marks'],
    ['marks.csv', 'script,mark\ndev-01,fourteen\n', [], 'the marks of dev-01 must be whole numbers'],
    ['marks.json', '{"dev-99":[5]}', [], 'there is no essay for dev-99'],
    ['marks.json', '{"dev-01":[5]}', ['--tolerance', '2.5'], '--tolerance must be a whole number below 25'],
  ])('refuses %s with %s %j', async (name, text, more, words) => {
    const { code, err, out } = await examiner([...department(name, text), ...more]);
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(words)]);
    expect(err).not.toMatch(/\n\s+at /u);
  });
});

describe('examiner standardise --record', { timeout: 60_000 }, () => {
  const known: Record<string, { marks: number[] }> = JSON.parse(readFileSync(marks, 'utf8'));
  const names = Object.keys(known).sort().slice(0, 10);
  /** Ten scripts with marks that are this far from those of the panel, and a database that is not there yet. */
  function setting({ off = 0, scripts = names } = {}) {
    const given = Object.fromEntries(scripts.map((name) => [name, known[name]?.marks.map((mark) => (mark + off) % 26)]));
    const args = department('marks.json', JSON.stringify(given), scripts).slice(0, -2);
    return { args: [...args, '--record', 'Head of History'], database: join(folder(), 'deep', 'x.sqlite') };
  }
  function inDatabase<T>(database: string, look: (store: Store) => T): T {
    const store = openStore(database);
    try {
      return look(store);
    } finally {
      store.close();
    }
  }
  const checksIn = (database: string) => inDatabase(database, (store) => store.checks());

  it('records a check that passed in the service’s database, and no script of it', async () => {
    const { args, database } = setting();
    const { code, out, err } = await examiner([...args, '--panel', 'Hillside'], { env: { DATABASE_URL: database } });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Recorded as chk_[\w-]{24}, for which Head of History answers/u);
    const { hash } = shippedRubric();
    expect(checksIn(database)).toMatchObject([
      {
        panel: 'Hillside',
        by: 'Head of History',
        scripts: 10,
        tolerance: 2,
        rubric: { id: 'stalin-foreign-policy', version: 1, hash },
        engine: { id: 'offline', model: null },
        withdrawnAt: null,
      },
    ]);
    expect(readFileSync(database).includes('dev-0')).toBe(false);
  });

  it('marks against the version in force in the database, and not against the file it came from', async () => {
    const { args, database } = setting();
    const { version: _version, ...rubric } = shippedRubric();
    const by = { author: 'miss-hill', note: '', at: '2026' };
    const audit = { at: '2026', actor: 'miss-hill', role: 'teacher', action: 'patch-rubric', subject: rubric.id, detail: null };
    inDatabase(database, (store) => {
      store.saveRubric(rubric, by);
      store.editRubric({ ...rubric, hash: 'sha256-edited', question: { ...rubric.question, title: 'Edited here.' } }, 1, by, audit);
    });
    const { code, out } = await examiner([...args, '--panel', 'Hillside'], { env: { DATABASE_URL: database } });
    expect([code, out]).toEqual([0, expect.stringContaining('Edited here. 10 scripts')]);
    expect(checksIn(database)).toMatchObject([{ rubric: { id: rubric.id, version: 2, hash: 'sha256-edited' } }]);
  });

  it.each([
    ['the gap is beyond the tolerance', { off: 13 }, 'the mean gap is beyond the tolerance.'],
    ['there are too few scripts', { scripts: names.slice(0, 3) }, '3 scripts are too few'],
  ])('says why, records nothing and exits with 1 where %s', async (_what, how, why) => {
    const { args, database } = setting(how);
    const { code, out, err } = await examiner([...args, '--panel', 'Hillside'], { env: { DATABASE_URL: database } });
    expect([code, err]).toEqual([1, expect.stringMatching(/^No check is recorded\. .*\n$/u)]);
    expect(err).toContain(why);
    expect(out).not.toContain('Recorded');
    expect(checksIn(database)).toEqual([]);
  });

  it('takes no name that is said for people, where a file says that the panel is none', async () => {
    const { database } = setting();
    const args = ['standardise', '--essays', essays, '--marks', marks, '--panel', 'Hillside', '--record', 'Head'];
    const { code, err } = await examiner(args, { env: { DATABASE_URL: database } });
    expect([code, err]).toEqual([1, expect.stringContaining('not of people')]);
    expect(checksIn(database)).toEqual([]);
  });

  it.each([
    ['no panel is named', [], {}, 1, 'say so with --panel'],
    ['another engine is asked for', ['--panel', 'H', '--engine', 'openai'], {}, 1, 'the engine that the service marks with, offline'],
    ['the database is in memory', ['--panel', 'H'], { DATABASE_URL: ':memory:' }, 1, 'set DATABASE_URL'],
    ['the panel has too long a name', ['--panel', 'H'.repeat(81)], {}, 1, '"panel" must have at most 80 characters'],
    ['answers come from recordings', ['--panel', 'H', '--replay', 'nowhere'], {}, 2, 'cannot be used with'],
  ])('is refused before anything is marked where %s', async (_what, more, env, exit, why) => {
    const { args, database } = setting();
    const { code, out, err } = await examiner([...args, ...more], { env: { DATABASE_URL: database, ...env } });
    expect([code, out, err]).toEqual([exit, '', expect.stringContaining(why)]);
    expect(existsSync(database)).toBe(false);
  });
});
