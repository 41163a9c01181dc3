import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../src/domain/engine-failure.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { completingFetch, recordedModel, recordingFetch, replayingFetch } from '../../../src/engines/openai/recordings.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { readEssay } from '../../../src/marking/read-essay.ts';
import { smallRubric } from '../../support/builders.ts';
import { type Answer, completion, fakeProvider, status } from '../../support/fake-provider.ts';
import { ledgerReply } from '../../support/model-replies.ts';

const rubric = smallRubric();
const text = 'Stalin signed the pact in 1939. It was a success because he gained time.\n\nHitler attacked in 1941 and the policy failed.';
const essay = readEssay(text);
const ledger = (...claims: Parameters<typeof ledgerReply>) => completion(JSON.stringify(ledgerReply(...claims)));
const ARGUMENT = JSON.stringify({
  paragraphs: [
    { n: 2, mode: 'asserts', link: 'none' },
    { n: 1, mode: 'explains', link: 'explicit' },
  ],
  line: 1,
  criteria: 'none',
  counterArgument: 'absent',
  balance: 'both',
  judgement: 'asserted',
  best: 1,
  rewrite: 2,
  summary: 's',
  strength: 's',
  advice: 'a',
});
const argument = completion(ARGUMENT);

let provider: Awaited<ReturnType<typeof fakeProvider>> | undefined;
afterEach(async () => {
  await provider?.close();
  provider = undefined;
});

async function engineFacing(...answers: Answer[]) {
  provider = await fakeProvider(...answers);
  return openaiEngine({ baseURL: provider.baseURL, apiKey: 'sk-secret', model: 'some-model', timeoutMs: 400, maxRetries: 0 });
}
const mark = (engine: ReturnType<typeof openaiEngine>) =>
  markEssay(
    { submissionId: 'sub_1', text, rubric, candidate: 'Ann Policy' },
    { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix) => `${prefix}_1` },
  );

