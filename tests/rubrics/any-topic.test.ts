import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Assessment } from '../../src/domain/assessment.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { loadRubrics } from '../../src/rubric-files.ts';
import { shippedRubric } from '../support/builders.ts';

const root = join(import.meta.dirname, '../..');
const rubric = shippedRubric();
const doomed = shippedRubric('collective-security-doomed');
const essay = readFileSync(join(root, 'fixtures/essays/dev-20.md'), 'utf8');
const deps = { engine: offlineEngine(), now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
const mark = async (text: string, against: Rubric) => (await markEssay({ submissionId: 'sub_1', text, rubric: against }, deps)).assessment;

/** Every file under src that people write, as text. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|tsx|mjs|html|css)$/u.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }));

describe('the code', () => {
  it('names no theme, card, person, state, place or treaty of the shipped bank', () => {
    const { lexicon, themes, cards } = rubric.bank;
    // words that are English before they are names of this topic
    const plain = new Set(['english', 'the west', 'western', 'reich']);
    const proper = Object.values(lexicon)
      .filter(({ kind }) => ['person', 'state', 'place', 'treaty'].includes(kind))
      .flatMap(({ names }) => names)
      .filter((name) => name.length > 3 && !plain.has(name.toLowerCase()));
    const titles = [...Object.values(themes).map(({ title }) => title), ...Object.values(cards)];
    const hyphened = Object.keys(themes).filter((theme) => theme.includes('-'));
    const found = sources.flatMap(({ name, text }) =>
      [...proper, ...titles, ...hyphened, ...Object.keys(rubric.bank.points), rubric.id, doomed.id, rubric.bank.id]
        .filter((word) => new RegExp(`(?<![\\p{L}\\d])${word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')}(?![\\p{L}\\d])`, 'iu').test(text))
        .map((word) => `${name}: ${word}`),
    );
    expect(sources.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });
});

describe('a second question on the same bank', () => {
  it('is a file of a page, and not the one that is used when none is named', () => {
    const file = readFileSync(join(root, 'rubrics/questions/collective-security-doomed.yaml'), 'utf8');
    expect(file.split('\n').length).toBeLessThan(100);
    expect(loadRubrics(join(root, 'rubrics')).map(({ id }) => id)).toEqual([rubric.id, doomed.id]);
    expect(doomed.bank).toEqual(rubric.bank);
  });

  it('marks an essay, in its own words', async () => {
    const assessment = await mark(essay, doomed);
    expect(Assessment.safeParse(assessment).error).toBeUndefined();
    expect(assessment.rubric.id).toBe(doomed.id);
    expect(assessment.mark?.outOf).toBe(25);
    expect(assessment.feedback.summary).toMatch(/a real chance of success|failure from the start/u);
  });

  it('reads its verdict from words that mean nothing to the first', async () => {
    const text = 'Litvinov toiled. The Soviet Union joined the League of Nations in 1934.\n\nFor Litvinov it was doomed. It was hopeless.';
    expect((await mark(text, doomed)).argument).toMatchObject({ balance: 'failure-only', line: 'par_2' });
    expect((await mark(text, rubric)).argument).toMatchObject({ balance: 'neither', line: null });
  });
});

describe('a rubric with points that nobody has reviewed', () => {
  const [id = '', point] = Object.entries(rubric.bank.points)[0] ?? [];
  const draft = {
    ...rubric,
    hash: 'sha256-draft',
    bank: { ...rubric.bank, points: { ...rubric.bank.points, ...(point && { [id]: { ...point, unreviewed: true } }) } },
  };

  it('gives the ledger and feedback but no mark, and says why', async () => {
    const [held, marked] = [await mark(essay, draft), await mark(essay, rubric)];
    expect(Assessment.safeParse(held).error).toBeUndefined();
    expect(held).toMatchObject({ status: 'needs_teacher', mark: null, criteria: [] });
    expect(held.reason).toMatch(/^This rubric is a draft\. 1 of its \d+ points has not been reviewed/u);
    expect(held.claims).toEqual(marked.claims);
    expect(held.feedback.nextSteps).toEqual(marked.feedback.nextSteps);
    expect(held.feedback.summary).not.toMatch(/level/u);
  });
});
