import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leaveOneOut } from '../../src/cli/leave-one-out.ts';
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

  it('keeps every id that essays have been marked with', () => {
    const known = readFileSync(join(import.meta.dirname, 'point-ids.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(known).toHaveLength(135);
    expect(known.filter((id) => !Object.hasOwn(bank.points, id))).toEqual([]);
  });

  it('has at least twelve wordings for each of the sixty points that essays make most, and six for the others', () => {
    const sixty: { id: string }[] = JSON.parse(readFileSync(join(essays, '../phrasings/points.json'), 'utf8'));
    const common = new Set(sixty.map(({ id }) => id));
    expect(common.size).toBe(60);
    expect(points.filter(([id, { wordings }]) => new Set(wordings).size < (common.has(id) ? 12 : 6)).map(([id]) => id)).toEqual([]);
  });

  it('has twins that name each other', () => {
    for (const [id, { twins }] of points)
      for (const twin of twins) {
        expect(bank.points[twin]?.twins, `${id} and ${twin}`).toContain(id);
        expect(twin).not.toBe(id);
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

describe('the shipped bank, with one wording left out', () => {
  const left = leaveOneOut(bank);

  it('credits it by the rest of its point in at least .80 of cases', () => {
    expect(left.wordings).toBeGreaterThan(2000);
    expect(left.credited / left.wordings).toBeGreaterThanOrEqual(0.8);
  });

  it('credits at most .05 of the wrong facts that it foresees', () => {
    expect(left.errors).toBeGreaterThan(500);
    expect(left.praised / left.errors).toBeLessThanOrEqual(0.05);
  });

  it('shows that it can fail: bare names credit no wording that is left out, and a wrong fact is praised where nothing foresees it', () => {
    const few = structuredClone(bank);
    for (const entry of [...Object.values(few.points), ...Object.values(few.beyond)]) entry.meets = [];
    const { credited, wordings } = leaveOneOut({ ...few, beyond: {} });
    expect(credited / wordings).toBeLessThan(0.3);
    expect(left.praisedUnforeseen).toBeGreaterThan(left.praised);
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
