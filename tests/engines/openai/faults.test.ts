import { describe, expect, it } from 'vitest';
import { SHORT_WORDS } from '../../../src/domain/essay.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { bearer, TEACHER, testApp } from '../../support/app.ts';
import { type Answer, completion, hangUp, nobody, plain, silence, status } from '../../support/fake-provider.ts';
import {
  argument,
  argumentOf,
  expectKept,
  LEDGER,
  ledger,
  ledgerOf,
  MISSES_FIELD,
  mark,
  markFacing,
  options,
  provide,
  right,
  type Said,
  TEXT,
} from './facing-provider.ts';

const EMPTY = /answer was empty/u;
const NOT_JSON = /not JSON/u;
const NOT_FIT = /did not fit/u;

/** A fault, what the endpoint answers (the last answer for ever), and the failure of each exchange that is kept; null: it went well. */
type Fault = [fault: string, answers: Answer[], kept: (RegExp | null)[], more?: Partial<typeof options>];

const MENDED: Fault[] = [
  ['no JSON once', [completion('I would say'), ledger, argument], [NOT_JSON, null, null]],
  ['no JSON for the argument once', [ledger, completion('Well'), argument], [null, NOT_JSON, null]],
  ['JSON that breaks off once', [completion(LEDGER.slice(0, -9)), ledger, argument], [NOT_JSON, null, null]],
  ['JSON that misses a field once', [completion(MISSES_FIELD), ledger, argument], [NOT_FIT, null, null]],
  ['JSON that is no object once', [completion('null'), ledger, argument], [NOT_FIT, null, null]],
  ['an empty answer once', [completion(''), ledger, argument], [EMPTY, null, null]],
  ['a null answer once', [completion(null), ledger, argument], [EMPTY, null, null]],
  ['no choices once', [plain('{"choices":[]}'), ledger, argument], [EMPTY, null, null]],
  ['an error with status 200 once', [plain('{"error":{"message":"x"}}'), ledger, argument], [EMPTY, null, null]],
  ['fenced JSON', [completion(`\`\`\`json\n${LEDGER}\n\`\`\``), argument], [null, null]],
  ['fenced JSON with words around it', [completion(`Here {it} is:\n\`\`\`\n${LEDGER}\n\`\`\`\nDone.`), argument], [null, null]],
  ['words around the JSON', [completion(`Sure: ${LEDGER} That is all.`), argument], [null, null]],
  ['no usage figures', [completion(LEDGER, { usage: null }), argument], [null, null]],
  ['usage figures that are none', [completion(LEDGER, { usage: { prompt_tokens: null, completion_tokens: 'x' } }), argument], [null, null]],
  ['no name of the model', [plain(JSON.stringify({ choices: [{ message: { content: LEDGER } }] })), argument], [null, null]],
  ['429 without Retry-After once', [status(429), right], [/status 429/u, null, null], { maxRetries: 1 }],
  ['500 once', [status(500), right], [/status 500/u, null, null], { maxRetries: 1 }],
  ['503 twice, with a retry each', [status(503), ledger, status(503), argument], [/503/u, null, /503/u, null], { maxRetries: 1 }],
  ['silence once', [silence, right], [/in time/u, null, null], { maxRetries: 1, timeoutMs: 1000 }],
  ['a socket closed within the answer once', [hangUp, right], [/broke off/u, null, null], { maxRetries: 1 }],
];

