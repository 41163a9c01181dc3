import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countWords } from '../../src/domain/essay.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { shippedRubric } from '../support/builders.ts';

const folder = join(import.meta.dirname, '../../fixtures/essays');
export const essays = readdirSync(folder)
  .filter((name) => /^dev-\d+\.md$/u.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const sentences = essays.flatMap((text) => text.match(/[^.!?]+[.!?]+/gu) ?? []);

export const rubric = shippedRubric();
const inProcess = offlineEngine();

/** An essay of exactly so many words, of sentences taken in turn from all the essays, beginning at another one for another `from`. */
export function essayOf(words: number, from = 0): string {
  const taken: string[] = [];
  for (let i = 0, n = 0; n < words; i++) {
    const sentence = sentences[(from + i * 7) % sentences.length] ?? '';
    n += countWords(sentence);
    taken.push(sentence.trim(), i % 8 === 7 ? '\n\n' : ' ');
  }
  return taken
    .join('')
    .split(/(?<=\s)/u)
    .slice(0, words)
    .join('');
}

/** So many essays for a batch, no two alike: the development essays in turn, each with a sentence of its own. */
export const distinctEssays = (count: number): { identifier: string; text: string }[] =>
  Array.from({ length: count }, (_, i) => ({ identifier: `c${i + 1}`, text: `${essays[i % essays.length]}\n\nThis is answer ${i + 1}.` }));

/** Marks the essays one after another: how long that took, and how many words they have. */
export async function timed(
  texts: string[],
  { against = rubric, engine = inProcess }: { against?: Rubric; engine?: Engine } = {},
): Promise<{ milliseconds: number; words: number }> {
  const deps = { engine, now: () => new Date().toISOString(), newId: (prefix: string) => `${prefix}_1` };
  const start = performance.now();
  for (const text of texts) await markEssay({ submissionId: 'sub_1', text, rubric: against }, deps);
  return { milliseconds: performance.now() - start, words: texts.reduce((sum, text) => sum + countWords(text), 0) };
}
