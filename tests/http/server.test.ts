import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hc } from 'hono/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Api } from '../../src/http/app.ts';
import { ESSAY } from '../support/app.ts';

const script = join(import.meta.dirname, '../../src/server.ts');

function start(env: Record<string, string>) {
  const { PATH = '' } = process.env;
  const child: ChildProcess = spawn(process.execPath, [script], { env: { PATH, PORT: '0', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /ready at (http:\S+)/.exec(said.out)?.[1];
      if (url) resolve(url);
    });
    void ended.then(() => reject(new Error(said.err)));
  });
  ready.catch(() => {});
  return { child, said, ended, ready };
}

describe('the server as a process', () => {
  it('marks an essay, stops when told to, and has it still at the next start', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'examiner-server-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'data', 'x.sqlite');
    const first = start({ DATABASE_URL: file });
    const client = hc<Api>(await first.ready);
    const reply = await client.api.v1.submissions.$post({ json: { text: ESSAY }, query: { wait: 30 } });
    if (reply.status !== 200) throw new Error(`answered ${reply.status}`);
    const { id, assessment } = await reply.json();
    expect(assessment).toMatchObject({ status: 'marked', engine: { id: 'offline' }, mark: { outOf: 25 } });
    expect(first.said.out).toContain(file);
    const key = /API key, shown only now: (\S+)/.exec(first.said.out)?.[1] ?? '';

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.said.err).toBe('');
    expect(existsSync(`${file}-wal`)).toBe(false);

    const second = start({ DATABASE_URL: file });
    const again = hc<Api>(await second.ready);
    expect(await (await again.api.v1.submissions[':id'].$get({ param: { id } })).json()).toMatchObject({ text: ESSAY, assessment });
    expect(second.said.out).not.toContain('API key');
    const list = await again.api.v1.submissions.$get({ query: {} }, { headers: { authorization: `Bearer ${key}` } });
    expect(list.status).toBe(200);

    const { port } = new URL(await second.ready);
    const third = start({ DATABASE_URL: ':memory:', PORT: port });
    expect(await third.ended).toBe(1);
    expect(third.said).toEqual({ out: '', err: `Port ${port} is already in use: stop what listens there, or set PORT to another.\n` });
  });

  it.each([
    [{ PORT: 'http' }, /^PORT must be [^\n]+\.\n$/],
    [{ ENGINE: 'openai', OPENAI_API_KEY: 'sk-secret' }, /^ENGINE is openai, so OPENAI_MODEL must be set too\.\n$/],
    [{ DATABASE_URL: script }, /^The database [^\n]+server\.ts cannot be opened \(SQLITE_NOTADB\)[^\n]+\.\n$/],
    [{ RUBRICS_DIR: tmpdir(), DATABASE_URL: ':memory:' }, /^There is no question in [^\n]+: set RUBRICS_DIR\.\n$/],
  ])('says in one sentence what stands in the way of %o', { timeout: 30_000 }, async (env, sentence) => {
    const { ended, said } = start(env as Record<string, string>);
    expect(await ended).toBe(1);
    expect(said.err).toMatch(sentence);
    expect(said.out).toBe('');
  });
});
