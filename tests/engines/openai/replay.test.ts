import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { recordedModel, replayingFetch } from '../../../src/engines/openai/recordings.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { shippedRubric } from '../../support/builders.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const recordings = join(fixtures, 'recordings');
const RECORDED = ['dev-12', 'dev-14'];

const engineOver = (fetcher: typeof fetch) =>
  openaiEngine({
    baseURL: 'http://replay.invalid/v1',
    apiKey: 'none',
    model: recordedModel(recordings),
    timeoutMs: 5000,
    maxRetries: 0,
    fetch: fetcher,
  });

/** Marks an essay through the real SDK over the recorded exchanges of a real model; touches no network. */
async function replay(name: string) {
  const engine = engineOver(replayingFetch(recordings));
  const text = readFileSync(join(fixtures, 'essays', `${name}.md`), 'utf8');
  const { assessment, exchanges } = await markEssay(
    { submissionId: 'sub_1', text, rubric: shippedRubric() },
    { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix) => `${prefix}_1` },
  );
  return { text, assessment, exchanges };
}

describe('recorded exchanges with a model', () => {
  it.each(RECORDED)('mark %s, with every claim quoted exactly and every accusation corrected', async (name) => {
    const { text, assessment, exchanges } = await replay(name);
    expect(assessment.reason).toBeNull();
    expect(assessment.status).toBe('marked');
    expect(assessment.engine).toMatchObject({ id: 'openai', model: 'relay' });
    expect(exchanges.map(({ purpose }) => purpose)).toEqual(['claims', 'argument']);
    expect(assessment.claims.length).toBeGreaterThan(20);
    let end = 0;
    for (const claim of assessment.claims) {
      expect(text.slice(claim.start, claim.end)).toBe(claim.quote);
      expect(claim.start).toBeGreaterThanOrEqual(end);
      end = claim.end;
      if (claim.verdict === 'contradicted') expect(claim.correction).toBeTruthy();
      if (claim.verdict === 'supported') expect(claim.cards.length).toBeGreaterThan(0);
    }
  });

  it.each(RECORDED)('give %s the same assessment every time', async (name) => {
    const [first, second] = [await replay(name), await replay(name)];
    const still = ({ usage, ...rest }: typeof first.assessment) => ({ ...rest, usage: { ...usage, milliseconds: 0 } });
    expect(still(second.assessment)).toEqual(still(first.assessment));
  });

  it('are all in use, and hold no key', async () => {
    const used = new Set<string>();
    const counting: typeof fetch = async (input, init) => {
      used.add(String(init?.body));
      return replayingFetch(recordings)(input, init);
    };
    for (const name of RECORDED) {
      const engine = engineOver(counting);
      const text = readFileSync(join(fixtures, 'essays', `${name}.md`), 'utf8');
      await markEssay({ submissionId: 'sub_1', text, rubric: shippedRubric() }, { engine, now: () => '', newId: (prefix) => prefix });
    }
    const files = readdirSync(recordings).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(used.size);
    for (const file of files) expect(readFileSync(join(recordings, file), 'utf8')).not.toMatch(/authorization|api[-_]key|bearer/iu);
  });
});
