import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine } from '../../src/cli/engine-choice.ts';
import { readConfig } from '../../src/config.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { ReadEssay } from '../../src/domain/essay.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { readEssay } from '../../src/marking/read-essay.ts';
import { shippedRubric } from './builders.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

export type MarkedFixture = { name: string; essay: ReadEssay; rubric: Rubric; assessment: Assessment };

/** Every fourth development essay as the offline engine marks it, and as the recorded model does. */
export async function markedFixtures(): Promise<MarkedFixture[]> {
  const rubric = shippedRubric();
  const names = readdirSync(join(fixtures, 'essays')).filter((name) => /^dev-\d+\.md$/u.test(name));
  const settings = readConfig({});
  const engines: [string, Engine][] = [
    ['offline', chooseEngine({ engine: 'offline' }, settings)],
    ['model', chooseEngine({ replay: join(fixtures, 'recordings') }, settings)],
  ];
  const all: MarkedFixture[] = [];
  for (const name of names.filter((_, i) => i % 4 === 0))
    for (const [by, engine] of engines) {
      const text = readFileSync(join(fixtures, 'essays', name), 'utf8');
      const deps = { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
      const { assessment } = await markEssay({ submissionId: 'sub_1', text, rubric }, deps);
      all.push({ name: `${name} by ${by}`, essay: readEssay(text), rubric, assessment });
    }
  return all;
}
