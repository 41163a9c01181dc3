// npm run bench: how fast essays are marked here, by the offline engine, on one core. Prints figures and asserts nothing.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { countWords } from '../../src/domain/essay.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { Point } from '../../src/domain/rubric-parts.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { shippedRubric } from '../support/builders.ts';

const folder = join(import.meta.dirname, '../../fixtures/essays');
const essays = readdirSync(folder)
  .filter((name) => /^dev-\d+\.md$/u.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const sentences = essays.flatMap((text) => text.match(/[^.!?]+[.!?]+/gu) ?? []);
const rubric = shippedRubric();
const deps = { engine: offlineEngine(), now: () => new Date().toISOString(), newId: (prefix: string) => `${prefix}_1` };

/** The shipped rubric with so many points: its own again and again under other ids, without twins. */
function rubricOf(points: number): Rubric {
  const own = Object.entries(rubric.bank.points);
  const copies = Array.from({ length: points }, (_, i): [string, Point] => {
    const [id = '', point] = own[i % own.length] ?? [];
    if (!point) throw new Error('no point');
    return [`${id}-${i}`, { ...point, twins: [] }];
  });
  return { ...rubric, hash: `sha256-${points}`, bank: { ...rubric.bank, points: Object.fromEntries(copies), beyond: {} } };
}

async function timed(texts: string[], against = rubric): Promise<{ milliseconds: number; words: number }> {
  const start = performance.now();
  for (const text of texts) await markEssay({ submissionId: 'sub_1', text, rubric: against }, deps);
  return { milliseconds: performance.now() - start, words: texts.reduce((sum, text) => sum + countWords(text), 0) };
}

/** An essay of so many words, of sentences taken in turn from all the essays. */
function essayOf(words: number): string {
  const taken: string[] = [];
  for (let i = 0, n = 0; n < words; i++) {
    const sentence = sentences[(i * 7) % sentences.length] ?? '';
    n += countWords(sentence);
    taken.push(sentence.trim(), i % 8 === 7 ? '\n\n' : ' ');
  }
  return taken
    .join('')
    .split(/(?<=\s)/u)
    .slice(0, words)
    .join('');
}

/** From the start of the server to its address, then each of two essays over HTTP, in milliseconds. */
async function startUp(text: string): Promise<number[]> {
  const from = performance.now();
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/server.ts')], {
    env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: ':memory:' },
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (line) => {
      const [, address] = /ready at (http:\S+)/u.exec(String(line)) ?? [];
      if (address) resolve(address);
    });
    server.on('exit', () => reject(new Error('the server did not start')));
  });
  const times = [performance.now() - from];
  for (let i = 0; i < 2; i++) {
    const sent = performance.now();
    const headers = { 'content-type': 'text/plain' };
    await (await fetch(new URL('/api/v1/submissions?wait=30', url), { method: 'POST', headers, body: text })).json();
    times.push(performance.now() - sent);
  }
  server.kill();
  return times;
}

const [ready = 0, firstMark = 0, secondMark = 0] = await startUp(essays[0] ?? '');
console.log(`server ready in ${ready.toFixed(0)} ms; first essay over HTTP ${firstMark.toFixed(0)} ms, second ${secondMark.toFixed(0)} ms`);
const first = await timed(essays.slice(0, 1));
console.log(`first essay, with the bank made ready   ${first.milliseconds.toFixed(0)} ms`);
const all = await timed([...essays, ...essays, ...essays]);
console.log(
  `${essays.length * 3} essays of ${Math.round(all.words / essays.length / 3)} words on average   ${((essays.length * 3 * 1000) / all.milliseconds).toFixed(1)} essays a second, ${((all.milliseconds / all.words) * 1000).toFixed(1)} ms for 1,000 words`,
);
for (const words of [100, 1_000, 5_000, 20_000]) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const { milliseconds } = await timed([essayOf(words)]);
  delay.disable();
  console.log(
    `one essay of ${words.toLocaleString('en-GB')} words   ${milliseconds.toFixed(0)} ms, ${((milliseconds / words) * 1000).toFixed(1)} ms for 1,000 words; other work waits ${(delay.max / 1e6).toFixed(0)} ms at most`,
  );
}
const [someEssay = ''] = essays;
for (const points of [50, 500, 2_000]) {
  const sized = rubricOf(points);
  const [cold, warm] = [await timed([someEssay], sized), await timed([someEssay], sized)];
  console.log(
    `a rubric of ${points.toLocaleString('en-GB')} points   made ready in ${(cold.milliseconds - warm.milliseconds).toFixed(0)} ms, an essay then takes ${warm.milliseconds.toFixed(0)} ms`,
  );
}
console.log(`memory at the end   ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB`);
