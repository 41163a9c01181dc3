import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Assessment } from '../../src/domain/assessment.ts';
import { docxOf, sample, wordParagraph, wordPart, zipOf } from '../intake/make.ts';
import { completion, fakeProvider } from '../support/fake-provider.ts';
import { examiner, type Run } from './run-cli.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const essayOf = (name: string) => readFileSync(join(import.meta.dirname, `../../fixtures/essays/${name}.md`), 'utf8');
const [first, second, third] = ['dev-13', 'dev-16', 'dev-03'].map(essayOf) as [string, string, string];

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'examiner-batch-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A folder with these files, by their paths in it. */
function folder(name: string, files: Record<string, string | Uint8Array>): string {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(dir, name, path, '..'), { recursive: true });
    writeFileSync(join(dir, name, path), bytes);
  }
  return join(dir, name);
}
const batch = (...args: string[]) => examiner(['batch', ...args], { cwd: dir });
const itemsOf = ({ out }: Run): Record<string, unknown>[] => JSON.parse(out).items;
const json = (path: string) => JSON.parse(readFileSync(join(dir, path), 'utf8'));

describe('a folder of good and broken files', () => {
  let run: Run;
  beforeAll(async () => {
    const scan = sample('scan.pdf');
    folder('class', {
      '00123.md': first,
      '00124.docx': docxOf(wordPart(third.split('\n\n').map(wordParagraph).join(''))),
      '00123 copy.txt': first,
      'Anna Smith_4711_assignsubmission_file_/essay.md': second,
      '.hidden.md': 'Not an essay of anybody.',
      '.git/essay.md': 'Nor is this.',
      'photo.txt': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
      'empty.md': '',
      'cut.pdf': scan.slice(0, scan.length / 3),
      'marked/old.json': '{}',
    });
    symlinkSync(join(dir, 'class/00123.md'), join(dir, 'class/link.md'));
    run = await batch(
      'class',
      '--out',
      'class/marked',
      '--csv',
      'class/marked/class.csv',
      '--xlsx',
      'c.xlsx',
      '--sheets',
      's.zip',
      '--report',
      'r.html',
    );
  });

  it('is told before anything is marked: what is accepted, twice there or unreadable and why, and what to expect', () => {
    const before = run.out.split('1 of 3:')[0] ?? '';
    expect(before).toMatch(/^class: 3 essays with [\d,]+ words, 1 duplicate, 4 that cannot be read\.$/mu);
    expect(before).toContain('photo.txt: This is a picture, not text.');
    expect(before).toContain('empty.md: There is nothing in it.');
    expect(before).toContain('cut.pdf: This PDF is damaged');
    expect(before).toContain('link.md: This is a link to another file');
    expect(before).toContain('00123 copy.txt: The same text as 00123.md.');
    expect(before).toMatch(/^To mark: 3 essays with the offline engine, no request and no cost, about \d+ seconds?\.$/mu);
    expect(run.out).not.toMatch(/hidden|old\.json/u);
  });

  it('is marked in spite of them, with a line for each where there is no terminal, and exit code 1', () => {
    expect([run.code, run.err]).toEqual([1, '']);
    expect(run.out).toMatch(/^\d of 3: 00123: \d+ out of 25, level \d$/mu);
    expect(run.out).toMatch(/^\d of 3: 4711, Anna Smith: \d+ out of 25, level \d$/mu);
    expect(run.out).not.toContain('\u001b');
  });

  it('ends in a summary: levels, who needs a person, targets, what each mark is worth, and the files written', () => {
    const after = run.out.split('3 essays of 3 with a mark.')[1] ?? '';
    const counts = [...after.matchAll(/^Level \d {2}\S+ +█* (\d+)$/gmu)].map(([, n]) => Number(n));
    expect(counts).toHaveLength(5);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(3);
    for (const part of ['Read these first', 'Targets of the class', 'A practice mark', 'Written: class/marked (3 JSON)', 'Written: r.html'])
      expect(after).toContain(part);
  });

  it('writes what was named and nothing else', () => {
    expect(readdirSync(join(dir, 'class/marked')).sort()).toEqual(['00123.json', '00124.json', '4711.json', 'class.csv', 'old.json']);
    expect(readdirSync(dir).sort()).toEqual(['c.xlsx', 'class', 'r.html', 's.zip']);
    expect(Assessment.parse(json('class/marked/00123.json'))).toMatchObject({ status: 'marked', engine: { id: 'offline' } });
    const rows = readFileSync(join(dir, 'class/marked/class.csv'), 'utf8').split('\r\n');
    expect(rows.map((row) => row.split(',')[0]).slice(1, 4)).toEqual(['"00123"', '"00124"', '"4711"']);
    expect(Object.keys(unzipSync(readFileSync(join(dir, 's.zip')))).sort()).toEqual(['00123.docx', '00124.docx', '4711.docx']);
    expect(readFileSync(join(dir, 'r.html'), 'utf8')).toContain('Class report');
    expect(Object.keys(unzipSync(readFileSync(join(dir, 'c.xlsx'))))).toContain('xl/workbook.xml');
  });

  it('marks nothing again that is there and unchanged, whoever else joins, and does with --again', async () => {
    const before = readFileSync(join(dir, 'class/marked/00123.json'), 'utf8');
    writeFileSync(join(dir, 'class/00125.md'), `${third}\n\nOne more sentence.`);
    const joined = await batch('class', '--out', 'class/marked', '--json');
    expect(joined.err).toContain('3 essays marked before, from the same text with the same rubric and engine: not marked again.');
    expect(joined.err).toContain('To mark: 1 essay with');
    expect(itemsOf(joined).flatMap(({ identifier, kept }) => (kept === undefined ? [] : [[identifier, kept]]))).toEqual(
      expect.arrayContaining([
        ['00123', true],
        ['00125', false],
      ]),
    );
    expect(readFileSync(join(dir, 'class/marked/00123.json'), 'utf8')).toBe(before);
    await batch('class', '--out', 'class/marked', '--again');
    expect(readFileSync(join(dir, 'class/marked/00123.json'), 'utf8')).not.toBe(before);
  });

  it('marks anew what reads otherwise now, and leaves alone what a person changed or wrote there', async () => {
    const { mark } = json('class/marked/00124.json');
    writeFileSync(join(dir, 'class/00123.md'), `${second} It was so.`);
    const other = await batch('class', '--out', 'class/marked', '--json');
    expect(itemsOf(other).find(({ identifier }) => identifier === '00123')).toMatchObject({ kept: false, state: 'marked' });
    const changed = JSON.stringify({ ...json('class/marked/00124.json'), mark: { ...mark, awarded: 25 } });
    writeFileSync(join(dir, 'class/marked/00124.json'), changed);
    const refused = await batch('class', '--out', 'class/marked');
    expect([refused.code, refused.out.includes('1 of')]).toEqual([1, false]);
    expect(refused.err).toContain('did not write, or that were changed since: 00124.json. Nothing was marked.');
    expect(readFileSync(join(dir, 'class/marked/00124.json'), 'utf8')).toBe(changed);
  });
});

