import { afterEach, describe, expect, it } from 'vitest';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { openaiEngine } from '../../src/engines/openai/openai-engine.ts';
import { bearer, ESSAY, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { failing, fakeEngine } from '../support/fake-engine.ts';
import { type Answer, completion, fakeProvider } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';

const MERGE = 'application/merge-patch+json';
const P1 = 'theme-1.point-1';
const onPoint = (change: object | null) => ({ bank: { points: { [P1]: change } } });
/** What ESSAY's second paragraph says. */
const MEETS = onPoint({ meets: ['land poland'] });

const preview = ({ app }: TestApp, body: unknown, query = '?on=submissions', type = MERGE, id = 'small') =>
  app.request(`/api/v1/rubrics/${id}/preview${query}`, {
    method: 'POST',
    headers: { 'content-type': type, ...bearer(TEACHER).headers },
    body: JSON.stringify(body),
  });
async function submitted(app: TestApp, ...texts: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const text of texts) ids.push((await (await app.submit(text, {}, '?wait=10')).json()).id);
  return ids;
}

describe('a preview', () => {
  it('says which verdicts a draft moves in past essays, where and why, and writes nothing', async () => {
    const app = testApp(offlineEngine());
    const [id = ''] = await submitted(app, ESSAY);
    const kept = () => [app.store.audit(100), app.store.rubricVersions('small'), app.store.assessments(id), app.store.counts()];
    const before = kept();
    const reply = await preview(app, MEETS);
    expect(reply.status).toBe(200);
    const { moved, changes, ...rest } = await reply.json();
    expect(rest).toMatchObject({
      against: { version: 1 },
      engine: { id: 'offline' },
      essays: 1,
      marked: 1,
      asks: { needed: 0, allowed: 0, asked: 0 },
      totals: { verdicts: 1, unmarked: 0 },
      left: [],
    });
    expect(changes).toMatchObject([{ pointer: `/bank/points/${P1}/meets`, words: expect.stringContaining('land poland') }]);
    expect(moved).toMatchObject([
      { essay: id, verdicts: [{ after: { verdict: 'supported', points: [P1] }, because: [changes[0].words] }] },
    ]);
    const [{ start, end, quote }] = moved[0].verdicts;
    expect(ESSAY.slice(start, end)).toBe(quote);
    expect(quote).toContain('land in Poland');
    expect(kept()).toEqual(before);
  });

  it('reads the sample essays when it is not told otherwise, and takes a whole draft too', async () => {
    const app = testApp();
    const { question, bank, scheme } = app.store.rubric('small') ?? {};
    const reply = await preview(app, { question, bank, scheme }, '?limit=3', 'application/json');
    expect(await reply.json()).toMatchObject({ essays: 3, marked: 3, changes: [], moved: [], totals: { marksUp: 0, verdicts: 0 } });
  });

  it('tells an essay that the draft would leave without a mark', async () => {
    const app = testApp();
    const [id] = await submitted(app, ESSAY);
    const { moved, totals } = await (await preview(app, onPoint({ unreviewed: true }))).json();
    expect(totals.unmarked).toBe(1);
    expect(moved).toMatchObject([{ essay: id, after: { awarded: null, level: null, reason: expect.stringContaining('draft') } }]);
  });

  it('names an essay that the engine cannot read, and goes on with the others', async () => {
    const app = testApp(fakeEngine((essay) => (essay.text.includes('broken') ? failing('It broke.')() : undefined)));
    const [broken] = await submitted(app, `${ESSAY} broken`, ESSAY);
    expect(await (await preview(app, MEETS)).json()).toMatchObject({ marked: 1, left: [{ essay: broken, reason: 'It broke.' }] });
  });

  it('counts what would have to be asked, and asks no more than it may, newest essay first', async () => {
    const engine = fakeEngine();
    engine.asks = (_rubric, before) => (before ? 1 : 2);
    engine.again = () => engine;
    const app = testApp(engine);
    const [first, second] = await submitted(app, ESSAY, ESSAY);
    const none = await (await preview(app, MEETS)).json();
    expect([none.asks, none.marked, none.left]).toMatchObject([
      { needed: 4, allowed: 0 },
      0,
      [{ essay: second, asks: 2 }, { essay: first }],
    ]);
    const one = await (await preview(app, MEETS, '?on=submissions&mayAsk=3')).json();
    expect([one.marked, one.left]).toMatchObject([1, [{ essay: first, asks: 2, reason: expect.stringContaining('1 of the 3 allowed') }]]);
  });

  it.each([
    ['a draft that breaks a rule', onPoint({ phase: 'never' }), '', 'small', 422, 'rubric-invalid', `/bank/points/${P1}/phase`],
    ['another id', { question: { id: 'other' } }, '', 'small', 422, 'rubric-invalid', '/question/id'],
    ['a rubric that is none', {}, '', 'nonsense', 404, 'not-found', undefined],
    ['too many essays', {}, '?limit=201', 'small', 422, 'invalid-field', 'limit'],
    ['a field that is none', {}, '?cap=2', 'small', 422, 'invalid-field', 'cap'],
    ['an engine that is not set up', {}, '?engine=openai', 'small', 503, 'engine-not-configured', undefined],
  ])('is refused for %s', async (_, body, query, id, status, code, field) => {
    const reply = await preview(testApp(), body, query, MERGE, id);
    const problem = await reply.json();
    expect([reply.status, problem.code, problem.fields[0]?.field]).toEqual([status, code, field]);
  });
});

