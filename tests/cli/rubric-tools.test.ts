import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { checkRubrics } from '../../src/cli/rubric-check.ts';
import { Problem } from '../../src/domain/errors.ts';
import { examiner } from './run-cli.ts';

const rubrics = join(import.meta.dirname, '../../rubrics');
const NOTES = 'The Bay of Pigs landing failed in April 1961\nKennedy found out about the missiles on 16 October 1962\n';
const QUESTION = 'How far did Kennedy succeed over Cuba from 1961 to 1963?';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'examiner-rubric-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}
function problemsOf(path: string): string[] {
  try {
    checkRubrics(path);
  } catch (error) {
    if (error instanceof Problem) return error.fields.length ? error.fields.map(({ detail }) => detail) : [error.detail];
    throw error;
  }
  return [];
}
function file(name: string, text: string, dir = folder()): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

describe('examiner rubric draft', () => {
  it('prints a question and a bank, and says what it found', async () => {
    const { code, out, err } = await examiner(['rubric', 'draft', '--question', QUESTION, '--notes', '-'], { stdin: NOTES });
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(
        /^line 1: .*date April 1961.*\n.*16 October 1962.*\n2 points drafted, none of them reviewed\.\n.*holds only 2 ideas.*\. Add points.*\n$/u,
      ),
    ]);
    const [question, bank] = parseAllDocuments(out).map((document) => document.toJS());
    expect([question.text, question.bank]).toEqual([QUESTION, bank.id]);
    expect(Object.values(bank.points).every((point) => (point as { unreviewed: boolean }).unreviewed)).toBe(true);
  });

  it('writes a folder that can be checked, tried and marked against', { timeout: 30_000 }, async () => {
    const dir = folder();
    const out = join(dir, 'cuba');
    const notes = file('notes.txt', NOTES, dir);
    expect((await examiner(['rubric', 'draft', '--question', QUESTION, '--notes', notes, '--out', out])).code).toBe(0);
    expect(checkRubrics(out)).toEqual([expect.stringMatching(/2 points .* nothing wrong/u)]);
    const tried = await examiner(['rubric', 'try', 'Kennedy found out about the missiles in 1960.', '--dir', out]);
    expect([tried.code, tried.out]).toEqual([0, expect.stringMatching(/clashes with .*\(date\): The essay says 1960/u)]);
    const again = await examiner(['rubric', 'draft', '--question', QUESTION, '--notes', notes, '--out', out]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
    const essay = file('essay.md', 'Kennedy succeeded. He found the missiles in October 1962, so he won.', dir);
    const marked = await examiner(['mark', essay, '--json'], { env: { RUBRICS_DIR: out } });
    expect([marked.code, JSON.parse(marked.out)]).toMatchObject([
      1,
      { status: 'needs_teacher', mark: null, reason: expect.stringMatching(/draft/u) },
    ]);
  });

  it('says in a sentence what is wrong with the notes', async () => {
    for (const [args, told] of [
      [['--notes', '/nowhere.txt'], /cannot be read/u],
      [['--notes', file('empty.txt', '\n')], /hold no line/u],
      [['--notes', file('notes.txt', NOTES), '--scheme', 'nonsense'], /no mark scheme called "nonsense"/u],
    ] as const) {
      const { code, err } = await examiner(['rubric', 'draft', '--question', QUESTION, ...args]);
      expect([code, err]).toEqual([1, expect.stringMatching(told)]);
    }
  });
});

describe('examiner rubric check', () => {
  it('finds nothing wrong with the shipped question and scheme, alone', () => {
    expect(checkRubrics(join(rubrics, 'schemes/essay-25.yaml'))).toEqual(['essay-25.yaml: a scheme, nothing wrong.']);
    expect(checkRubrics(join(rubrics, 'questions/collective-security-doomed.yaml'))).toEqual([
      'collective-security-doomed.yaml: a question, nothing wrong.',
    ]);
  });

  it.each([
    ['points:\n  a.b:\n    proposition: x\n    cards: [0]\n    phase: "1"\n', 'one.yaml line 4: points.a.b.cards.0: '],
    ['id: x\ntitle: "unclosed\n', 'one.yaml line '],
    ['- a\n- b\n', 'one.yaml line 1: this file must hold fields'],
    ['a: &a [x]\nb: *none\n', 'one.yaml line '],
    [
      'id: s\ntitle: S\nmaxMark: 5\ncriteria: {}\nlevels:\n  "1": { min: 2, max: 5, descriptor: d, criteria: {} }\ntargets: {}\n',
      'one.yaml line 6: ',
    ],
  ])('says what is wrong in one file, and on which line: %j', (text, told) => {
    expect(problemsOf(file('one.yaml', text))[0]).toContain(told);
  });

  it('says what is wrong between the files of a bank, patterns too, and only of the file that was asked about', () => {
    const dir = folder();
    const point = (id: string, meets: string) =>
      `points:\n  ${id}:\n    proposition: Something happened.\n    cards: [1]\n    phase: "1"\n    meets:\n      - ${meets}\n`;
    file(
      'bank.yaml',
      'id: x\ntitle: X\nthemes: { a: { title: A, order: 1 } }\nphases: { "1": { title: P, order: 1 } }\ncards: { 1: One }\n',
      dir,
    );
    const good = file('good.yaml', point('a.good', 'harvest failed'), dir);
    const bad = file('bad.yaml', point('a.bad', '"~harvest"'), dir);
    expect(problemsOf(bad)).toEqual(['bad.yaml line 7: the pattern "~harvest" has no word that must stand in the clause itself']);
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf(dir)).toHaveLength(1);
  });

  it('says what is wrong in a whole folder, with exit code 1', async () => {
    const dir = folder();
    cpSync(join(rubrics, 'schemes'), join(dir, 'schemes'), { recursive: true });
    mkdirSync(join(dir, 'questions'));
    const question = readFileSync(join(rubrics, 'questions/collective-security-doomed.yaml'), 'utf8');
    file('questions/q.yaml', question, dir);
    const { code, err } = await examiner(['rubric', 'check', dir]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^q\.yaml line \d+: there is no bank called/u)]);
    expect((await examiner(['rubric', 'check', join(dir, 'nowhere')])).err).toContain('there is no such file or folder');
    expect((await examiner(['rubric', 'check', folder()])).code).toBe(1);
  });
});
