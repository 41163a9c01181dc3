import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { completion, fakeProvider } from '../support/fake-provider.ts';
import { examiner } from './run-cli.ts';

vi.setConfig({ testTimeout: 30_000 });

const [first, second, third] = ['dev-13', 'dev-16', 'dev-14'].map((name) =>
  join(import.meta.dirname, `../../fixtures/essays/${name}.md`),
) as [string, string, string];
const prices = { currency: 'USD', asOf: '2026-11-01', source: 'https://prices.example/list' };
const OPENAI_PRICES = JSON.stringify({ ...prices, inputPerMillion: 2, cachedInputPerMillion: 1, outputPerMillion: 8 });

describe('several essays with a model', () => {
  let provider: Awaited<ReturnType<typeof fakeProvider>>;
  let dir: string;
  let env: Record<string, string>;
  // an answer of no use, which costs 31,000 tokens all the same
  beforeAll(async () => {
    provider = await fakeProvider(
      completion(null, { refusal: 'No.', usage: { prompt_tokens: 30_000, completion_tokens: 1000, total_tokens: 31_000 } }),
    );
    dir = mkdtempSync(join(tmpdir(), 'examiner-cap-'));
    env = { OPENAI_API_KEY: 'sk-secret-of-the-test', OPENAI_BASE_URL: provider.baseURL, OPENAI_MODEL: 'some-model' };
  });
  afterAll(async () => {
    await provider.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const asking = async (args: string[], more: Record<string, string> = {}) => {
    const before = provider.asked.length;
    const run = await examiner(args, { env: { ...env, ...more } });
    return { ...run, lines: run.err.trim().split('\n'), asked: provider.asked.length - before };
  };
  const secrets = (text: string) => {
    expect(text).not.toContain('sk-secret');
    for (const file of [first, second, third]) expect(text).not.toContain(readFileSync(file, 'utf8').slice(0, 60));
  };

  it('are stopped before the one that would pass --token-cap, and what is left is told', async () => {
    const { code, out, err, lines, asked } = await asking(['mark', first, second, third, '--json', '--token-cap', '45000']);
    expect([code, asked, JSON.parse(out).length]).toEqual([1, 1, 1]);
    expect(lines[0]).toMatch(/^3 essays with some-model: about [\d,]+ tokens\. This is an estimate, of four characters to a token\.$/);
    expect(lines.at(-1)).toMatch(
      /: 31,000 tokens are spent, this would take about 1\d,\d{3} tokens, and the cap is 45,000 tokens\. Not marked: /,
    );
    expect(lines.at(-1)).toContain(`Stopped before ${second}: `);
    expect(lines.at(-1)).toContain(`Not marked: ${second}, ${third}.`);
    secrets(err);
  });

  it('are stopped by the caps of a day', async () => {
    const byDay = await asking(['mark', first, second, '--json', '--token-cap', '999999'], { OPENAI_TOKEN_CAP_PER_DAY: '45000' });
    expect([byDay.code, byDay.asked]).toEqual([1, 1]);
    const byMoney = await asking(['mark', first, second, '--json'], { OPENAI_PRICES, OPENAI_MONEY_CAP_PER_DAY: '0.09' });
    expect([byMoney.code, byMoney.asked]).toEqual([1, 1]);
    expect(byMoney.lines[0]).toMatch(/tokens, USD 0\.\d{4} at the prices of 2026-11-01 \(https:\/\/prices\.example\/list\)\./);
    expect(byMoney.lines.at(-1)).toContain('USD 0.0680 is spent');
  });

  it('are all marked where the cap suffices, and a single one without a word of what it is expected to take', async () => {
    const all = await asking(['mark', first, second, '--json', '--token-cap', '999999']);
    expect([all.asked, all.err.includes('Stopped')]).toEqual([2, false]);
    const one = await asking(['mark', first, '--json']);
    expect([one.asked, one.err.includes('estimate')]).toEqual([1, false]);
    const none = await asking(['mark', first, '--json', '--token-cap', '10']);
    expect([none.code, none.asked, none.out]).toEqual([1, 0, '']);
    expect(none.err).toContain(`Stopped before ${first}: 0 tokens are spent`);
  });

  it('cost nothing, so that no cap holds, with the offline engine and from recordings', async () => {
    const offline = await asking(['mark', first, second, '--engine', 'offline', '--json', '--token-cap', '1']);
    expect([offline.code, offline.err, offline.asked]).toEqual([0, '', 0]);
    const recordings = join(dir, 'kept');
    await asking(['record', first, second, '--out', recordings]);
    const replayed = await asking(['mark', first, second, '--replay', recordings, '--json', '--token-cap', '1']);
    expect([replayed.asked, JSON.parse(replayed.out).length]).toEqual([0, 2]);
    expect(replayed.err).not.toMatch(/estimate|Stopped/);
  });

  it.each(['0', '-1', '1.5', 'many', '1e5', ''])('take no --token-cap of "%s"', async (cap) => {
    expect(await asking(['mark', first, '--token-cap', cap])).toMatchObject({ code: 2, asked: 0, out: '' });
  });
});
