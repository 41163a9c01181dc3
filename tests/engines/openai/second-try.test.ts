import { describe, expect, it } from 'vitest';
import { keptSender } from '../../../src/engines/openai/kept-exchanges.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { type Answer, completion, plain, withoutSchemas } from '../../support/fake-provider.ts';
import { argument, expectKept, ledger, MISSES_FIELD, mark, markFacing, options, provide, right, rubric } from './facing-provider.ts';

const NOT_FIT = /did not fit/u;

describe('a second try at an answer', () => {
  it('shows the model its answer and says what did not fit, and changes nothing else', async () => {
    const provider = await provide(completion(MISSES_FIELD), right);
    await mark(openaiEngine({ ...options, baseURL: provider.baseURL }));
    const [first, second] = provider.bodies();
    expect(second).toEqual({ ...first, messages: [...(first?.messages ?? []), expect.anything(), expect.anything()] });
    const [said, told] = second?.messages.slice(2) ?? [];
    expect(said).toEqual({ role: 'assistant', content: MISSES_FIELD });
    expect(told?.role).toBe('user');
    expect(told?.content).toMatch(/^Your answer did not fit the form:\n- claims\.0\.v: .*supported.*\n- claims\.0\.u: /u);
    expect(told?.content).not.toMatch(/Hitler/u);
  });

  it('names a dozen problems of hundreds', async () => {
    const provider = await provide(completion(JSON.stringify({ claims: Array(100).fill({}) })), right);
    await mark(openaiEngine({ ...options, baseURL: provider.baseURL }));
    const told = provider.bodies()[1]?.messages.at(-1)?.content ?? '';
    expect(told.length).toBeLessThan(2_000);
    expect(told).toMatch(/and \d+ more like these/u);
  });

  it('can be used again later like a first one', async () => {
    const engine = openaiEngine({ ...options, baseURL: (await provide(completion('x'), ledger, completion('{}'), argument)).baseURL });
    const first = await mark(engine);
    const again = await mark(engine.again({ rubric, exchanges: first.exchanges }));
    expect(again.exchanges).toEqual([]);
    expect(again.assessment).toMatchObject({ status: 'marked', mark: first.assessment.mark, claims: first.assessment.claims });
  });
});

describe('an endpoint that does not bind answers to a schema', () => {
  const openaiLike = {
    error: { message: "Invalid parameter: 'response_format'", type: 'invalid_request_error', param: 'response_format' },
  };

  it.each<[string, number, object]>([
    ['a parameter', 400, openaiLike],
    ['a message', 400, { error: 'This json_schema type is unavailable now' }],
    ['a list of details', 422, { detail: [{ loc: ['body', 'response_format', 'type'], msg: 'Input should be json_object' }] }],
    ['a missing route', 404, { error: { message: 'No endpoints found that support structured outputs' } }],
  ])('and says so in %s is asked for JSON, the schema in words, from then on', async (_, code, error) => {
    const provider = await provide(withoutSchemas(code, error, right));
    const engine = openaiEngine({ ...options, baseURL: provider.baseURL });
    const { assessment, exchanges } = await mark(engine);
    expect(assessment.status).toBe('marked');
    expectKept(exchanges, [new RegExp(`status ${code}`, 'u'), null, null]);
    expect((await mark(engine)).exchanges).toHaveLength(2);

    const [refused, ...others] = provider.bodies();
    const constant = refused?.messages[0]?.content ?? '';
    const schema = JSON.stringify(refused?.response_format?.json_schema?.schema);
    expect(others.map((body) => body.response_format)).toEqual(Array(4).fill({ type: 'json_object' }));
    expect(others[0]?.messages[0]?.content.startsWith(`${constant}\n\n`)).toBe(true);
    expect(others[0]?.messages[0]?.content.endsWith(schema)).toBe(true);
    expect(others[0]?.messages[1]).toEqual(refused?.messages[1]);
  });

  it('is held to the schema all the same, and may mend its answer once', async () => {
    let asked = 0;
    const sloppy: Answer = (response, body) => (++asked === 1 ? completion(MISSES_FIELD) : right)(response, body);
    const provider = await provide(withoutSchemas(400, openaiLike, sloppy));
    const { assessment, exchanges } = await mark(openaiEngine({ ...options, baseURL: provider.baseURL }));
    expect(assessment.status).toBe('marked');
    expectKept(exchanges, [/status 400/u, NOT_FIT, null, null]);
    const never = await markFacing([withoutSchemas(400, openaiLike, completion('{}'))]);
    expect(never.assessment).toMatchObject({ status: 'needs_teacher', mark: null });
    expectKept(never.exchanges, [/status 400/u, NOT_FIT, NOT_FIT]);
  });

  it('gives answers that can be used again later', async () => {
    const engine = openaiEngine({ ...options, baseURL: (await provide(withoutSchemas(400, openaiLike, right))).baseURL });
    const first = await mark(engine);
    const again = await mark(engine.again({ rubric, exchanges: first.exchanges }));
    expect([again.exchanges, again.assessment.claims]).toEqual([[], first.assessment.claims]);
  });

  it('is asked in words from the start about the next essay, which is made again from that', async () => {
    const engine = openaiEngine({ ...options, baseURL: (await provide(withoutSchemas(400, openaiLike, right))).baseURL });
    await mark(engine);
    const { assessment, exchanges } = await mark(engine);
    expectKept(exchanges, [null, null]);
    const again = await mark(openaiEngine({ ...options, send: keptSender(exchanges) }));
    expect(again).toEqual({ assessment, exchanges });
    const other = await mark(openaiEngine({ ...options, send: keptSender(exchanges) }), 'Another essay.');
    expectKept(other.exchanges, [/not the request that was kept/u]);
  });

  it('gives no mark where JSON is refused too, and is asked for the schema the next time', async () => {
    const provider = await provide(plain(JSON.stringify(openaiLike), 400));
    const engine = openaiEngine({ ...options, baseURL: provider.baseURL });
    for (const _ of [1, 2]) {
      const { assessment, exchanges } = await mark(engine);
      expect(assessment).toMatchObject({ status: 'needs_teacher', reason: 'The model’s endpoint answered with status 400.' });
      expectKept(exchanges, [/status 400/u, /status 400/u]);
    }
    expect(provider.bodies().map((body) => body.response_format?.type)).toEqual(Array(2).fill(['json_schema', 'json_object']).flat());
  });
});