describe('the openai engine', () => {
  it('turns two schema-bound answers into a marked essay and keeps both exchanges', async () => {
    const { assessment, exchanges } = await mark(await engineFacing(ledger({}, { from: 3, to: 3, points: ['p2', 'p99'] }), argument));
    expect(assessment.status).toBe('marked');
    expect(assessment.claims.map(({ quote, points }) => [quote, points])).toEqual([
      ['Stalin signed the pact in 1939.', ['theme-1.point-1']],
      ['because he gained time.', ['theme-1.point-2']],
    ]);
    expect(assessment.engine).toMatchObject({ id: 'openai', model: 'some-model-answering' });
    expect(assessment.usage).toMatchObject({ requests: 2, inputTokens: 200, cachedTokens: 120, outputTokens: 40 });
    expect(exchanges.map(({ purpose, status, failure }) => [purpose, status, failure])).toEqual([
      ['claims', 200, null],
      ['argument', 200, null],
    ]);
    expect(JSON.stringify(exchanges)).not.toContain('sk-secret');
  });

  it('sends no name of the candidate, and still quotes the essay as it was written', async () => {
    const { assessment } = await mark(await engineFacing(ledger({}), argument));
    const sent = JSON.parse(provider?.asked[0]?.body ?? '{}').messages[1].content;
    expect(sent).not.toContain('policy');
    expect(sent).toContain('and the XXXXXX failed');
    expect(assessment.claims[0]?.quote).toBe('Stalin signed the pact in 1939.');
  });

  it('begins every request of a rubric with the same words', async () => {
    const engine = await engineFacing(ledger({}));
    await engine.checkClaims(essay, rubric);
    await engine.checkClaims(readEssay('Quite another essay about something else.'), rubric);
    const [first, second] = (provider?.asked ?? []).map(({ body }) => JSON.parse(body).messages[0].content);
    expect(first).toBe(second);
  });

  it('drops clauses that do not exist, claims that overlap, and accusations without a correction', async () => {
    const engine = await engineFacing(
      ledger(
        { from: 99, to: 99 },
        { from: 2, to: 3 },
        { from: 3, to: 3 },
        { from: 1, to: 4 },
        { from: 4, to: 4, verdict: 'contradicted', correction: ' ' },
      ),
      argument,
    );
    const { assessment } = await mark(engine);
    expect(assessment.claims.map(({ quote }) => quote)).toEqual(['It was a success because he gained time.']);
  });

  it('gives no credit that rests on nothing', async () => {
    const { assessment } = await mark(await engineFacing(ledger({ points: ['p999'] }), argument));
    expect(assessment.claims[0]).toMatchObject({ verdict: 'unverified', cards: [] });
  });

  it('gives no mark to a long essay in which the model names no claim, nor where a paragraph is passed over or told twice', async () => {
    const long = `${text} ${'He waited and he gained time. '.repeat(30)}`;
    const told = (...numbers: number[]) => {
      const reply = JSON.parse(ARGUMENT);
      return completion(JSON.stringify({ ...reply, paragraphs: numbers.map((n) => ({ n, mode: 'explains', link: 'none' })) }));
    };
    const engine = await engineFacing(ledger());
    await expect(engine.checkClaims(readEssay(long), rubric)).rejects.toThrow(/named no claim/u);
    await provider?.close();
    for (const numbers of [[1], [1, 1], [1, 2, 2], [1, 2, 3]]) {
      const { assessment, exchanges } = await mark(await engineFacing(ledger({}), told(...numbers)));
      expect(assessment).toMatchObject({ status: 'needs_teacher', mark: null });
      expect(exchanges).toHaveLength(2);
      await provider?.close();
    }
  });

  it('lets the model word the feedback, in bounds', async () => {
    const said = {
      ...JSON.parse(ARGUMENT),
      best: 1,
      summary: `It takes   a line. ${'And on. '.repeat(200)}`,
      strength: 'A date that counts.',
      advice: 'Say why.',
    };
    const { assessment } = await mark(await engineFacing(ledger({}), completion(JSON.stringify(said))));
    expect(assessment.feedback.summary).toMatch(/^It takes a line\. And on\..* … As a whole/u);
    expect(assessment.feedback.summary.length).toBeLessThan(1_000);
    expect(assessment.feedback.nextSteps.filter(({ advice }) => advice === 'Say why.')).toEqual([
      expect.objectContaining({ quote: 'It was a success because he gained time.' }),
    ]);
    expect(assessment.feedback.strengths).toEqual([expect.stringMatching(/^“Stalin signed .*” A date that counts\.$/u)]);
  });

  it('keeps the first exchange when the second call fails', async () => {
    const { assessment, exchanges } = await mark(await engineFacing(ledger({}), status(500)));
    expect(assessment.status).toBe('needs_teacher');
    expect(exchanges.map(({ purpose, failure }) => [purpose, Boolean(failure)])).toEqual([
      ['claims', false],
      ['argument', true],
    ]);
  });
});

