import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
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
    expect(out).toMatch(/Furthest from the panel:\n +dev-\d+: \d+, the panel \d+\. What keeps it out/u);
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
    expect(html).toContain('&#60;script&#62;alert(1)');
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
