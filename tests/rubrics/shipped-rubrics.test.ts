import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWordings } from '../../src/cli/wording-report.ts';
import type { Measure } from '../../src/domain/rubric-parts.ts';
import { shippedRubric } from '../support/builders.ts';

const rubric = shippedRubric();
const { bank } = rubric;
const points = Object.entries(bank.points);
const essays = join(import.meta.dirname, '../../fixtures/essays');

/** Every run of six words of a text, as one string each. */
function sixes(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\d']+/gu) ?? [];
  return words.slice(5).map((_, i) => words.slice(i, i + 6).join(' '));
}

describe('the shipped bank', () => {
  it('covers every card, and every theme with several points', () => {
    const cards = new Set(points.flatMap(([, point]) => point.cards));
    expect([...Array(27).keys()].map((n) => n + 1).filter((card) => !cards.has(card))).toEqual([]);
    for (const theme of Object.keys(bank.themes))
      expect(points.filter(([, point]) => point.theme === theme).length, theme).toBeGreaterThanOrEqual(4);
  });

  it('tells every misconception what is right, and gives every point a pattern and wordings', () => {
    for (const [id, entry] of [...points, ...Object.entries(bank.beyond)]) {
      expect(entry.meets.length, id).toBeGreaterThan(0);
      expect(entry.wordings.length, id).toBeGreaterThan(0);
      for (const one of entry.misconceptions) expect(one.correction.length, id).toBeGreaterThan(10);
    }
  });

  it('shares no six words in a row with a development essay', () => {
    const taken = new Set(
      readdirSync(essays)
        .filter((name) => /^dev-\d+\.md$/u.test(name))
        .flatMap((name) => sixes(readFileSync(join(essays, name), 'utf8'))),
    );
    const shared = [...points, ...Object.entries(bank.beyond)].flatMap(([id, entry]) =>
      entry.wordings.flatMap((text) =>
        sixes(text)
          .filter((six) => taken.has(six))
          .map((six) => `${id}: ${six}`),
      ),
    );
    expect(shared).toEqual([]);
  });

  it('is read as it was meant: no right wording is called wrong, and foreseen errors are caught', { timeout: 60_000 }, () => {
    const { findings, totals } = readWordings(bank);
    const of = (kind: string) => findings.filter((finding) => finding.kind === kind);
    expect(of('accused')).toEqual([]);
    expect(of('uncaught').length / totals.examples).toBeLessThan(0.05);
    expect(totals.credited / totals.examples).toBeLessThan(0.05);
    expect(of('missed').length / totals.wordings).toBeLessThan(0.05);
  });
});

describe('the shipped scheme', () => {
  it('has advice for every measure that a criterion asks for', () => {
    const { levels, targets } = rubric.scheme;
    for (const level of Object.values(levels))
      for (const [criterion, { needs }] of Object.entries(level.criteria))
        for (const measure of Object.keys(needs) as Measure[])
          expect(
            Object.values(targets).some((one) => one.criterion === criterion && one.measures.includes(measure)),
            `${criterion}: ${measure}`,
          ).toBe(true);
  });
});
