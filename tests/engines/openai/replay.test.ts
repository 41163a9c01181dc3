import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLines, checkRecordings, isComplete } from '../../../src/cli/record-check.ts';
import { readManifest } from '../../../src/cli/record-manifest.ts';
import { readWordings } from '../../../src/cli/wording-report.ts';
import { Bank, Question } from '../../../src/domain/rubric-parts.ts';
import { bankProblems, questionProblems } from '../../../src/domain/rubric-rules.ts';
import { openaiDrafter } from '../../../src/engines/openai/openai-drafter.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { constantPart, referencesOf } from '../../../src/engines/openai/prompts.ts';
import { recordedModel, replayingFetch } from '../../../src/engines/openai/recordings.ts';
import { makeReader } from '../../../src/make-reader.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { shippedRubric } from '../../support/builders.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const recordings = join(fixtures, 'recordings');
const RECORDED = ['dev-12', 'dev-14'];

const essay = (name: string) => readFileSync(join(fixtures, 'essays', `${name}.md`), 'utf8');
const over = (fetcher: typeof fetch) => ({
  baseURL: 'http://replay.invalid/v1',
  apiKey: 'none',
  model: recordedModel(recordings),
  timeoutMs: 5000,
  maxRetries: 0,
  fetch: fetcher,
});
const engineOver = (fetcher: typeof fetch) => openaiEngine(over(fetcher));
const draftWeimar = (fetcher: typeof fetch) =>
  openaiDrafter(over(fetcher), makeReader()).draft(
    'How far did the Weimar Republic recover between 1924 and 1929?',
    readFileSync(join(fixtures, 'drafts/weimar-notes.txt'), 'utf8'),
    'essay-25',
  );

/** Marks an essay through the real SDK over the recorded exchanges of a real model; touches no network. */
async function replay(name: string) {
  const engine = engineOver(replayingFetch(recordings));
  const text = essay(name);
  const { assessment, exchanges } = await markEssay(
    { submissionId: 'sub_1', text, rubric: shippedRubric() },
    { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix) => `${prefix}_1` },
  );
  return { text, assessment, exchanges };
}

describe('what every request begins with', () => {
  it('is the same for a rubric, to the letter, and no longer than 50,000 characters', () => {
    const [one, other] = [shippedRubric(), structuredClone(shippedRubric())].map((rubric) => constantPart(rubric, referencesOf(rubric)));
    expect(other).toEqual(one);
    expect(one?.ledger.length).toBeLessThan(50_000);
    expect(one?.argument.length).toBeLessThan(4_000);
  });
});

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

  it('draft a rubric on another topic, every point of it with wordings, and nothing reviewed', async () => {
    const { bank, question, lines, warnings, exchanges } = await draftWeimar(replayingFetch(recordings));
    const rubric = { bank: Bank.parse(bank), question: Question.parse(question) };
    expect([...bankProblems(rubric.bank), ...questionProblems(rubric.question, rubric.bank)]).toEqual([]);
    expect(exchanges.map(({ failure, answeringModel }) => [failure, answeringModel])).toEqual(Array(3).fill([null, 'relay']));
    expect(lines).toHaveLength(12);
    const points = Object.entries(rubric.bank.points);
    for (const [id, { wordings, misconceptions, unreviewed, meets }] of points) {
      expect(wordings.length, id).toBeGreaterThanOrEqual(6);
      expect([unreviewed, meets.length > 0, misconceptions.length > 0], id).toEqual([true, true, true]);
    }
    expect(Object.keys(rubric.bank.themes).length).toBeGreaterThan(2);
    expect(Object.keys(rubric.question.argument.for).length).toBeGreaterThan(1);
    for (const { field } of warnings) expect(points.map(([id]) => `/bank/points/${id}`)).toContain(field);
  });

  it('of a draft give wordings that make their point, and call no right text wrong once it is reviewed', async () => {
    const bank = Bank.parse((await draftWeimar(replayingFetch(recordings))).bank);
    for (const point of Object.values(bank.points)) delete point.unreviewed;
    const { findings, totals } = readWordings(bank);
    const of = (kind: string) => findings.filter((finding) => finding.kind === kind);
    expect(of('accused')).toEqual([]);
    expect(totals.wordings).toBeGreaterThan(80);
    expect(of('missed').length / totals.wordings).toBeLessThan(0.5);
  });

  it('are what their list names, nothing missing, stale or unused, and hold no key', async () => {
    const { model, works } = readManifest(recordings, join(fixtures, '../rubrics'));
    const check = await checkRecordings(recordings, model, works);
    expect(checkLines(check, 'fixtures/recordings')).toEqual([expect.stringMatching(/^\d+ answers in fixtures\/recordings: all that/u)]);
    expect(isComplete(check)).toBe(true);
    const files = readdirSync(recordings).filter((name) => name.endsWith('.json'));
    for (const file of files) expect(readFileSync(join(recordings, file), 'utf8')).not.toMatch(/authorization|api[-_]key|bearer/iu);
  });
});
