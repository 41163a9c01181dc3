import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, completion, fakeProvider } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';
import { examiner } from './run-cli.ts';

vi.setConfig({ testTimeout: 60_000 });

const fixtures = join(import.meta.dirname, '../../fixtures');
const essays = ['dev-13', 'dev-16', 'dev-18'].map((name) => join(fixtures, 'essays', `${name}.md`));
const [essay = ''] = essays;
const recordings = join(fixtures, 'recordings');
let dir: string;
let folders = 0;
const folder = () => {
  const made = join(dir, `folder-${++folders}`);
  mkdirSync(made);
  return made;
};
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'examiner-record-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const argument = { line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'none', best: 1, rewrite: 1 };

/** A model that names one claim more each time it is asked for an essay's claims, and reads any argument. `most`: requests at one time. */
async function model() {
  const [seen, busy] = [new Map<string, number>(), { now: 0, most: 0 }];
  const answer: Answer = (response, body) => {
    const { name } = (body as unknown as { response_format: { json_schema: { name: string } } }).response_format.json_schema;
    const [sent = ''] = body.messages[1]?.content.split('\n') ?? [];
    const times = (seen.get(sent) ?? 0) + (name === 'claims' ? 1 : 0);
    seen.set(sent, times);
    const claims = Array.from({ length: times }, (_, i) => ({
      from: i + 1,
      verdict: 'opinion' as const,
      points: [],
      use: 'argued' as const,
    }));
    const paragraphs = JSON.parse(sent).paragraphs.map(({ n }: { n: number }) => ({ n, mode: 'explains', link: 'explicit' }));
    const words = { summary: 'Clear.', strength: 'A line.', advice: 'Weigh it.' };
    busy.most = Math.max(busy.most, ++busy.now);
    setTimeout(() => {
      busy.now--;
      completion(JSON.stringify(name === 'claims' ? ledgerReply(...claims) : { paragraphs, ...argument, ...words }))(response, body);
    }, 250);
  };
  const provider = await fakeProvider(answer);
  return { ...provider, busy, env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: 'some-model' } };
}

describe('examiner record', () => {
  it('marks essays several times, several at once, and each round can be replayed', async () => {
    const { env, asked, busy, close } = await model();
    const out = folder();
    const recorded = await examiner(['record', ...essays, '--out', out, '--times', '2', '--at-once', '3'], { env });
    await close();
    expect(recorded).toMatchObject({ code: 0, err: '' });
    expect(recorded.out.match(/^dev-\d\d(, round 2)?: 2 calls kept in .+; \d+ out of 25/gmu)).toHaveLength(6);
    expect([asked.length, busy.most]).toEqual([12, 3]);
    expect(readdirSync(out)).toHaveLength(9);
    const claimsOf = async (...more: string[]) => {
      const { out: printed } = await examiner(['mark', essay, '--replay', out, '--json', ...more]);
      return JSON.parse(printed).claims.length;
    };
    expect(await Promise.all([claimsOf(), claimsOf('--round', '2')])).toEqual([1, 2]);
    const third = await examiner(['mark', essay, '--replay', out, '--round', '3', '--json']);
    expect([third.code, third.err]).toEqual([1, expect.stringContaining('--times 3')]);
  });

  it('records what a list names and is missing, and only that', async () => {
    const { env, asked, close } = await model();
    const out = folder();
    const list = (times: number) =>
      writeFileSync(join(out, 'manifest.yaml'), JSON.stringify({ model: 'some-model', marks: [{ essays: [essay], times }] }));
    list(1);
    const before = await examiner(['record', '--check', out]);
    expect([before.code, before.out]).toEqual([
      1,
      expect.stringMatching(/^missing: dev-13 \(claims, and what follows from it\)\n1 missing in /u),
    ]);
    const first = await examiner(['record', '--missing', out], { env });
    expect([first.code, first.err, asked.length]).toEqual([0, '', 2]);
    list(2);
    const second = await examiner(['record', '--missing', out], { env });
    expect([second.code, second.err, asked.length]).toEqual([0, '', 4]);
    expect(second.out).toMatch(/^dev-13, round 2: 2 calls kept .+\n4 answers in .+: all that manifest\.yaml lists, and nothing else\.\n$/u);
    const nothing = await examiner(['record', '--missing', out], { env });
    expect([nothing.code, asked.length]).toEqual([0, 4]);
    list(1);
    const over = await examiner(['record', '--check', out]);
    expect(over.code).toBe(1);
    expect(over.out).toMatch(/^unused: \w+\.json, round 2 \(claims\)$/mu);
    expect(over.out).toMatch(/^stale: \w+\.json, round 2 \(argument\); dev-13 asks in other words now$/mu);
    const other = await examiner(['record', '--missing', out], { env: { ...env, OPENAI_MODEL: 'other' } });
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('of the model "some-model"')]);
    await close();
  });

  it('--check finds nothing amiss in the recordings of this repository', async () => {
    const { code, out, err } = await examiner(['record', '--check']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\d+ answers in .+: all that manifest\.yaml lists, and nothing else\.\n$/u);
  });

  it('--check names what is missing and what is stale where a prompt has changed, and what nobody asks for', async () => {
    const out = folder();
    for (const name of readdirSync(recordings)) cpSync(join(recordings, name), join(out, name));
    const kept = readdirSync(recordings).filter((name) => name.endsWith('.json'));
    const texts = new Map(kept.map((name) => [name, readFileSync(join(recordings, name), 'utf8')]));
    const [changed = ''] = [...texts].find(([, text]) => text.includes('"name": "draft-question"')) ?? [];
    writeFileSync(join(out, changed), (texts.get(changed) ?? '').replace('You help', 'You assist'));
    writeFileSync(join(out, 'nobody.json'), (texts.get(changed) ?? '').replace('Weimar', 'Roman'));
    const manifest = readFileSync(join(recordings, 'manifest.yaml'), 'utf8').replaceAll('../', `${fixtures}/`);
    writeFileSync(join(out, 'manifest.yaml'), manifest);
    const { code, out: told } = await examiner(['record', '--check', out]);
    expect(code).toBe(1);
    expect(told.split('\n').slice(0, 4)).toEqual([
      'missing: draft from weimar-notes (draft-question)',
      `stale: ${changed} (draft-question); draft from weimar-notes asks in other words now`,
      'unused: nobody.json (draft-question)',
      expect.stringMatching(/^1 missing, 1 stale, 1 unused in /u),
    ]);
  });

  it.each([
    [['record', 'x.md']],
    [['record', 'x.md', '--out', 'y', '--times', '0']],
    [['record', 'x.md', '--out', 'y', '--at-once', 'many']],
    [['record', '--check', 'y', '--missing', 'y']],
    [['record', 'x.md', '--check']],
    [['mark', 'x.md', '--round', '2']],
  ])('exits with 2 and says how it is used: %j', async (args) => {
    const { code, out, err } = await examiner(args, { cwd: dir });
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/error: /u)]);
  });

  it.each([
    ['there is no such file', null],
    ['this is not YAML', 'a: [b'],
    ['3 fields are wrong', 'marks: [{essay: x.md}]'],
  ])('says in one sentence what is wrong with a list: %s', async (words, text) => {
    const out = folder();
    if (text) writeFileSync(join(out, 'manifest.yaml'), text);
    const { code, err } = await examiner(['record', '--check', out]);
    expect([code, err]).toEqual([1, expect.stringMatching(new RegExp(`manifest\\.yaml: .*${words}.*\\n$`, 'u'))]);
  });
});
