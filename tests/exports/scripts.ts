import { readFileSync } from 'node:fs';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { Script } from '../../src/domain/script.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { anAssessment, claimOn } from '../support/assessment-builder.ts';
import { shippedRubric } from '../support/builders.ts';

export const rubric = shippedRubric();
export const WORTH = 'A practice mark: worked out by a program and looked through by a teacher.';

const TEXT = 'It was signed in 1938. It bought time.\n\nSo on the whole it failed.';

/** A script with one mistake, one next step and a mark of 17, whatever of it is given otherwise. */
export function aScript(more: Partial<Script> = {}, assessment: Partial<Assessment> = {}): Script {
  const text = more.text ?? TEXT;
  const claims = text.includes('signed in 1938')
    ? [
        claimOn(text, 1, 'It was signed in 1938', {
          verdict: 'contradicted',
          hint: 'check the year',
          correction: 'It was signed in 1939.',
        }),
        claimOn(text, 2, 'It bought time', { verdict: 'supported' }),
      ]
    : [];
  return {
    submissionId: 'sub_1',
    identifier: '00123',
    name: 'Anna Smith',
    group: '12B',
    fileName: 'anna.docx',
    state: 'reviewed',
    words: 13,
    text,
    assessment: anAssessment(text, claims, assessment),
    awardedByEngine: 16,
    overrides: [],
    ...more,
  };
}

/** A script of the development essays, marked offline. */
export async function markedScript(name: string, more: Partial<Script> = {}): Promise<Script> {
  const text = readFileSync(`${import.meta.dirname}/../../fixtures/essays/${name}.md`, 'utf8');
  const deps = { engine: offlineEngine(), now: () => '2026-01-02T03:04:05.000Z', newId: (prefix: string) => `${prefix}_${name}` };
  const { assessment } = await markEssay({ submissionId: `sub_${name}`, text, rubric }, deps);
  return aScript({ text, identifier: name, assessment, awardedByEngine: assessment.mark?.awarded ?? null, ...more });
}