const FATAL: Fault[] = [
  ['a refusal', [completion(null, { refusal: 'no' }), right], [/refused/u]],
  ['an answer cut off', [completion(LEDGER.slice(0, 40), { finish_reason: 'length' }), right], [/cut off/u]],
  ['whole JSON that was cut off', [completion(LEDGER, { finish_reason: 'length' }), right], [/cut off/u]],
  ['a filtered answer', [completion('', { finish_reason: 'content_filter' }), right], [/filter/u]],
  ['a refusal when asked to mend', [completion('x'), completion(null, { refusal: 'no' }), right], [NOT_JSON, /refused/u]],
  ['no JSON twice', [completion('I would say'), completion('I would still say'), right], [NOT_JSON, NOT_JSON]],
  ['another form twice', [completion('{"claims":[{"from":"one"}]}'), completion('{}'), right], [NOT_FIT, NOT_FIT]],
  ['two fenced answers twice', [completion(`\`\`\`\n${LEDGER}\n\`\`\`\nor\n\`\`\`\n${LEDGER}\n\`\`\``)], [NOT_JSON, NOT_JSON]],
  ['no choices twice', [plain('{"choices":[]}')], [EMPTY, EMPTY]],
  ['choices that are null twice', [plain('{"choices":null}')], [EMPTY, EMPTY]],
  ['a page instead of an answer', [plain('<p>Hello</p>', 200, 'text/html')], [/not that of a model/u]],
  ['nothing with status 200', [plain('')], [/not that of a model/u]],
  ['a body that is no JSON', [plain('{"id":')], [/could not be read/u]],
  ['a wrong key', [status(401)], [/did not accept the key/u], { maxRetries: 2 }],
  ['a model that does not exist', [status(404)], [/status 404/u], { maxRetries: 2 }],
  ['a request that is too long', [plain('{"error":{"message":"context length of 8000"}}', 400)], [/status 400/u], { maxRetries: 2 }],
  ['429 always', [status(429)], [/429/u, /429/u], { maxRetries: 1 }],
  ['429 with a wait of minutes', [status(429, { 'retry-after': '300' })], [/longer than a minute/u], { maxRetries: 2 }],
  ['429 until a later date', [status(429, { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' })], [/longer than/u], { maxRetries: 2 }],
  ['500 always', [status(500)], [/500/u, /500/u, /500/u], { maxRetries: 2 }],
  ['500 for the argument', [ledger, status(500)], [null, /500/u]],
  ['silence', [silence], [/in time/u, /in time/u], { maxRetries: 1, timeoutMs: 200 }],
  ['a socket closed within the answer', [hangUp], [/broke off/u, /broke off/u], { maxRetries: 1 }],
];

describe.concurrent('a fault that passes', () => {
  it.each(MENDED)('%s: the essay is marked, and every exchange is kept', async (_, answers, kept, more) => {
    const { assessment, exchanges } = await markFacing(answers, more);
    expect(assessment).toMatchObject({ status: 'marked', reason: null, usage: { requests: kept.length } });
    expect(assessment.claims.map(({ quote }) => quote)).toEqual(['Stalin signed the pact in 1939.', 'because he gained time.']);
    expectKept(exchanges, kept);
  });
});

describe.concurrent('a fault that stays', () => {
  it.each(FATAL)('%s: no mark, a plain reason, and every exchange is kept', async (_, answers, kept, more) => {
    const { assessment, exchanges } = await markFacing(answers, more);
    expect(assessment).toMatchObject({ status: 'needs_teacher', mark: null, criteria: [], claims: [] });
    expect(assessment.reason).toMatch(kept.at(-1) ?? /^$/u);
    expect(JSON.stringify([assessment.reason, assessment.flags])).not.toMatch(/sk-secret|essay text|pact|Hitler/u);
    expectKept(exchanges, kept);
  });

  it('says how often it was tried', async () => {
    const { assessment } = await markFacing([status(502)], { maxRetries: 1 });
    expect(assessment.reason).toBe('The model’s endpoint answered with status 502. It was tried 2 times.');
  });

  it('nobody at the address: no mark and a plain reason', async () => {
    const { assessment, exchanges } = await mark(openaiEngine({ ...options, maxRetries: 1, baseURL: await nobody() }));
    expect(assessment).toMatchObject({ status: 'needs_teacher', mark: null });
    expect(assessment.reason).toBe('The model’s endpoint could not be reached. It was tried 2 times.');
    expectKept(exchanges, [/reached/u, /reached/u]);
  });
});

describe('a submission', () => {
  it('leaves the submission where a teacher finds it, with the exchanges, and marks it when the model is back', async () => {
    const provider = await provide(status(500), right);
    const service = testApp(openaiEngine({ ...options, baseURL: provider.baseURL }), { ENGINE: 'offline' });
    const { id } = await (await service.submit(TEXT)).json();
    const { text, state, assessment } = await (await service.marked(id)).json();
    expect([text, state, assessment.mark]).toEqual([TEXT, 'needs_teacher', null]);
    expectKept(service.store.exchanges(assessment.id), [/status 500/u]);
    await service.app.request(`/api/v1/submissions/${id}/remark`, { method: 'POST', ...bearer(TEACHER) });
    expect(await (await service.marked(id)).json()).toMatchObject({ text: TEXT, state: 'marked' });
  });
});

describe('waiting as long as the endpoint asks', () => {
  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('in %s', async (_, wait) => {
    const started = Date.now();
    const { assessment } = await markFacing([(...to) => status(429, { 'retry-after': wait() })(...to), right], { maxRetries: 1 });
    expect(assessment.status).toBe('marked');
    expect(Date.now() - started).toBeGreaterThan(900);
  });
});

describe.concurrent('an answer that fits the form and not the essay', () => {
  const sentences = ['Stalin signed the pact in 1939.', 'It was a success because he gained time.'];
  it.each<[string, Said[], string[]]>([
    ['in another language', [{ from: 1, words: 'Das sagt der Punkt ebenfalls: ja.' }], [sentences[0] ?? '']],
    ['with clauses that do not exist', [{ from: 0 }, { from: 99 }, { from: -1, to: 1 }, { from: 1 }], [sentences[0] ?? '']],
    ['with claims that overlap', [{ from: 1, to: 1 }, { from: 2, to: 3 }, { from: 3 }, { from: 1 }], sentences],
    [
      'with a claim over several sentences',
      [
        { from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
      [sentences[1] ?? ''],
    ],
    ['with a claim that ends before it begins', [{ from: 3, to: 2 }, { from: 1 }], [sentences[0] ?? '']],
  ])('%s: what can stand is marked', async (_, claims, quotes) => {
    const words = 'Eine klare Antwort.';
    const { assessment, exchanges } = await markFacing([
      completion(JSON.stringify(ledgerOf(...claims))),
      completion(JSON.stringify(argumentOf(words))),
    ]);
    expect(assessment.status).toBe('marked');
    expect(assessment.claims.map(({ quote }) => quote)).toEqual(quotes);
    for (const { start, end, quote } of assessment.claims) expect(TEXT.slice(start, end)).toBe(quote);
    expectKept(exchanges, [null, null]);
  });

  it('with points that do not exist: no credit rests on them', async () => {
    const { assessment } = await markFacing([completion(JSON.stringify(ledgerOf({ from: 1, points: ['p999', 'x', ''] }))), argument]);
    expect(assessment.claims[0]).toMatchObject({ verdict: 'unverified', points: [], cards: [] });
  });

  it('with no claims in a long essay: no mark', async () => {
    const long = `${TEXT} ${'He waited and he gained time. '.repeat(Math.ceil(SHORT_WORDS / 6))}`;
    const { assessment, exchanges } = await markFacing([completion(JSON.stringify(ledgerOf())), argument], {}, long);
    expect(assessment).toMatchObject({ status: 'needs_teacher', mark: null, reason: expect.stringMatching(/named no claim/u) });
    expectKept(exchanges, [null]);
  });
});
