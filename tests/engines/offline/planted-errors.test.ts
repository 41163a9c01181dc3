import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offlineEngine } from '../../../src/engines/offline/offline-engine.ts';
import { readEssay } from '../../../src/marking/read-essay.ts';
import { writeLedger } from '../../../src/marking/write-ledger.ts';
import { shippedRubric } from '../../support/builders.ts';

const folder = join(import.meta.dirname, '../../../fixtures/planted');
const rubric = shippedRubric();
const engine = offlineEngine();

/** What is called wrong in an essay, and which of the errors planted in it were found. */
async function accusations(name: string) {
  const text = readFileSync(join(folder, `${name}.md`), 'utf8');
  const planted: { start: number; end: number }[] = JSON.parse(readFileSync(join(folder, `${name}.errors.json`), 'utf8')).map(
    ({ quote }: { quote: string }) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }),
  );
  const essay = readEssay(text);
  const ledger = writeLedger(essay, rubric, (await engine.checkClaims(essay, rubric)).value);
  const wrong = ledger.filter(({ verdict }) => verdict === 'contradicted');
  const touches = (a: { start: number; end: number }, b: { start: number; end: number }) => a.start < b.end && b.start < a.end;
  return {
    planted: planted.length,
    found: planted.filter((error) => wrong.some((claim) => touches(claim, error))).length,
    falsely: wrong
      .filter((claim) => !planted.some((error) => touches(claim, error)))
      .map(({ quote, explanation }) => `${quote} => ${explanation}`),
  };
}

describe('essays with known errors, written from the history notes by others than the rubric’s authors', () => {
  const names = readdirSync(folder).flatMap((name) => (name.endsWith('.md') && name !== 'README.md' ? [name.replace('.md', '')] : []));

  it.each(names)('%s is told of nothing right that it is wrong', async (name) => {
    expect((await accusations(name)).falsely).toEqual([]);
  });

  it('are told of at least four in ten of the errors planted in them', async () => {
    const all = await Promise.all(names.map(accusations));
    const sum = (key: 'planted' | 'found') => all.reduce((total, one) => total + one[key], 0);
    expect(sum('planted')).toBe(36);
    expect(sum('found') / sum('planted')).toBeGreaterThan(0.4);
  });
});
