import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problems } from '../../src/domain/errors.ts';
import { ESSAY, type TestApp, testApp } from '../support/app.ts';

const path = '/api/v1/submissions';
const json = { 'content-type': 'application/json' };
const plain = { 'content-type': 'text/plain' };
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const cases: [name: string, headers: Record<string, string>, body: BodyInit | null, status: number, code: string, field?: string][] = [
  ['an empty essay', json, '{"text":""}', 422, 'essay-empty', 'text'],
  ['an empty text body', plain, '', 422, 'essay-empty', 'text'],
  ['white space', json, JSON.stringify({ text: ' \n\t\u00a0\u2003 ' }), 422, 'essay-empty', 'text'],
  ['no words', json, '{"text":"1939. 1941! ... ?"}', 422, 'essay-unreadable', 'text'],
  ['more than 20,000 words', plain, 'word '.repeat(20_001), 422, 'essay-too-long', 'text'],
  ['a body over 1 MB', plain, 'a'.repeat(1024 * 1024 + 1), 413, 'too-large'],
  ['a wrong content type', { 'content-type': 'application/pdf' }, '%PDF', 415, 'wrong-content-type'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'text=abc', 415, 'wrong-content-type'],
  ['no content type', {}, bytes('words'), 415, 'wrong-content-type'],
  ['another charset', { 'content-type': 'text/plain; charset=iso-8859-1' }, 'words here', 415, 'wrong-content-type'],
  ['invalid UTF-8 as text', plain, bytes('The pact of 1939 ', [0xff, 0xfe, 0xe9]), 400, 'not-utf8'],
  ['invalid UTF-8 in JSON', json, bytes('{"text":"caf', [0xe9], '"}'), 400, 'not-utf8'],
  ['an overlong UTF-8 sequence', plain, bytes('words ', [0xc0, 0xaf]), 400, 'not-utf8'],
  ['a NUL byte as text', plain, bytes('The pact', [0], ' of 1939'), 422, 'essay-unreadable', 'text'],
  ['a NUL in JSON', json, '{"text":"The pact\\u0000 of 1939"}', 422, 'essay-unreadable', 'text'],
  ['half a surrogate pair', json, '{"text":"The pact \\ud83d of 1939"}', 422, 'essay-unreadable', 'text'],
  ['malformed JSON', json, '{"text": "The pact', 400, 'not-json'],
  ['no JSON at all', json, '', 400, 'not-json'],
  ['JSON that is no object', json, '[]', 422, 'invalid-field', 'body'],
  ['no text', json, '{}', 422, 'invalid-field', 'text'],
  ['a text that is a number', json, '{"text": 1939}', 422, 'invalid-field', 'text'],
  ['an unknown field', json, JSON.stringify({ text: ESSAY, mark: 25 }), 422, 'invalid-field', 'mark'],
  [
    'a field named as JavaScript names its own',
    json,
    `{"text":${JSON.stringify(ESSAY)},"__proto__":{"x":1}}`,
    422,
    'invalid-field',
    '__proto__',
  ],
  ['an unknown rubric', json, JSON.stringify({ text: ESSAY, rubricId: 'french-revolution' }), 422, 'rubric-unknown', 'rubricId'],
  ['a candidate without a name', json, JSON.stringify({ text: ESSAY, candidate: '  ' }), 422, 'invalid-field', 'candidate'],
  [
    'a candidate with control characters',
    json,
    JSON.stringify({ text: ESSAY, candidate: 'a\u001b[31m' }),
    422,
    'invalid-field',
    'candidate',
  ],
];

async function expectProblem(app: TestApp, reply: Response, status: number, code: string, field?: string) {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  const body = await reply.json();
  expect({ status: reply.status, code: body.code }).toEqual({ status, code });
  expect(body).toEqual({
    type: `/problems/${code}`,
    title: problems[code as keyof typeof problems],
    status,
    detail: expect.stringMatching(/^[^\n]+\.$/),
    code,
    fields: field ? expect.arrayContaining([{ field, detail: expect.any(String) }]) : [],
    requestId: reply.headers.get('x-request-id'),
  });
  expect(app.store.counts()).toEqual({ submissions: 0, waiting: 0 });
}

describe('bad input is refused with a problem that says what to do, and nothing is kept', () => {
  it.each(cases)('%s', async (_name, headers, body, status, code, field) => {
    const app = testApp();
    const reply = await app.app.request(path, { method: 'POST', headers, body });
    await expectProblem(app, reply, status, code, field);
  });

  it.each(['wait=61', 'wait=-1', 'wait=soon', 'wait=1.5', 'wiat=5'])('?%s', async (query) => {
    const app = testApp();
    await expectProblem(app, await app.submit(ESSAY, {}, `?${query}`), 422, 'invalid-field', query.split('=')[0]);
  });

  it('counts a chunked body while it comes', async () => {
    const app = testApp();
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new TextEncoder().encode('words '.repeat(11_000)));
      },
    });
    const reply = await app.app.request(path, { method: 'POST', headers: plain, body, duplex: 'half' } as RequestInit);
    await expectProblem(app, reply, 413, 'too-large');
    expect(sent).toBeLessThan(3_000_000);
  });

  it('names every field that is wrong', async () => {
    const app = testApp();
    const reply = await app.app.request(path, { method: 'POST', headers: json, body: '{"text":1,"rubricId":2,"x":3,"y":4}' });
    const { fields } = await reply.json();
    expect(fields.map(({ field }: { field: string }) => field).sort()).toEqual(['rubricId', 'text', 'x', 'y']);
  });

  it('no bytes at all bring an unexpected error', async () => {
    const app = testApp();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom('application/json', 'text/plain', 'text/markdown'),
        async (body, type) => {
          const reply = await app.app.request(path, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) });
          expect(reply.status).toBeLessThan(500);
          if (reply.status >= 400) expect((await reply.json()).requestId).toBe(reply.headers.get('x-request-id'));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('no JSON value at all brings an unexpected error', async () => {
    const app = testApp();
    const field = fc.oneof(fc.jsonValue(), fc.string());
    const body = fc.record({ text: field, rubricId: field, candidate: field }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const reply = await app.app.request(path, { method: 'POST', headers: json, body: JSON.stringify(value) });
        expect([202, 422]).toContain(reply.status);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an address that is none', () => {
  it.each([
    ['GET', '/nothing'],
    ['GET', '/api/v1/nothing'],
    ['PUT', path],
    ['POST', '/healthz'],
    ['GET', '/docs/../package.json'],
    ['GET', '/docs/toString'],
    ['GET', '/assets/..%2f..%2fpackage.json'],
    ['GET', '/problems/constructor'],
    ['GET', '/api/v1/samples/..%2fREADME'],
    ['GET', '/api/v1/rubrics/other'],
    ['GET', '/api/v1/rubrics/small?version=7'],
  ])('%s %s is a problem too', async (method, address) => {
    const app = testApp();
    await expectProblem(app, await app.app.request(address, { method }), 404, 'not-found');
  });
});
