import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { writeLedger } from '../../src/marking/write-ledger.ts';
import { shippedRubric } from './builders.ts';

const folder = join(import.meta.dirname, '../../fixtures/planted');
const rubric = shippedRubric();
const engine = offlineEngine();

/** The essays of fixtures/planted. */
export const plantedEssays = readdirSync(folder).flatMap((name) =>
  name.endsWith('.md') && name !== 'README.md' ? [name.replace('.md', '')] : [],
);

/** What is called wrong in an essay, and which of the errors planted in it were found. */
export async function accusations(name: string) {
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
