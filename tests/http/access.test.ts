import { describe, expect, it } from 'vitest';
import { ADMIN, bearer, ESSAY, TEACHER, testApp } from '../support/app.ts';

const path = '/api/v1/submissions';

describe('pages of other sites', () => {
  it.each([
    ['https://elsewhere.example', 403],
    ['null', 403],
    ['http://localhost:1', 403],
    ['http://localhost', 202],
    ['https://marker.example', 202],
    [undefined, 202],
  ])('are told from our own: %s', async (origin, status) => {
    const { app, store } = testApp();
    const headers: Record<string, string> = { 'content-type': 'text/plain', 'x-forwarded-host': 'marker.example' };
    if (origin) headers.origin = origin;
    const reply = await app.request(path, { method: 'POST', headers, body: ESSAY });
    expect(reply.status).toBe(status);
    expect(store.counts().submissions).toBe(status === 202 ? 1 : 0);
  });
});

describe('API keys', () => {
  it('open what is not a student’s own', async () => {
    const { app } = testApp();
    expect((await app.request(path, bearer(TEACHER))).status).toBe(200);
    expect((await app.request(path, bearer(ADMIN))).status).toBe(200);
  });

  it('are asked for where there is none', async () => {
    const reply = await testApp().app.request(path);
    expect([reply.status, reply.headers.get('www-authenticate'), (await reply.json()).code]).toEqual([401, 'Bearer', 'key-required']);
  });

  it.each([
    'Bearer wrong-key-0123456789',
    `Bearer ${TEACHER}x`,
    `Bearer ${TEACHER.slice(0, -1)}`,
    `Basic ${TEACHER}`,
    TEACHER,
    'Bearer',
    'Bearer ',
    '',
    `Bearer ${TEACHER}, Bearer ${ADMIN}`,
  ])('that are wrong are refused even where none is needed (%s)', async (authorization) => {
    const { app } = testApp();
    for (const address of [path, '/api/v1/rubrics']) {
      const reply = await app.request(address, { headers: { authorization } });
      expect([reply.status, (await reply.json()).code]).toEqual([401, 'key-required']);
    }
  });

  it('name who did it in the audit', async () => {
    const app = testApp();
    const headers = { 'content-type': 'text/plain', authorization: `bearer ${ADMIN}` };
    await app.app.request(path, { method: 'POST', headers, body: ESSAY });
    expect(app.store.audit(9).find(({ action }) => action === 'submit-essay')).toMatchObject({ actor: 'head', role: 'admin' });
  });

  it('are made at the first start only, work at once, and are kept as a hash', async () => {
    const app = testApp(undefined, { API_KEYS: '' });
    expect((await app.app.request(path, bearer('exk_'))).status).toBe(401);
    const key = app.firstKey();
    expect(key).toMatch(/^exk_[\w-]{32}$/);
    expect((await app.app.request(path, bearer(key ?? ''))).status).toBe(200);
    expect(app.firstKey()).toBeNull();
    expect(JSON.stringify([app.store.keys(), app.store.audit(9)])).not.toContain(key);
  });

  it('of the configuration make a first one needless', () => {
    const app = testApp();
    expect(app.firstKey()).toBeNull();
    expect(app.store.keys()).toEqual([]);
  });
});

describe('request ids', () => {
  it('are new for each request, and taken over when harmless', async () => {
    const { app } = testApp();
    const ids = await Promise.all([1, 2].map(async () => (await app.request('/healthz')).headers.get('x-request-id')));
    expect(new Set(ids).size).toBe(2);
    const own = await app.request('/healthz', { headers: { 'x-request-id': 'abc-123' } });
    expect(own.headers.get('x-request-id')).toBe('abc-123');
  });

  it.each(['a b', 'x'.repeat(65), '{"level":60}', 'a_b', '', 'ä'])('that are hostile are replaced (%s)', async (sent) => {
    const app = testApp();
    const got = (await app.app.request('/healthz', { headers: { 'x-request-id': sent } })).headers.get('x-request-id');
    expect(got).toMatch(/^[0-9a-f-]{36}$/);
    expect(app.logged()).not.toContain('level\\":60');
  });
});

describe('the log', () => {
  it('has one line a request and one a job, and never essay text, names, keys or whole ids', async () => {
    const app = testApp();
    const sent = await app.submit(ESSAY, { candidate: 'Zoë Quillfeather' }, '?wait=10');
    const { id } = await sent.json();
    await app.app.request(`${path}/${id}`, bearer(TEACHER));
    await app.app.request(`${path}/${id}`, { method: 'DELETE' });
    await app.app.request(`/nowhere/${id}?text=secret`);
    await app.submit('');
    await app.app.request(path, bearer('a-wrong-key-0123456'));
    const log = app.logged();
    for (const secret of ['pact', 'Quillfeather', TEACHER, 'a-wrong-key', id, id.slice(14), 'secret']) expect(log).not.toContain(secret);
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const requests = lines.filter(({ msg }) => msg === 'request').map(({ method, route, status }) => `${status} ${method} ${route}`);
    expect(requests).toEqual([
      `200 POST ${path}`,
      `200 GET ${path}/:id`,
      `204 DELETE ${path}/:id`,
      '404 GET (none)',
      `422 POST ${path}`,
      `401 GET ${path}`,
    ]);
    expect(lines.filter(({ msg }) => msg === 'request').every(({ requestId, ms }) => requestId && ms >= 0)).toBe(true);
    expect(lines.filter(({ msg }) => msg === 'job')).toMatchObject([{ status: 'marked', engine: 'offline', attempt: 1 }]);
    expect(lines).toHaveLength(7);
  });

  it('says where an unexpected error came from but not what it says, and the answer neither', async () => {
    const app = testApp();
    app.store.close();
    const reply = await app.app.request('/api/v1/rubrics');
    const body = await reply.json();
    expect([reply.status, body.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(body)).not.toMatch(/database|sqlite|\bat /i);
    const line = app
      .logged()
      .split('\n')
      .find((one) => one.includes('unexpected error'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      requestId: body.requestId,
      fault: { at: expect.arrayContaining([expect.stringContaining('rubric')]) },
    });
    expect(line).not.toContain('connection is not open');
  });
});

describe('every answer', () => {
  it.each(['/', '/docs', '/healthz', path, '/nowhere', '/api/v1/rubrics'])('of %s lets nothing in from elsewhere', async (address) => {
    const { headers } = await testApp().app.request(address);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-request-id')).toBeTruthy();
  });
});
