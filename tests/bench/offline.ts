import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Engine } from '../../src/engines/engine.ts';
import { offlineThread } from '../../src/engines/offline/offline-thread.ts';
import { essayOf, essays, timed } from './essays.ts';

const ROUNDS = 3;

/** Essays a second and growth with length, in this process; then the longest essay as the server marks it, in a thread. */
export async function offline(): Promise<void> {
  const first = await timed(essays.slice(0, 1));
  console.log(`first essay, with the bank made ready   ${first.milliseconds.toFixed(0)} ms`);
  const all = await timed(Array.from({ length: ROUNDS }, () => essays).flat());
  const average = Math.round(all.words / essays.length / ROUNDS);
  console.log(`${essays.length * ROUNDS} essays of ${average} words on average   ${speed(essays.length * ROUNDS, all)}`);
  const alike = Array.from({ length: 60 }, (_, n) => essayOf(1_000, n));
  console.log(`${alike.length} essays of exactly 1,000 words   ${speed(alike.length, await timed(alike))}`);

  for (const words of [100, 1_000, 5_000, 20_000]) await oneEssay(words);
  const engine = offlineThread();
  await timed(essays, { engine });
  for (const words of [1_000, 20_000]) await oneEssay(words, engine);
  await engine.close();
}

/** One essay, and how long anything else in this process has to wait meanwhile; `engine` is one in a thread. */
async function oneEssay(words: number, engine?: Engine): Promise<void> {
  const text = essayOf(words);
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  // what is done in one go at the start and at the end counts only between two looks at the clock
  await setTimeout(50);
  const { milliseconds } = await timed([text], engine && { engine });
  await setTimeout(50);
  delay.disable();
  console.log(
    `one essay of ${words.toLocaleString('en-GB')} words${engine ? ' in the thread' : ''}   ${milliseconds.toFixed(0)} ms, ${((milliseconds / words) * 1000).toFixed(1)} ms for 1,000 words; other work waits ${(delay.max / 1e6).toFixed(0)} ms at most`,
  );
}

const speed = (count: number, { milliseconds, words }: { milliseconds: number; words: number }) =>
  `${((count * 1000) / milliseconds).toFixed(1)} essays a second, ${((milliseconds / words) * 1000).toFixed(1)} ms for 1,000 words`;
