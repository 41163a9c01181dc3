import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../src/domain/claim.ts';
import { ideaOf } from '../../src/domain/rubric.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { writeLedger } from '../../src/marking/write-ledger.ts';
import { shippedRubric } from './builders.ts';

const dir = join(import.meta.dirname, '../../fixtures/phrasings');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(dir, `${name}.json`), 'utf8'));
const points = read<{ n: number; id: string }[]>('points');

/** Split by writer; see fixtures/phrasings/README.md. */
export const writers = {
  development: ['weak', 'second-language', 'historian', 'average'],
  'held out': ['slang', 'fluent', 'notes', 'adult'],
  'varied mistakes': ['debater', 'careless'],
  'varied mistakes, held out': ['journalist'],
};
/** `credited`: a claim that is right makes the point or its twin. `elsewhere`: only other points. `contradicted`: something in it is called wrong. */
export type PhrasingRead = { id: string; writer: string; text: string; credited: boolean; elsewhere: boolean; contradicted: boolean };

/** Every phrasing of a writer as the offline engine reads it, as an essay of its own. */
export async function readPhrasings(writer: string, kind: 'right' | 'wrong'): Promise<PhrasingRead[]> {
  const asked = read<{ n: number; right: string; wrong: string }[]>(writer).map(({ n, [kind]: text }) => ({
    id: points.find((one) => one.n === n)?.id ?? '',
    text,
  }));
  return readAll(asked, writer);
}

/** The same for `varied.json`: every second sentence on each of all points, from the first (`read` by whoever wrote patterns) or the second (not). */
export async function readVaried(half: 'read' | 'held out', kind: 'right' | 'wrong'): Promise<PhrasingRead[]> {
  const varied = read<Record<string, Record<'right' | 'wrong', string[]>>>('varied');
  const asked = Object.entries(varied).flatMap(([id, { [kind]: texts }]) =>
    texts.filter((_, i) => (i % 2 === 0) === (half === 'read')).map((text) => ({ id, text })),
  );
  return readAll(asked, 'varied');
}

async function readAll(asked: { id: string; text: string }[], writer: string): Promise<PhrasingRead[]> {
  const rubric = shippedRubric();
  const engine = offlineEngine();
  const found: PhrasingRead[] = [];
  for (const { id, text } of asked) {
    const essay = readEssay(text);
    const claims = writeLedger(essay, rubric, (await engine.checkClaims(essay, rubric)).value);
    const right = claims.filter(({ verdict }: Claim) => verdict === 'supported' || verdict === 'partly');
    const made = right.flatMap((claim) => claim.points).map((one) => ideaOf(rubric, one));
    const credited = made.includes(ideaOf(rubric, id));
    found.push({
      id,
      writer,
      text,
      credited,
      elsewhere: !credited && made.length > 0,
      contradicted: claims.some(({ verdict }) => verdict === 'contradicted'),
    });
  }
  return found;
}