describe('an archive and a table', () => {
  it('are marked with exit code 0 when all was read and marked, by a pattern or by columns that are named', async () => {
    writeFileSync(join(dir, 'class.zip'), zipOf({ '12B_007_essay.md': first, '12B_008_essay.txt': third }));
    const zip = await batch('class.zip', '--pattern', '{group}_{identifier}_{anything}', '--json');
    expect(zip.code).toBe(0);
    expect(itemsOf(zip)).toMatchObject([
      { identifier: '007', group: '12B', state: 'marked' },
      { identifier: '008', group: '12B', state: 'marked' },
    ]);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(join(dir, 'table.csv'), `Number,Question 1\r\n007,${quoted(first)}\r\n008,${quoted(third)}\r\n`);
    const unclear = await batch('table.csv');
    expect([unclear.code, unclear.out]).toEqual([1, '']);
    expect(unclear.err).toContain('no column that looks like the essay');
    const table = await batch('table.csv', '--column', 'essay=Question 1', '--column', 'identifier=Number', '--json');
    expect(table.code).toBe(0);
    expect(itemsOf(table).map(({ identifier, mark }) => [identifier, mark])).toEqual(
      itemsOf(zip).map(({ identifier, mark }) => [identifier, mark]),
    );
    expect(table.out).not.toContain(first.slice(20, 80));
  });

  it('are told apart by their bytes, and an empty folder and a missing one have a sentence', async () => {
    writeFileSync(join(dir, 'book.dat'), sample('class.xlsx'));
    const book = await batch('book.dat', '--json');
    expect(itemsOf(book).every(({ fileName }) => String(fileName).startsWith('book.dat, row '))).toBe(true);
    mkdirSync(join(dir, 'nobody'));
    expect(await batch('nobody')).toMatchObject({ code: 1, out: '', err: 'nobody: there is no essay in it.\n' });
    expect(await batch('nowhere')).toMatchObject({ code: 1, out: '', err: 'nowhere: there is no such file or folder.\n' });
  });
});

describe('the first few', () => {
  it('are marked and the rest left where nobody can be asked, unless --yes; the next run goes on', async () => {
    folder('few', { 'a.md': first, 'b.md': second, 'c.md': third });
    const some = await batch('few', '--first', '2', '--out', 'few-out');
    expect(some.code).toBe(1);
    expect(some.out).toContain('To mark the last essay, run it again without --first or with --yes.');
    expect(some.out).toContain('2 essays of 3 with a mark, 1 not begun.');
    expect(readdirSync(join(dir, 'few-out')).sort()).toEqual(['a.json', 'b.json']);
    const rest = await batch('few', '--first', '2', '--yes', '--out', 'few-out');
    expect([rest.code, rest.out.includes('3 essays of 3 with a mark, 2 of them from before.')]).toEqual([0, true]);
  });
});

