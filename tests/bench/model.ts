import { parseArgs } from 'node:util';
import OpenAI from 'openai';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { constantPart, essayPart, referencesOf } from '../../src/engines/openai/prompts.ts';
import { makeEngine } from '../../src/make-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { essays, rubric } from './essays.ts';
import { simulated } from './simulated.ts';

const FLAGS = {
  latency: { type: 'string', default: '500' },
  'per-minute': { type: 'string', default: '240' },
  'at-once': { type: 'string', default: '16' },
  essays: { type: 'string', default: '240' },
} as const;
const deps = { now: () => new Date().toISOString(), newId: (prefix: string) => `${prefix}_1` };

/** The model engine against a simulated provider: what it adds to the provider's own time, how near it comes to a rate limit, and what 5,000 waiting essays take. */
export async function model(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: FLAGS });
  const [latency, perMinute, atOnce, count] = [values.latency, values['per-minute'], values['at-once'], values.essays].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  await overhead(latency, atOnce);
  await throughput({ latency, perMinute, atOnce, count });
  await waiting();
}

async function overhead(latency: number, atOnce: number) {
  const provider = await simulated(latency, 0);
  const engine = makeEngine(settings(provider.url, atOnce, 0), 'openai');
  const { second: _, ...alone } = engine;
  await inTurns(essays, atOnce, (text) => mark(alone, text));
  const line = async (what: string, one: Engine) => {
    const before = process.cpuUsage();
    await inTurns([...essays, ...essays], atOnce, (text) => mark(one, text));
    const { user, system } = process.cpuUsage(before);
    console.log(`${what}   ${((user + system) / 1000 / essays.length / 2).toFixed(1)} ms of CPU an essay, two requests and the mark`);
  };
  await line('model engine, alone', alone);
  await mark(engine, essays[0] ?? '');
  await line('model engine with the offline check', engine);
  provider.stop();
}

async function throughput({ latency, perMinute, atOnce, count }: Record<'latency' | 'perMinute' | 'atOnce' | 'count', number>) {
  const texts = Array.from({ length: count }, (_, i) => essays[i % essays.length] ?? '');
  const ideal = atBest(2 * count, { latency, perMinute, atOnce });
  console.log(
    `${count} essays, ${2 * count} requests, ${perMinute} a minute allowed, ${atOnce} at once, answers after ${latency} ms: at best ${(ideal / 1000).toFixed(0)} s`,
  );
  const run = async (what: string, each: (url: string) => (text: string) => Promise<unknown>) => {
    const provider = await simulated(latency, perMinute);
    const from = performance.now();
    let failed = 0;
    const one = each(provider.url);
    await inTurns(texts, atOnce, (text) => one(text).catch(() => failed++));
    const took = performance.now() - from;
    const { answered, refused } = await provider.counts();
    console.log(
      `${what}   ${(took / 1000).toFixed(1)} s, ${((100 * ideal) / took).toFixed(1)} % of what the limit allows; ${answered} answered, ${refused} refused with 429, ${failed} essays failed`,
    );
    provider.stop();
  };
  await run('model engine', (url) => {
    const { second: _, ...engine } = makeEngine(settings(url, atOnce, perMinute), 'openai');
    return (text) => mark(engine, text).then(({ assessment }) => assessment.mark ?? Promise.reject(new Error(assessment.reason ?? '')));
  });
  await run('plain loop over the SDK', (url) => {
    const sdk = new OpenAI({ baseURL: url, apiKey: 'k' });
    const { ledger, argument } = constantPart(rubric, referencesOf(rubric));
    const ask = (system: string, essay: string) =>
      sdk.chat.completions.create({
        model: 'm',
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: essay },
        ],
      });
    return async (text) => {
      const essay = essayPart(readEssay(text));
      await ask(ledger, essay);
      await ask(argument, `${essay}\n{"claims":[]}`);
    };
  });
}

async function waiting() {
  const config = readConfig({
    DATABASE_URL: ':memory:',
    LOG_LEVEL: 'silent',
    OPENAI_API_KEY: 'k',
    OPENAI_MODEL: 'm',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  });
  const service = compose(config);
  const before = process.memoryUsage();
  const from = performance.now();
  for (let i = 0; i < 5_000; i++)
    await service.app.request('/api/v1/submissions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: `${essays[i % essays.length]}\n\nNumber ${i}.` }),
    });
  const took = performance.now() - from;
  const after = process.memoryUsage();
  const grown = (key: 'rss' | 'heapUsed') => `${((after[key] - before[key]) / 2 ** 20).toFixed(0)} MiB`;
  console.log(
    `5,000 essays handed in and waiting, all in memory   ${(took / 5_000).toFixed(2)} ms each; resident memory grew by ${grown('rss')}, the heap by ${grown('heapUsed')}`,
  );
  await service.close();
}

const mark = (engine: Engine, text: string) => markEssay({ submissionId: 'sub_1', text, rubric }, { engine, ...deps });
const settings = (url: string, atOnce: number, perMinute: number) =>
  readConfig({
    ...{ OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_BASE_URL: url, OPENAI_AT_ONCE: String(atOnce) },
    ...(perMinute && { OPENAI_REQUESTS_PER_MINUTE: String(perMinute) }),
  });

/** Milliseconds that so many requests take when each begins as soon as the limits allow: so many on their way, so many begun in any minute. */
function atBest(requests: number, { latency, perMinute, atOnce }: Record<'latency' | 'perMinute' | 'atOnce', number>): number {
  const begun: number[] = [];
  for (let i = 0; i < requests; i++)
    begun.push(Math.max(0, (begun[i - atOnce] ?? -latency) + latency, (begun[i - perMinute] ?? -60_000) + 60_000));
  return (begun.at(-1) ?? 0) + latency;
}

/** Each once, so many at a time. */
async function inTurns(texts: string[], atOnce: number, one: (text: string) => Promise<unknown>) {
  const left = texts.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const text of left) await one(text);
    }),
  );
}
