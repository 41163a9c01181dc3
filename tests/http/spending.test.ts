import { describe, expect, it, vi } from 'vitest';
import { tokensOf } from '../../src/domain/spending.ts';
import { inPractice } from '../../src/domain/submission.ts';
import { estimateDraft, estimateMarking } from '../../src/engines/openai/estimate.ts';
import { ADMIN, bearer, ESSAY, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { failing, fakeEngine, fakeModelEngine, gate } from '../support/fake-engine.ts';
import { PRICES } from '../support/prices.ts';

/** What marking ESSAY is expected to take where nothing was marked before. */
const ONE = tokensOf(estimateMarking(smallRubric(), ESSAY.length));
/** A clock that stands still until it is moved. */
function clock(start = '2026-11-25T10:00:00.000Z') {
  let at = Date.parse(start);
  return { now: () => new Date(at).toISOString(), to: (time: string) => (at = Date.parse(time)) };
}
/** An app with a model that takes exactly what is expected of ESSAY, and so many tokens a day. */
function capped(cap: number, { now, to } = clock(), engine = fakeModelEngine(ONE / 2)) {
  return { ...testApp(engine, { OPENAI_TOKEN_CAP_PER_DAY: String(cap) }, now), to };
}
const spending = async (app: TestApp, key = TEACHER) => (await app.app.request('/api/v1/spending', bearer(key))).json();
const everything = ({ store }: TestApp) => [store.counts(), store.audit(100), store.spending(9), store.rubrics()];
const post = (app: TestApp, path: string, body: unknown, type = 'application/json') =>
  app.app.request(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': type, ...bearer(TEACHER).headers },
    body: JSON.stringify(body),
  });
/** An essay that is in the queue, as if it had been handed in when there was room for it. */
function taken({ store, queue }: TestApp, text: string, at: string): string {
  const essay = {
    id: 'sub_taken',
    text,
    rubricId: 'small',
    rubricVersion: 1,
    candidate: null,
    state: 'waiting' as const,
    createdAt: at,
    ...inPractice,
  };
  store.addSubmission(essay, { at, actor: 'a', role: 'student', action: 'submit-essay', subject: essay.id, detail: null });
  queue.wake();
  return essay.id;
}
const edit = { question: { title: 'Edited' } };
const preview = (app: TestApp, more = '') =>
  post(app, `rubrics/small/preview?limit=1&mayAsk=4${more}`, edit, 'application/merge-patch+json');

describe('what the model takes', () => {
  it('is counted by day for staff, with money only where prices are known, and outlives the essay', async () => {
    const time = clock();
    const app = testApp(fakeModelEngine(300), { OPENAI_PRICES: JSON.stringify(PRICES), OPENAI_TOKEN_CAP_PER_DAY: '900000' }, time.now);
    const { id } = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    await app.app.request(`/api/v1/submissions/${id}`, { method: 'DELETE' });
    const first = { day: '2026-11-25', requests: 2, inputTokens: 400, cachedTokens: 0, outputTokens: 200, tokens: 600, money: 0.0024 };
    expect(await spending(app)).toEqual({
      cap: { tokens: 900_000, money: null },
      prices: PRICES,
      today: first,
      left: { tokens: 899_400, money: null },
      until: '2026-11-26T00:00:00.000Z',
      days: [first],
    });
    time.to('2026-11-26T00:00:00.000Z');
    expect(await spending(app, ADMIN)).toMatchObject({ today: { day: '2026-11-26', tokens: 0 }, left: { tokens: 900_000 }, days: [first] });
  });

  it('is told in tokens alone where no prices are known, and nothing is counted of an engine without a model', async () => {
    const app = testApp(fakeEngine());
    await app.submit(ESSAY, {}, '?wait=10');
    expect(await spending(app)).toMatchObject({
      cap: { tokens: null, money: null },
      prices: null,
      today: { tokens: 0, money: null },
      left: { tokens: null, money: null },
      days: [],
    });
  });

  it('is counted when the marking fails too, and for a preview', async () => {
    const time = clock();
    const engine = fakeModelEngine(300);
    const app = testApp({ ...engine, readArgument: async () => failing('No answer.')() as never }, {}, time.now);
    await app.submit(ESSAY, {}, '?wait=10');
    expect((await spending(app)).today).toMatchObject({ requests: 1, tokens: 300 });
    await preview(testApp(engine, {}, time.now));
    const other = testApp(engine, {}, time.now);
    await preview(other);
    expect((await spending(other)).today).toMatchObject({ requests: 4, tokens: 1200 });
  });

  it('is for staff', async () => {
    const { app } = testApp();
    expect((await app.request('/api/v1/spending')).status).toBe(401);
    for (const query of ['days=0', 'days=x', 'month=1'])
      expect((await app.request(`/api/v1/spending?${query}`, bearer(TEACHER))).status).toBe(422);
  });
});

