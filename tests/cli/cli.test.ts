import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Assessment } from '../../src/domain/assessment.ts';
import { MAX_WORDS } from '../../src/domain/essay.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { completion, fakeProvider } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';
import { examiner } from './run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });

const essays = join(import.meta.dirname, '../../fixtures/essays');
const essay = join(essays, 'dev-13.md');
const other = join(essays, 'dev-16.md');
let dir: string;
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const sentences = (text: string) => text.trim().split('\n');

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'examiner-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('examiner mark', () => {
  it('prints a readable report, without colour where that is no terminal', async () => {
    const { code, out, err } = await examiner(['mark', essay], { env: { FORCE_COLOR: '1' } });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\d+ out of 25 {3}level \d {3}practice mark/u);
    expect(out).toContain('Why not higher');
    expect(out).not.toContain('\u001b');
  });

  it('prints one valid assessment for one file, with quotes cut from the essay', async () => {
    const { code, out } = await examiner(['mark', essay, '--json']);
    expect(code).toBe(0);
    const assessment = Assessment.parse(JSON.parse(out));
    const text = readFileSync(essay, 'utf8');
    expect(assessment.claims.length).toBeGreaterThan(5);
    for (const { start, end, quote } of assessment.claims) expect(text.slice(start, end)).toBe(quote);
  });

  it('prints an array for several files, in their order', async () => {
    const { code, out } = await examiner(['mark', essay, other, '--json']);
    const [first, second] = JSON.parse(out);
    expect(code).toBe(0);
    expect(readFileSync(essay, 'utf8')).toContain(first.claims[0].quote);
    expect(readFileSync(other, 'utf8')).toContain(second.claims[0].quote);
  });

  it('reads standard input for -', async () => {
    const piped = await examiner(['mark', '-', '--json'], { stdin: readFileSync(essay, 'utf8') });
    const named = await examiner(['mark', essay, '--json']);
    const { id: _a, createdAt: _b, ...fromPipe } = JSON.parse(piped.out);
    const { id: _c, createdAt: _d, ...fromFile } = JSON.parse(named.out);
    expect(piped.code).toBe(0);
    expect(fromPipe).toEqual(fromFile);
  });

  it('writes <name>.json for each essay', async () => {
    const out = join(dir, 'deep', 'out');
    const { code } = await examiner(['mark', essay, other, '--out', out]);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['dev-13.json', 'dev-16.json']);
    Assessment.parse(JSON.parse(readFileSync(join(out, 'dev-16.json'), 'utf8')));
  });

  it('names what is wrong with each file in one sentence, marks the others and exits with 1', async () => {
    mkdirSync(join(dir, 'folder'));
    const bad = [
      join(dir, 'nowhere.md'),
      join(dir, 'folder'),
      file('binary.md', new Uint8Array([0xff, 0xfe, 0x41])),
      file('empty.md', ''),
      file('blank.md', ' \n\t\n'),
      file('nul.md', 'Stalin\0 won.'),
      file('long.md', 'word '.repeat(MAX_WORDS + 1)),
      file('huge.md', new Uint8Array(5_000_000).fill(97)),
    ];
    const { code, out, err } = await examiner(['mark', ...bad.slice(0, 4), essay, ...bad.slice(4), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toHaveLength(1);
    const told = sentences(err);
    expect(told).toHaveLength(bad.length);
    bad.forEach((path, i) => {
      expect(told[i]).toMatch(/^\S+: .+\.$/u);
      expect(told[i]?.startsWith(`${path}: `)).toBe(true);
    });
    expect(err).not.toMatch(/\bat .*\.ts:\d|Error:/u);
  });

  it.each([
    [['mark']],
    [['mark', 'x.md', '--engine', 'psychic']],
    [['mark', 'x.md', '--engine', 'offline', '--replay', 'y']],
    [['mark', 'a/x.md', 'b/x.md', '--out', 'z']],
    [['mark', 'x.md', '--loud']],
    [['record', 'x.md']],
    [['unknown']],
    [[]],
  ])('exits with 2 and says how it is used: %j', async (args) => {
    const { code, out, err } = await examiner(args, { cwd: dir });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/error: |Usage: /u);
    expect(err).not.toMatch(/\.ts:\d/u);
  });

  it.each([
    ['an unknown rubric', ['--rubric', 'nonsense'], {}, /no rubric called "nonsense"/u],
    ['a model that is not set up', ['--engine', 'openai'], {}, /OPENAI_API_KEY/u],
    ['a folder without recordings', ['--replay', 'nowhere'], {}, /no recordings in nowhere/u],
    ['a setting that is wrong', [], { ENGINE: 'psychic' }, /ENGINE must be/u],
  ])('tells %s in one sentence, with exit code 1', async (_what, args, env, sentence) => {
    const { code, err } = await examiner(['mark', essay, ...args], { env, cwd: dir });
    expect(code).toBe(1);
    expect(sentences(err)).toHaveLength(1);
    expect(err).toMatch(sentence);
  });

  it('ends quietly when its reader stops early', async () => {
    const { code, err } = await examiner(['mark', essay, '--full'], { deaf: true });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('recording and replaying', () => {
  const ledger = ledgerReply({ verdict: 'opinion', points: [], side: 'success', use: 'argued' });
  const argument = {
    paragraphs: readEssay(readFileSync(essay, 'utf8')).paragraphs.map(({ n }) => ({ n, mode: 'explains', link: 'explicit' })),
    line: 1,
    criteria: 'implicit',
    counterArgument: 'mentioned',
    balance: 'both',
    judgement: 'supported',
    best: 1,
    rewrite: 1,
    summary: 'A clear answer.',
    strength: 'It takes a line.',
    advice: 'Weigh the two sides.',
  };

  it('marks from what was recorded, the model’s name too, with nothing to connect to', async () => {
    const provider = await fakeProvider(completion(JSON.stringify(ledger)), completion(JSON.stringify(argument)));
    const recordings = join(dir, 'recordings');
    const env = { OPENAI_API_KEY: 'sk-secret-of-the-test', OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: 'some-model' };
    const recorded = await examiner(['record', essay, '--out', recordings], { env });
    await provider.close();
    expect(recorded).toMatchObject({ code: 0, err: '' });
    const kept = readdirSync(recordings);
    expect(kept).toHaveLength(2);
    for (const name of kept) expect(readFileSync(join(recordings, name), 'utf8')).not.toContain('sk-secret');
    const replayed = await examiner(['mark', essay, '--engine', 'openai', '--replay', recordings, '--json']);
    expect(replayed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(replayed.out)).toMatchObject({
      status: 'marked',
      engine: { id: 'openai', model: 'some-model-answering' },
      usage: { requests: 2 },
    });
  });

  it('refuses to replay for the engine that makes no calls', async () => {
    expect(await examiner(['mark', essay, '--engine', 'offline', '--replay', dir])).toMatchObject({ code: 2, out: '' });
  });

  it('gives no mark, and names the command that records, for an essay that was never recorded', async () => {
    const provider = await fakeProvider(completion(JSON.stringify(ledger)), completion(JSON.stringify(argument)));
    const recordings = join(dir, 'others');
    const env = { OPENAI_API_KEY: 'sk-secret-of-the-test', OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: 'some-model' };
    await examiner(['record', essay, '--out', recordings], { env });
    await provider.close();
    const { code, out, err } = await examiner(['mark', other, '--replay', recordings, '--json']);
    expect(code).toBe(1);
    expect(err).toContain('examiner -- record');
    expect(JSON.parse(out)).toMatchObject({ status: 'needs_teacher', mark: null });
  });
});
