import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../src/domain/engine-failure.ts';
import { type Tokens, tokensOf } from '../../../src/domain/spending.ts';
import type { Exchange } from '../../../src/domain/submission.ts';
import { meteredEngine } from '../../../src/engines/metered.ts';
import { estimateDraft, estimateMarking } from '../../../src/engines/openai/estimate.ts';
import type { Recording } from '../../../src/engines/openai/recording-files.ts';
import { shippedRubric } from '../../support/builders.ts';
import { fakeEngine, fakeModelEngine } from '../../support/fake-engine.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const text = (name: string) => readFileSync(join(fixtures, name), 'utf8');
const recordings = readdirSync(join(fixtures, 'recordings'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(text(`recordings/${name}`)) as Recording);
/** What the recorded requests took whose name of the form and whose messages are these. */
function recorded(names: string[], says: string): number {
  const bodies = recordings.map(({ request, replies }) => ({
    sent: JSON.stringify(request.body),
    reply: JSON.parse(replies[0]?.body ?? '{}'),
  }));
  return bodies
    .filter(
      ({ sent }) => names.some((name) => sent.includes(`"name":"${name}"`)) && sent.includes(says) && !sent.includes('Only these points'),
    )
    .reduce((sum, { reply }) => sum + reply.usage.prompt_tokens + reply.usage.completion_tokens, 0);
}

describe('an estimate', () => {
  it.each(['dev-12', 'dev-14'])('of marking %s is what a real model took, and up to a fifth more', (name) => {
    const essay = text(`essays/${name}.md`);
    const took = recorded(['claims', 'argument'], JSON.stringify(essay.slice(0, 40)).slice(1, -1));
    const estimate = tokensOf(estimateMarking(shippedRubric(), essay.length));
    expect(took).toBeGreaterThan(15_000);
    expect(estimate / took).toBeGreaterThan(1);
    expect(estimate / took).toBeLessThan(1.2);
  });

  it('of a draft is what a real model took, and up to a fifth more', () => {
    const question = 'How far did the Weimar Republic recover between 1924 and 1929?';
    const took = recorded(['draft-points', 'draft-question'], question);
    const estimate = tokensOf(estimateDraft(question, text('drafts/weimar-notes.txt')));
    expect(took).toBeGreaterThan(10_000);
    expect(estimate / took).toBeGreaterThan(1);
    expect(estimate / took).toBeLessThan(1.2);
  });

  it('grows with the essay and with how long answers have been, and is whole', () => {
    const rubric = shippedRubric();
    const nat = fc.nat(100_000);
    const whole = (one: Tokens) => Object.values(one).every(Number.isInteger);
    fc.assert(
      fc.property(nat, nat, fc.double({ min: 0, max: 50_000, noNaN: true }), (characters, more, mean) => {
        const one = estimateMarking(rubric, characters);
        expect(whole(one)).toBe(true);
        expect(tokensOf(estimateMarking(rubric, characters + more))).toBeGreaterThanOrEqual(tokensOf(one));
        const longer = estimateMarking(rubric, characters, { claims: mean });
        expect(longer.outputTokens).toBeGreaterThanOrEqual(Math.max(one.outputTokens, mean));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a metered engine', () => {
  const essay = { text: 'Essay.', words: 1, paragraphs: [], sentences: [], clauses: [] };
  const rubric = shippedRubric();

  it('counts every exchange once, again too, and those of a step that failed', async () => {
    const seen: Exchange[] = [];
    const engine = meteredEngine(fakeModelEngine(300), (exchanges) => void seen.push(...exchanges));
    await engine.checkClaims(essay, rubric);
    await engine.again({ rubric, exchanges: [] }).readArgument(essay, rubric, []);
    expect(seen.map(({ purpose }) => purpose)).toEqual(['claims', 'argument']);
    const [first] = seen;
    const failing = fakeEngine(() => {
      throw new EngineFailure('No answer.', first ? [first] : []);
    });
    const metered = meteredEngine(failing, (exchanges) => void seen.push(...exchanges));
    await expect(metered.checkClaims(essay, rubric)).rejects.toThrow(EngineFailure);
    expect(seen).toHaveLength(3);
  });
});