describe('an essay for which the cap leaves no room', () => {
  it('is refused before anything is kept, and taken when the day has turned', async () => {
    const app = capped(2 * ONE - 1);
    expect((await app.submit(ESSAY, {}, '?wait=10')).status).toBe(200);
    const before = everything(app);
    const reply = await app.submit(`${ESSAY} Zanzibar`);
    expect(reply.status).toBe(429);
    expect(reply.headers.get('retry-after')).toBe(String(14 * 3600));
    const problem = await reply.json();
    expect(problem).toMatchObject({ code: 'spending-cap', type: '/problems/spending-cap', status: 429 });
    expect(problem.detail).toMatch(/midnight UTC\. Nothing was kept\.$/);
    expect(JSON.stringify(problem) + app.logged()).not.toMatch(/Zanzibar|pact/);
    expect(everything(app)).toEqual(before);
    app.to('2026-11-26T00:00:00.000Z');
    expect((await app.submit(ESSAY, {}, '?wait=10')).status).toBe(200);
  });

  it('is refused for what is promised to essays that wait already, and a marked one is not marked again', async () => {
    const { before, open } = gate();
    let held = false;
    const app = capped(
      3 * ONE,
      clock(),
      fakeModelEngine(ONE / 2, (...given) => (held ? before(...given) : undefined)),
    );
    const { id } = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    held = true;
    expect((await app.submit(ESSAY)).status).toBe(202);
    expect((await app.submit(ESSAY)).status).toBe(202);
    expect((await app.submit(ESSAY)).status).toBe(429);
    const again = await post(app, `submissions/${id}/remark`, {});
    expect([again.status, (await again.json()).detail]).toEqual([429, expect.stringContaining('In figures: ')]);
    expect(app.store.submission(id)?.submission.state).toBe('marked');
    open();
  });

  it('is refused for money too', async () => {
    const env = { OPENAI_PRICES: JSON.stringify(PRICES), OPENAI_MONEY_CAP_PER_DAY: '0.000001' };
    const app = testApp(fakeModelEngine(300), env);
    const reply = await app.submit(ESSAY);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, null]);
    expect((await reply.json()).detail).toContain('waiting does not help');
    expect(app.store.counts().submissions).toBe(0);
  });

  it('is no matter for the offline engine', async () => {
    const app = testApp(fakeEngine(), { OPENAI_TOKEN_CAP_PER_DAY: '1' });
    expect((await app.submit(ESSAY, {}, '?wait=10')).status).toBe(200);
  });
});

