import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { shippedRubric } from '../support/builders.ts';

const dir = join(import.meta.dirname, '../../fixtures/essays');
const essays = readdirSync(dir)
  .filter((name) => /^dev-\d+\.md$/u.test(name))
  .map((name): [string, string] => [name, readFileSync(join(dir, name), 'utf8')]);
const rubric = shippedRubric();
const deps = { engine: offlineEngine(), now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };

async function markOf(text: string, candidate: string | null = null): Promise<number> {
  const { assessment } = await markEssay({ submissionId: 'sub_1', text, rubric, candidate }, deps);
  if (!assessment.mark) throw new Error(`no mark: ${assessment.reason}`);
  return assessment.mark.awarded;
}
const paragraphsOf = (text: string) => text.trim().split(/\n\s*\n/u);
/** A paragraph that begins by looking back cannot be moved without changing what it says. */
const LOOKS_BACK =
  /^(?:However|But|Yet|Still|Nevertheless|This|That|These|Those|He|It|They|His|Its|Also|Another|Next|Then|After|Second|Third|Final|Last|Moreover|Furthermore|In addition|On the other|By contrast|In contrast|Similarly|Equally|So|Therefore|As a result|Worse|Worst|And|Meanwhile|The other|All this|Again|Later)/u;

describe('the mark stays within one', () => {
  it.each(essays)('when every paragraph of %s but the last is said twice', async (_, text) => {
    const paragraphs = paragraphsOf(text);
    const doubled = [...paragraphs.slice(0, -1).flatMap((one) => [one, one]), ...paragraphs.slice(-1)];
    expect(Math.abs((await markOf(doubled.join('\n\n'))) - (await markOf(text)))).toBeLessThanOrEqual(1);
  });

  const movable = essays.filter(([, text]) => {
    const body = paragraphsOf(text).slice(1, -1);
    return body.length > 2 && !body.some((one) => LOOKS_BACK.test(one));
  });
  it.each(movable)('when the body of %s is turned round', async (_, text) => {
    const [first = '', ...rest] = paragraphsOf(text);
    const turned = [first, ...rest.slice(0, -1).reverse(), ...rest.slice(-1)];
    expect(Math.abs((await markOf(turned.join('\n\n'))) - (await markOf(text)))).toBeLessThanOrEqual(1);
  });
  it('has bodies that can be turned round', () => expect(movable.length).toBeGreaterThan(8));

  it.each(essays)('when letters of %s change places in every tenth longer word', async (_, text) => {
    let n = 0;
    const misspelt = text.replace(/\b[a-z]{7,}\b/gu, (word) =>
      ++n % 10 === 0 ? `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}` : word,
    );
    expect(misspelt).not.toBe(text);
    expect(Math.abs((await markOf(misspelt)) - (await markOf(text)))).toBeLessThanOrEqual(1);
  });

  it.each(['Ann Policy', 'Muhammad Chowdhury', 'Zoë O’Neill', 'Li'])('when the candidate is called %s', async (name) => {
    for (const [, text] of essays.slice(0, 6)) {
      const signed = (who: string) => `${who}\n\n${text}`;
      expect(Math.abs((await markOf(signed(name), name)) - (await markOf(signed('Jo Smith'), 'Jo Smith')))).toBeLessThanOrEqual(1);
    }
  });

  // the same evidence, and a thesis and a judgement in the same words but for the side; neither says anything that a card says
  const frame = (side: 'success' | 'failure') => {
    const did = side === 'success' ? 'succeeded' : 'failed';
    return {
      opening: `In this answer I take the view that the policy ${did}, and I test it by what it was for.`,
      close: `On balance the policy ${did}. Judged by what it was for, which is the test with which I began, the weightier reasons point this way, because they decided what came after.`,
    };
  };
  it.each(essays.filter(([, text]) => paragraphsOf(text).length > 4))(
    'when the thesis of %s is turned on the same evidence',
    async (_, text) => {
      const body = paragraphsOf(text).slice(1, -1);
      const whole = (side: 'success' | 'failure') => [frame(side).opening, ...body, frame(side).close].join('\n\n');
      expect(Math.abs((await markOf(whole('success'))) - (await markOf(whole('failure'))))).toBeLessThanOrEqual(1);
    },
  );
});
