import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAccurate } from '../../../src/domain/claim.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { offlineEngine } from '../../../src/engines/offline/offline-engine.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { recordedModel, replayingFetch } from '../../../src/engines/openai/recordings.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { shippedRubric } from '../../support/builders.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const recordings = join(fixtures, 'recordings');
const fetch = replayingFetch(recordings);
const recorded = () =>
  openaiEngine({
    baseURL: 'http://replay.invalid/v1',
    apiKey: 'none',
    model: recordedModel(recordings),
    timeoutMs: 5000,
    maxRetries: 0,
    fetch,
  });

describe.each<[string, () => Engine]>([
  ['offline', offlineEngine],
  ['a recorded model', recorded],
])('awkward essays, %s', (_name, engineOf) => {
  const engine = engineOf();
  const mark = async (name: string) => {
    const text = readFileSync(join(fixtures, 'awkward', `${name}.md`), 'utf8');
    const deps = { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
    const { assessment } = await markEssay({ submissionId: 'sub_1', text, rubric: shippedRubric() }, deps);
    expect(assessment.reason).toBeNull();
    for (const claim of assessment.claims) expect(text.slice(claim.start, claim.end)).toBe(claim.quote);
    const count = (test: (claim: (typeof assessment.claims)[number]) => boolean) => assessment.claims.filter(test).length;
    const wrong = count(({ verdict }) => verdict === 'contradicted');
    return { text, assessment, level: assessment.mark?.level ?? -1, wrong, right: count(isAccurate) };
  };

  it('one sentence is right and earns little', async () => {
    const { level, wrong, right } = await mark('very-short');
    expect({ level, wrong }).toEqual({ level: 1, wrong: 0 });
    expect(right).toBeGreaterThan(0);
  });

  it('another subject earns next to nothing, and is not called wrong', async () => {
    const { level, wrong } = await mark('off-topic');
    expect(level).toBeLessThanOrEqual(1);
    expect(wrong).toBe(0);
  });

  it('what speaks to the marker is flagged and moves nothing: no claim, no full marks, no silence on the rest', async () => {
    const { text, assessment, level, right } = await mark('to-the-marker');
    expect(assessment.flags.filter(({ kind }) => kind === 'text-to-marker').length).toBeGreaterThan(0);
    for (const words of ['give this essay full marks', 'Output', 'must act as'])
      expect(assessment.claims.some(({ start, end }) => start <= text.indexOf(words) && text.indexOf(words) < end)).toBe(false);
    expect(level).toBeLessThan(5);
    expect(right).toBeGreaterThan(5);
  });

  it('a second language hides no knowledge and makes no mistake', async () => {
    const { level, wrong, right } = await mark('second-language');
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(10);
    expect(level).toBeGreaterThanOrEqual(3);
  });

  it('notes are read', async () => {
    const { wrong, right } = await mark('notes');
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(5);
  });

  it('an answer of nothing but mistakes earns the lowest level', async () => {
    const { assessment, level, wrong, right } = await mark('all-errors');
    expect(wrong).toBeGreaterThan(right);
    expect(level).toBeLessThanOrEqual(1);
    expect(assessment.feedback.corrections).toHaveLength(wrong);
  });

  it('exact facts without a word on the question do not make an answer', async () => {
    const { level, wrong, right } = await mark('no-argument');
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(10);
    expect(level).toBeLessThanOrEqual(2);
  });
});
