import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offlineEngine } from '../../../src/engines/offline/offline-engine.ts';
import { readEssay } from '../../../src/marking/read-essay.ts';
import { writeLedger } from '../../../src/marking/write-ledger.ts';
import { shippedRubric } from '../../support/builders.ts';

const rubric = shippedRubric();
const engine = offlineEngine();
const essays = join(import.meta.dirname, '../../../fixtures/essays');

async function ledgerOf(text: string) {
  const essay = readEssay(text);
  return writeLedger(essay, rubric, (await engine.checkClaims(essay, rubric)).value);
}
const verdictsOf = async (text: string) => (await ledgerOf(text)).map(({ verdict }) => verdict);

describe('checking claims offline', () => {
  it.each([
    'In September 1934 the USSR joined the League of Nations.',
    'russia got in to the leage of nations in 1934',
    'Litvinov was replaced by Molotov in May 1939.',
    'The Munich conference was held without the Soviets being invited.',
    'The pact gave Stalin two years to rearm after the purges.',
    'Zhukov crushed the Japanese at Khalkhin Gol in 1939.',
    'Stalin ignored all the warnings of a German attack.',
    'He thought the war in the west would be a long one like the First World War.',
  ])('credits “%s”', async (text) => {
    const ledger = await ledgerOf(text);
    expect(ledger.some(({ verdict, cards }) => verdict === 'supported' && cards.length > 0)).toBe(true);
    expect(ledger.some(({ verdict }) => verdict === 'contradicted')).toBe(false);
  });

  it.each([
    ['The USSR joined the League of Nations in 1936.', /1934/u],
    ['The Munich conference in 1937 was a disaster.', /1938/u],
    ['At Khalkhin Gol in 1936 the Japanese were beaten.', /1939/u],
    ['The Nazi-Soviet Pact was signed by Litvinov and Ribbentrop.', /Molotov/u],
    ['Soviet troops under Timoshenko beat the Japanese at Khalkhin Gol.', /Zhukov/u],
  ])('contradicts “%s” and says what is right', async (text, right) => {
    const wrong = (await ledgerOf(text)).filter(({ verdict }) => verdict === 'contradicted');
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.correction).toMatch(right);
    expect(wrong[0]?.hint).toBeTruthy();
    expect(wrong[0]?.hint).not.toMatch(right);
  });

  it.each([
    'Some people say that the USSR joined the League of Nations in 1936.',
    'You sometimes read that Stalin was invited to Munich, but this is simply not true.',
    'If the USSR had joined the League in 1930 things would have gone otherwise.',
    'Did the USSR join the League of Nations in 1936?',
    'The USSR did not join the League of Nations in 1926.',
    'Stalin mainly wanted to spread world revolution.',
    'Collective security was a great success.',
  ])('never contradicts “%s”', async (text) => {
    expect(await verdictsOf(text)).not.toContain('contradicted');
  });

  it('credits nothing that is denied', async () => {
    const ledger = await ledgerOf('The USSR never joined the League of Nations.');
    expect(ledger.flatMap(({ points }) => points)).not.toContain('collective-security.joined-league');
  });

  it('says the same for the same essay', async () => {
    const text = readFileSync(join(essays, 'dev-04.md'), 'utf8');
    expect(await ledgerOf(text)).toEqual(await ledgerOf(text));
  });

  it('quotes every claim of every development essay exactly, in order and once, and gives a correction with every accusation', async () => {
    for (const name of readdirSync(essays).filter((one) => /^dev-\d+\.md$/u.test(one))) {
      const text = readFileSync(join(essays, name), 'utf8');
      let end = 0;
      for (const claim of await ledgerOf(text)) {
        expect(text.slice(claim.start, claim.end)).toBe(claim.quote);
        expect(claim.start).toBeGreaterThanOrEqual(end);
        expect(claim.quote.length).toBeLessThanOrEqual(300);
        if (claim.verdict === 'contradicted') expect(claim.correction).toBeTruthy();
        end = claim.end;
      }
    }
  });

  it('survives any text', async () => {
    for (const text of [
      'Stalin',
      '¡Qué va! 日本 and 1939…',
      'x'.repeat(5000),
      'In 1939. In 1938. In 1937.',
      'Stalin, , , and; (pact) — "signed" 23 August',
      '𝕊𝕥𝕒𝕝𝕚𝕟 signed',
      'pact '.repeat(3000),
    ])
      await expect(ledgerOf(text)).resolves.toBeInstanceOf(Array);
  });
});