describe('an essay that waits when the cap is reached', () => {
  it('stays waiting, says why and until when, and is marked when the day has turned', async () => {
    const time = clock();
    const app = capped(2 * ONE, time);
    // others have spent what there was room for when it was taken
    app.store.addSpending('2026-11-25', { requests: 1, inputTokens: ONE + 1, cachedTokens: 0, outputTokens: 0 });
    const id = taken(app, ESSAY, time.now());
    const seen = await app.marked(id);
    expect(seen.headers.get('retry-after')).toBe(String(14 * 3600));
    expect(await seen.json()).toMatchObject({
      state: 'waiting',
      assessment: null,
      putOff: { until: '2026-11-26T00:00:00.000Z', reason: expect.stringContaining('when there is room') },
    });
    expect(app.logged()).not.toMatch(/pact|Poland/);
    app.to('2026-11-26T00:00:00.000Z');
    expect(await (await app.marked(id)).json()).toMatchObject({ state: 'marked', putOff: null, assessment: { engine: { id: 'openai' } } });
  });

  it('goes to a teacher, without a mark, when no day would have room for it', async () => {
    const time = clock();
    const app = capped(ONE, time);
    const id = taken(app, `${ESSAY}\n\n`.repeat(20), time.now());
    expect(await (await app.marked(id)).json()).toMatchObject({
      state: 'needs_teacher',
      assessment: { mark: null, reason: expect.stringContaining('whole day') },
    });
    expect((await spending(app)).today.tokens).toBe(0);
  });

  it('never passes the cap together with others that are marked at the same time', async () => {
    const app = capped(3 * ONE);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await (await app.submit(ESSAY)).json()).id);
    app.store.addSpending('2026-11-25', { requests: 1, inputTokens: ONE, cachedTokens: 0, outputTokens: 0 });
    await vi.waitFor(() => expect(app.store.counts().waiting).toBe(1), { timeout: 4000 });
    expect((await spending(app)).today.tokens).toBeLessThanOrEqual(3 * ONE);
    await vi.waitFor(() => expect(ids.filter((id) => app.store.putOff(id))).toHaveLength(1), { timeout: 4000 });
  });
});

describe('previews and drafts by a model', () => {
  const notes = 'Hitler came to power in January 1933.\nThe Dawes Plan of 1924 lent money to Germany.';
  const question = 'How far did the Weimar Republic recover?';

  it('are refused at the cap, with figures, and ask and write nothing', async () => {
    const engine = fakeModelEngine(300);
    const env = {
      OPENAI_TOKEN_CAP_PER_DAY: '100',
      OPENAI_API_KEY: 'sk-secret-of-the-test',
      OPENAI_MODEL: 'm',
      OPENAI_BASE_URL: 'http://127.0.0.1:9',
    };
    const app = testApp(engine, env);
    const before = everything(app);
    for (const reply of [await preview(app), await post(app, 'rubrics/draft', { question, notes })]) {
      const problem = await reply.json();
      expect([reply.status, problem.code]).toEqual([429, 'spending-cap']);
      expect(problem.detail).toMatch(/In figures: 0 tokens are spent, this would take about [\d,]+ tokens, and the cap is 100 tokens\.$/);
      expect(JSON.stringify(problem)).not.toMatch(/sk-secret|Dawes/);
    }
    expect(engine.seen).toEqual([]);
    expect(everything(app)).toEqual(before);
  });

  it('that ask nothing of a model are never refused', async () => {
    const app = testApp(fakeModelEngine(300), { OPENAI_TOKEN_CAP_PER_DAY: '1' });
    expect((await post(app, 'rubrics/draft', { question, notes, engine: 'offline' })).status).toBe(200);
    expect((await preview(app, '&engine=offline')).status).toBe(200);
    const counted = await post(app, 'rubrics/small/preview?limit=1', edit, 'application/merge-patch+json');
    expect([counted.status, (await counted.json()).asks]).toEqual([200, { needed: 4, allowed: 0, asked: 0 }]);
  });

  it('are counted when the model fails', async () => {
    const env = {
      OPENAI_API_KEY: 'sk-secret-of-the-test',
      OPENAI_MODEL: 'm',
      OPENAI_BASE_URL: 'http://127.0.0.1:9',
      OPENAI_MAX_RETRIES: '0',
    };
    const app = testApp(fakeModelEngine(300), env);
    expect((await post(app, 'rubrics/draft', { question, notes })).status).toBe(502);
    expect((await spending(app)).today).toMatchObject({ requests: 2, tokens: 0 });
    expect(tokensOf(estimateDraft(question, notes))).toBeGreaterThan(1000);
  });
});