describe('recordings', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'recordings-'));

  it('replay what was recorded, without a network and without a key', async () => {
    const dir = folder();
    provider = await fakeProvider(ledger({}), argument);
    const options = { apiKey: 'sk-secret', model: 'some-model', timeoutMs: 400, maxRetries: 0 };
    const live = await mark(openaiEngine({ ...options, baseURL: provider.baseURL, fetch: recordingFetch(dir) }));
    await provider.close();
    const again = await mark(openaiEngine({ ...options, apiKey: 'other', model: recordedModel(dir), fetch: replayingFetch(dir) }));
    const still = ({ usage, ...rest }: typeof live.assessment) => ({ ...rest, usage: { ...usage, milliseconds: 0 } });
    expect(still(again.assessment)).toEqual(still(live.assessment));
    for (const file of readdirSync(dir)) expect(readFileSync(join(dir, file), 'utf8')).not.toContain('sk-secret');
  });

  it('fail when the request has changed by a letter, and say which command records it', async () => {
    const dir = folder();
    provider = await fakeProvider(ledger({}));
    const options = { apiKey: 'k', model: 'some-model', timeoutMs: 400, maxRetries: 0 };
    await openaiEngine({ ...options, baseURL: provider.baseURL, fetch: recordingFetch(dir) }).checkClaims(essay, rubric);
    const replay = openaiEngine({ ...options, fetch: replayingFetch(dir) });
    await expect(replay.checkClaims(readEssay(text.replace('1939', '1938')), rubric)).rejects.toThrow(/record ESSAY\.md/u);
    await expect(replay.checkClaims(readEssay(text.replace('1939', '1938')), rubric)).rejects.toBeInstanceOf(EngineFailure);
  });

  it('fail when the request inside the file was edited by hand', async () => {
    const dir = folder();
    provider = await fakeProvider(ledger({}));
    const options = { apiKey: 'k', model: 'some-model', timeoutMs: 400, maxRetries: 0 };
    await openaiEngine({ ...options, baseURL: provider.baseURL, fetch: recordingFetch(dir) }).checkClaims(essay, rubric);
    const [file = ''] = readdirSync(dir);
    writeFileSync(join(dir, file), readFileSync(join(dir, file), 'utf8').replace('You check the claims', 'You praise the claims'));
    await expect(openaiEngine({ ...options, fetch: replayingFetch(dir) }).checkClaims(essay, rubric)).rejects.toThrow(/No recording/u);
  });

  it('give each round its own answer, the first unless told otherwise, and a retry with the round it belongs to', async () => {
    const dir = folder();
    provider = await fakeProvider(ledger({}), status(429, { 'retry-after': '0' }), ledger({ verdict: 'partly' }));
    const over = (fetch: typeof globalThis.fetch) =>
      openaiEngine({ apiKey: 'k', model: 'some-model', timeoutMs: 4000, maxRetries: 1, baseURL: provider?.baseURL ?? '', fetch });
    const verdict = async (fetch: typeof globalThis.fetch) => (await over(fetch).checkClaims(essay, rubric)).value[0]?.verdict;
    for (const round of [1, 2]) await verdict(recordingFetch(dir, undefined, round));
    await provider.close();
    expect(readdirSync(dir)).toHaveLength(1);
    const recording = JSON.parse(readFileSync(join(dir, readdirSync(dir)[0] ?? ''), 'utf8'));
    const statuses = (replies: { status: number }[]) => replies.map((reply) => reply.status);
    expect([statuses(recording.replies), statuses(recording.rounds[2])]).toEqual([[200], [429, 200]]);
    for (const _time of [1, 2]) expect(await verdict(replayingFetch(dir))).toBe('supported');
    expect(await verdict(replayingFetch(dir, 2))).toBe('partly');
    await expect(verdict(replayingFetch(dir, 3))).rejects.toThrow(/round 3.*--times 3/u);
  });

  it('are completed by what is missing or was only refused, and by nothing that is being asked already', async () => {
    const dir = folder();
    provider = await fakeProvider(status(429, { 'retry-after': '0' }), status(500), ledger({}));
    const { baseURL } = provider;
    const over = (maxRetries: number) =>
      openaiEngine({ apiKey: 'k', model: 'some-model', timeoutMs: 4000, maxRetries, baseURL, fetch: completingFetch(dir) });
    await expect(over(0).checkClaims(essay, rubric)).rejects.toBeInstanceOf(EngineFailure);
    const engine = over(1);
    const both = await Promise.all([engine.checkClaims(essay, rubric), engine.checkClaims(essay, rubric)]);
    expect(both.map(({ value }) => value.length)).toEqual([1, 1]);
    await over(0).checkClaims(essay, rubric);
    expect(provider.asked).toHaveLength(3);
  });
});
