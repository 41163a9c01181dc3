import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Answer, completion, fakeProvider, status } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';
import { examiner } from './run-cli.ts';

vi.setConfig({ testTimeout: 60_000 });

const ESSAY = 'He gained two years.\n\nHe lost trust.\n\nSo it failed.';
const KEY = 'sk-secret-of-the-test';
const FILE = '.ann.json.calls';
const ledger = completion(JSON.stringify(ledgerReply({})));
const argument = completion(
  JSON.stringify({
    paragraphs: [1, 2, 3].map((n) => ({ n, mode: 'explains', link: 'implicit' })),
    ...{ line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'asserted', best: 1, rewrite: null },
    ...{ summary: 'Clear.', strength: 'Exact.', advice: 'Weigh.' },
  }),
);

/** A class of one essay, and a model that answers in this order, the last answer for ever. */
async function aClass(...answers: Answer[]) {
  const { baseURL, asked, close } = await fakeProvider(...answers);
  onTestFinished(close);
  const dir = mkdtempSync(join(tmpdir(), 'examiner-calls-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'class'));
  writeFileSync(join(dir, 'class/ann.md'), ESSAY);
  const env = { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: KEY, OPENAI_MODEL: 'm', OPENAI_MAX_RETRIES: '0' };
  const run = (...more: string[]) => examiner(['batch', 'class', '--out', 'out', ...more], { cwd: dir, env });
  /** Starts it and sends this signal as soon as `reached` is called. */
  const broken = async (signal: NodeJS.Signals, whenReached: (kill: () => void) => void, ...more: string[]) => {
    const args = [join(import.meta.dirname, '../../src/cli.ts'), 'batch', 'class', ...more];
    const child = spawn(process.execPath, args, { cwd: dir, env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'silent', ...env } });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (part) => {
      err += part;
    });
    child.stdout.resume();
    whenReached(() => void child.kill(signal));
    return new Promise<{ code: number | null; by: NodeJS.Signals | null; err: string }>((resolve) =>
      child.on('close', (code, by) => resolve({ code, by, err })),
    );
  };
  return {
    ...{ dir, run, broken },
    purposes: () => asked.map(({ body }): string => JSON.parse(body).response_format.json_schema.name),
    out: () => readdirSync(join(dir, 'out')).sort(),
    kept: () => readFileSync(join(dir, 'out', FILE), 'utf8'),
    made: () => JSON.parse(readFileSync(join(dir, 'out/ann.json'), 'utf8')),
  };
}

/** The same, killed while the model thinks about its second answer. */
async function killedBetween(...after: Answer[]) {
  let kill = () => {};
  const made = await aClass(ledger, () => kill(), ...after);
  const ended = await made.broken('SIGKILL', (one) => (kill = one), '--out', 'out');
  expect([ended.by, made.purposes(), made.out()]).toEqual(['SIGKILL', ['claims', 'argument'], [FILE]]);
  return made;
}

describe('an essay of a class whose command was killed between the two calls of a model', () => {
  it('is not asked about its claims again, and leaves nothing beside its JSON in the end', async () => {
    const { run, purposes, out, made } = await killedBetween(argument);
    const again = await run();
    expect([again.code, again.err]).toEqual([0, '']);
    expect(again.out).toContain('1 essay begun before: what the model has answered is not asked again.');
    expect(purposes()).toEqual(['claims', 'argument', 'argument']);
    expect(out()).toEqual(['ann.json']);
    expect(made()).toMatchObject({ status: 'marked', usage: { requests: 2, inputTokens: 200, outputTokens: 40 } });
  });

  it('has its answer in a file for its owner alone, without the key', async () => {
    const { dir, kept } = await killedBetween(argument);
    expect(statSync(join(dir, 'out', FILE)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(kept()).exchanges).toMatchObject([{ purpose: 'claims', status: 200 }]);
    expect(kept()).not.toContain(KEY);
  });

  it.each<[string, (dir: string) => void]>([
    ['the essay was changed', (dir) => writeFileSync(join(dir, 'class/ann.md'), `${ESSAY} It did.`)],
    ['the file was changed', (dir) => changeFile(join(dir, 'out', FILE), (text) => text.replace('"status":200', '"status":201'))],
    ['the file was cut off', (dir) => changeFile(join(dir, 'out', FILE), (text) => text.slice(0, -9))],
  ])('is asked about all of it where %s', async (_what, change) => {
    const { dir, run, purposes, out } = await killedBetween(ledger, argument);
    change(dir);
    expect((await run()).code).toBe(0);
    expect(purposes().slice(2)).toEqual(['claims', 'argument']);
    expect(out()).toEqual(['ann.json']);
  });

  it('is asked about all of it with --again', async () => {
    const { run, purposes } = await killedBetween(ledger, argument);
    expect((await run('--again')).code).toBe(0);
    expect(purposes().slice(2)).toEqual(['claims', 'argument']);
  });
});

function changeFile(path: string, change: (text: string) => string): void {
  chmodSync(path, 0o600);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

describe('an essay of a class for which the model failed', () => {
  it('is asked about what failed only when the command is run again', async () => {
    const { run, purposes, out, made } = await aClass(ledger, status(503), argument);
    expect((await run()).code).toBe(1);
    expect([made().status, out()]).toEqual(['needs_teacher', [FILE, 'ann.json']]);
    expect((await run()).code).toBe(0);
    expect([made().status, out()]).toEqual(['marked', ['ann.json']]);
    expect(purposes()).toEqual(['claims', 'argument', 'argument']);
  });

  it('is asked about its claims anew where they failed', async () => {
    const { run, purposes, out } = await aClass(status(503), ledger, argument);
    await run();
    expect(out()).toEqual(['ann.json']);
    await run();
    expect(purposes()).toEqual(['claims', 'claims', 'argument']);
  });
});

describe('a class that is broken off', () => {
  it('says with Ctrl-C what is kept and how to go on', async () => {
    let kill = () => {};
    const { broken, out } = await aClass(ledger, () => kill());
    const { code, err } = await broken('SIGINT', (one) => (kill = one), '--out', 'out');
    expect([code, out()]).toEqual([130, [FILE]]);
    expect(err).toBe(
      'Broken off with 0 of 1 essay done. What was done is kept in out. Run the same command again to go on: nothing that was answered is asked again.\n',
    );
  });

  it('says before it starts that nothing is kept without --out, and writes nothing', async () => {
    let kill = () => {};
    const { dir, broken } = await aClass(ledger, () => kill());
    const { code, err } = await broken('SIGTERM', (one) => (kill = one), '--json');
    expect([code, existsSync(join(dir, 'out')), readdirSync(join(dir, 'class'))]).toEqual([143, false, ['ann.md']]);
    expect(err).toContain('No --out is named, so nothing is kept if this is broken off, and run again it pays for every request again.\n');
    expect(err).toContain('Nothing is kept. Name a folder with --out');
  });
});