describe('a preview with a model', () => {
  let provider: Awaited<ReturnType<typeof fakeProvider>> | undefined;
  afterEach(() => provider?.close());

  const ledger = (points: string[]) => ledgerReply(...points.map((ref, i) => ({ from: i + 1, points: [ref] })));
  const argument = {
    paragraphs: [1, 2, 3].map((n) => ({ n, mode: 'explains', link: 'implicit' })),
    ...{ line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'asserted', best: 1, rewrite: null },
    ...{ summary: 's', strength: 's', advice: 'a' },
  };
  const answer: Answer = (response, body) => {
    const [system, essay] = body.messages.map(({ content }) => content);
    const some = system?.includes('Only these points') ? ledger([]) : ledger(['p1', 'p2']);
    completion(JSON.stringify(essay?.includes('"claims"') ? argument : some))(response, body);
  };
  async function withModel() {
    provider = await fakeProvider(answer);
    const app = testApp(openaiEngine({ baseURL: provider.baseURL, apiKey: 'k', model: 'm', timeoutMs: 2000, maxRetries: 0 }));
    const [id = ''] = await submitted(app, ESSAY);
    expect(provider.asked).toHaveLength(2);
    return { app, id, asked: provider.asked };
  }

  it('asks nothing for what the model does not read', async () => {
    const { app, asked } = await withModel();
    const told = await (await preview(app, { scheme: { criteria: { judgement: { essential: true } } } })).json();
    expect([told.asks, told.marked, asked.length]).toEqual([{ needed: 0, allowed: 0, asked: 0 }, 1, 2]);
  });

  it('asks about the changed points alone, when it may, and keeps what was said of the others', async () => {
    const { app, id, asked } = await withModel();
    const draft = onPoint({ proposition: 'It says something else now.' });
    expect(await (await preview(app, draft)).json()).toMatchObject({
      asks: { needed: 1, asked: 0 },
      marked: 0,
      left: [{ essay: id, asks: 1 }],
    });
    expect(asked).toHaveLength(2);
    const told = await (await preview(app, draft, '?on=submissions&mayAsk=1')).json();
    expect([told.asks, asked.length]).toEqual([{ needed: 1, allowed: 1, asked: 1 }, 3]);
    expect(asked[2]?.body).toContain('It says something else now.');
    expect(asked[2]?.body).not.toContain('theme-1.point-2 says');
    expect(told.moved).toMatchObject([
      { essay: id, verdicts: [{ before: { verdict: 'supported', points: [P1] }, after: { verdict: 'unverified', points: [] } }] },
    ]);
    expect(app.store.exchanges(app.store.assessments(id)[0]?.id ?? '')).toHaveLength(2);
  });
});