describe('hostile names', () => {
  it('steer no terminal, leave no folder and overwrite nothing', async () => {
    writeFileSync(
      join(dir, 'hostile.csv'),
      `id,essay\r\n"../../escape","${third.replaceAll('"', '""')}"\r\n"\u001b[2J\u202Eevil","${second.replaceAll('"', '""')}"\r\n`,
    );
    folder('names', { '\u001b]0;owned\u0007.md': first, 'CON.txt': second, '-rf.md': third });
    const table = await batch('hostile.csv', '--out', 'safe/table');
    const files = await batch('names', '--out', 'safe/\u001b[31mred');
    const red = await batch('\u001b[31mnowhere');
    expect([table.code, files.code, red.code]).toEqual([0, 0, 1]);
    for (const { out, err } of [table, files, red]) expect(out + err).not.toMatch(/(?!\n)\p{Cc}|\u202E/u);
    expect(readdirSync(join(dir, 'safe/table')).every((name) => /^\w[\w .-]*\.json$/u.test(name))).toBe(true);
    expect(readdirSync(join(dir, 'safe/\u001b[31mred')).sort()).toEqual(['0-owned.json', 'rf.json', 'script CON.json']);
    expect(existsSync(join(dir, '../escape.json'))).toBe(false);
  });

  it('write through no link that lies in the way', async () => {
    folder('linked', { 'x.md': third });
    writeFileSync(join(dir, 'precious.txt'), 'precious');
    mkdirSync(join(dir, 'linked-out'));
    symlinkSync(join(dir, 'precious.txt'), join(dir, 'linked-out/.x.json.part'));
    symlinkSync(join(dir, 'precious.txt'), join(dir, 'linked-out/x.json'));
    expect((await batch('linked', '--out', 'linked-out')).code).toBe(1);
    expect((await batch('linked', '--out', 'linked-out', '--again')).code).toBe(0);
    expect(readFileSync(join(dir, 'precious.txt'), 'utf8')).toBe('precious');
    expect(json('linked-out/x.json').status).toBe('marked');
  });
});

describe('with a model', () => {
  let provider: Awaited<ReturnType<typeof fakeProvider>>;
  let env: Record<string, string>;
  beforeAll(async () => {
    const usage = { prompt_tokens: 30_000, completion_tokens: 1000, total_tokens: 31_000 };
    provider = await fakeProvider(completion(null, { refusal: 'No.', usage }));
    env = { OPENAI_API_KEY: 'sk-secret-of-the-test', OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: 'some-model' };
    folder('asked', { 'Anna Smith - Essay.md': `Anna Smith\n\n${first}`, 'b.md': second, 'c.md': third });
  });
  afterAll(() => provider.close());
  const asking = async (args: string[], more: Record<string, string> = {}) => {
    const before = provider.asked.length;
    const run = await examiner(['batch', 'asked', ...args], { cwd: dir, env: { ...env, ...more } });
    return { ...run, asked: provider.asked.slice(before) };
  };

  it('what it is expected to take is told first, and no name of a student leaves', async () => {
    const { code, out, err, asked } = await asking(['--out', 'asked-out']);
    expect(code).toBe(1);
    expect(out).toMatch(/^To mark: 3 essays with some-model, about 6 requests, [\d,]+ tokens, about \d+ seconds\. This is an estimate/mu);
    expect(asked).toHaveLength(3);
    for (const { body } of asked) expect(body).not.toContain('Anna Smith');
    expect(out).toMatch(/^\d of 3: b: no mark, a teacher needs to look\. /mu);
    expect(out + err).not.toContain('sk-secret');
    // the model failed, so they are tried again
    expect((await asking(['--out', 'asked-out'])).asked).toHaveLength(3);
  });

  it('a cap stops it before the essay that would pass it, counting those under way', async () => {
    const { code, err, out, asked } = await asking(['--token-cap', '45000', '--json'], { OPENAI_AT_ONCE: '1' });
    expect([code, asked.length]).toEqual([1, 1]);
    expect(err).toMatch(/Stopped: 31,000 tokens are spent, this would take about 1\d,\d{3} tokens, and the cap is 45,000 tokens\./u);
    expect(err).toContain('Not marked: b.md, c.md.');
    expect(JSON.parse(out)).toMatchObject({ left: 2, stopped: { of: 'tokens' } });
    const atOnce = await asking(['--token-cap', '25000', '--json'], { OPENAI_AT_ONCE: '4' });
    expect(atOnce.asked).toHaveLength(1);
  });
});

describe('a wrong use', () => {
  it.each([
    [['batch']],
    [['batch', 'x', '--first', '0']],
    [['batch', 'x', '--engine', 'offline', '--replay', 'y']],
    [['batch', 'x', '--again']],
    [['batch', 'x', '--column', 'shoe=Size']],
    [['batch', 'x', '--csv', 'a.csv', '--report', 'a.csv']],
    [['batch', 'x', '--csv', 'no/such/folder.csv']],
    [['batch', 'x', '--out', 'x']],
    [['batch', 'x', '--sheets', 'is-folder']],
  ])('exits with 2 before anything is read: %j', async (args) => {
    mkdirSync(join(dir, 'is-folder'), { recursive: true });
    expect(await examiner(args, { cwd: dir })).toMatchObject({ code: 2, out: '' });
  });
});
