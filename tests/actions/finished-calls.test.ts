import { afterEach, describe, expect, it } from 'vitest';
import { servedIn } from '../../src/actions/finished-calls.ts';
import { handToTeacher, markSubmission } from '../../src/actions/mark-submission.ts';
import { replayAssessment } from '../../src/actions/replay-assessment.ts';
import { submitEssay } from '../../src/actions/submit-essay.ts';
import { student, system } from '../../src/domain/actor.ts';
import { dayOf } from '../../src/domain/spending.ts';
import { type Exchange, usageOf } from '../../src/domain/submission.ts';
import { meteredEngine } from '../../src/engines/metered.ts';
import { openaiEngine } from '../../src/engines/openai/openai-engine.ts';
import { replayEngine } from '../../src/make-engine.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { smallRubric } from '../support/builders.ts';
import { type Answer, completion, fakeProvider } from '../support/fake-provider.ts';
import { argumentReplyText, ledgerReply } from '../support/model-replies.ts';
import { unlimited } from '../support/unlimited-budget.ts';

let provider: Awaited<ReturnType<typeof fakeProvider>> | undefined;
afterEach(async () => provider?.close());

const ledger = completion(JSON.stringify(ledgerReply({})));
const argument = completion(argumentReplyText);
const now = () => '2026-01-01T00:00:00.000Z';
const audit = { at: now(), actor: 'a', role: 'teacher', action: 'remark', subject: 'x', detail: null };

/** An essay in a store, and a model whose second request is where the time limit of its job ends. */
async function world(after: Answer[]) {
  const store = openStore(':memory:');
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  let stop = new AbortController();
  provider = await fakeProvider(ledger, () => stop.abort(new Error('too long')), ...after);
  const { baseURL, asked } = provider;
  const model = openaiEngine({ baseURL, apiKey: 'k', model: 'm', timeoutMs: 10_000, maxRetries: 0 });
  const engine = meteredEngine(model, (exchanges) => store.addSpending(dayOf(now()), usageOf(exchanges)));
  let n = 0;
  const deps = { store, ...unlimited(store, now), engine, now, newId: (prefix: string) => `${prefix}_${++n}` };
  const { id } = submitEssay(student, { text: ESSAY }, { ...deps, queue: { wake: () => {} } as Queue });
  const claim = () => {
    const job = store.claimJob('2027', '2028');
    if (!job) throw new Error('no job');
    return job;
  };
  const mark = () => {
    stop = new AbortController();
    return markSubmission(system, claim(), deps, stop.signal);
  };
  const purposes = () => asked.map(({ body }): string => JSON.parse(body).response_format.json_schema.name);
  const replayed = async (made: string) => (await replayAssessment(system, made, { store, engineOf: replayEngine })).differences;
  return { store, deps, id, claim, mark, purposes, replayed };
}

describe('a job whose time ran out after the first answer', () => {
  it('keeps that answer, and asks only for the other when it is tried again', async () => {
    const { store, id, claim, mark, purposes, replayed } = await world([argument]);
    await expect(mark()).rejects.toThrow('too long');
    expect(store.submission(id)).toMatchObject({ submission: { state: 'waiting' }, assessment: null });
    expect(store.finishedCalls(id)).toMatchObject([{ purpose: 'claims', failure: null }]);
    store.releaseLeases();
    const made = await mark();
    expect(purposes()).toEqual(['claims', 'argument', 'argument']);
    expect(made).toMatchObject({ status: 'marked', usage: { requests: 2, inputTokens: 200, outputTokens: 40 } });
    expect(store.exchanges(made?.id ?? '').map(({ purpose }) => purpose)).toEqual(['claims', 'argument']);
    // the request that was broken off was made too, and nobody knows what it took
    expect(store.spentOn(dayOf(now()))).toEqual({ requests: 3, inputTokens: 200, cachedTokens: 120, outputTokens: 40 });
    expect(await replayed(made?.id ?? '')).toEqual([]);
    expect(store.finishedCalls(id)).toEqual([]);
    expect(claim).toThrow('no job');
  });

  it('hands that answer over to the teacher with it when it is given up, and a marking after that has no need to ask again', async () => {
    const { store, deps, id, claim, mark, purposes, replayed } = await world([argument]);
    await expect(mark()).rejects.toThrow('too long');
    const paid = store.finishedCalls(id);
    store.releaseLeases();
    const handed = handToTeacher(system, claim(), 'Marking failed each time it was tried.', deps);
    expect(handed).toMatchObject({ status: 'needs_teacher', mark: null, usage: { requests: 1, inputTokens: 100, outputTokens: 20 } });
    expect([store.exchanges(handed?.id ?? ''), store.finishedCalls(id)]).toEqual([paid, []]);
    expect(await replayed(handed?.id ?? '')).toEqual([]);
    store.addRemark(id, 1, audit);
    const made = await mark();
    expect(made).toMatchObject({ status: 'marked', usage: { requests: 2 } });
    expect(purposes()).toEqual(['claims', 'argument', 'argument']);
    expect(store.spentOn(dayOf(now()))).toMatchObject({ inputTokens: 200, outputTokens: 40 });
    expect(await replayed(made?.id ?? '')).toEqual([]);
  });
});

it('what an essay without a mark was answered serves again, but for the step that failed; that of a marked one does not', () => {
  const [claims, argued] = (['claims', 'argument'] as const).map((purpose) => ({ purpose }) as Exchange);
  if (!claims || !argued) throw new Error('two exchanges');
  const all = [claims, claims, argued];
  const failed = anAssessment('Essay.', [], {
    status: 'needs_teacher',
    flags: [{ kind: 'engine-failed', audience: 'teacher', detail: 'No answer.', start: null, end: null }],
  });
  const read = [{ id: 'par_1', start: 0, end: 6, mode: 'narrates' as const, link: 'none' as const, claims: [] }];
  expect(servedIn(anAssessment('Essay.', [], { status: 'marked' }), all)).toEqual([]);
  expect(servedIn({ ...failed, paragraphs: read }, all)).toEqual([claims, claims]);
  expect(servedIn({ ...failed, paragraphs: read }, [claims, claims])).toEqual([]);
  expect(servedIn({ ...failed, paragraphs: [] }, [claims])).toEqual([claims]);
  expect(servedIn({ ...failed, paragraphs: read, flags: [] }, all)).toEqual(all);
});
