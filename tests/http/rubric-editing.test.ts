import { describe, expect, it } from 'vitest';
import { ADMIN, bearer, ESSAY, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { fakeEngine, gate } from '../support/fake-engine.ts';

const path = '/api/v1/rubrics';
const MERGE = 'application/merge-patch+json';
const P1 = 'theme-1.point-1';

type Sent = { key?: string | null; type?: string; ifMatch?: string | null; query?: string; to?: string };
/** Sends a body, as a teacher and with the ETag that stands unless told otherwise. */
async function send(
  app: TestApp,
  method: string,
  body: unknown,
  { key = TEACHER, type, ifMatch, query = '', to = `${path}/small` }: Sent = {},
) {
  const headers = new Headers({ 'content-type': type ?? (method === 'PATCH' ? MERGE : 'application/json') });
  if (key) headers.set('authorization', `Bearer ${key}`);
  const tag = ifMatch === undefined ? await etag(app) : ifMatch;
  if (tag) headers.set('if-match', tag);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return app.app.request(`${to}${query}`, { method, headers, ...(method !== 'DELETE' && { body: text }) });
}
const etag = async (app: TestApp) => (await app.app.request(`${path}/small`, bearer(TEACHER))).headers.get('etag');
const whole = async (app: TestApp, id = 'small') => (await app.app.request(`${path}/${id}`, bearer(TEACHER))).json();
const patch = (app: TestApp, body: unknown, how: Sent = {}) => send(app, 'PATCH', body, how);
const titled = (title: string) => ({ question: { title } });
const versions = async (app: TestApp) => (await (await app.app.request(`${path}/small/versions`, bearer(TEACHER))).json()).items;
const content = ({ question, bank, scheme }: Record<string, unknown>) => ({ question, bank, scheme });
async function other(app: TestApp, id = 'another') {
  const { question, ...rest } = content(await whole(app)) as { question: object };
  return { ...rest, question: { ...question, id } };
}

describe('patching a rubric', () => {
  it('touches one entry by its id, makes a version with author, note and time, and says where it is', async () => {
    const app = testApp();
    const before = await whole(app);
    const note = 'clearer words – “Ö”';
    const reply = await patch(
      app,
      { bank: { points: { [P1]: { proposition: 'It was so.' } } } },
      { query: `?note=${encodeURIComponent(note)}` },
    );
    const body = await reply.json();
    expect([reply.status, reply.headers.get('location')]).toEqual([200, `${path}/small/versions/2`]);
    expect(body).toMatchObject({
      id: 'small',
      version: 2,
      changed: true,
      author: 'miss-hill',
      note,
      links: { self: `${path}/small/versions/2` },
    });
    const after = await whole(app);
    expect(after).toEqual({
      ...before,
      version: 2,
      hash: body.hash,
      bank: { ...before.bank, points: { ...before.bank.points, [P1]: { ...before.bank.points[P1], proposition: 'It was so.' } } },
    });
    expect(reply.headers.get('etag')).toBe(await etag(app));
    expect(body.hash).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'patch-rubric', subject: 'small', actor: 'miss-hill', detail: 'version 2' });
  });

  it('removes what it gives as null, and only that', async () => {
    const app = testApp();
    const ids = Object.keys((await whole(app)).bank.points);
    expect((await patch(app, { bank: { points: { [P1]: null } } })).status).toBe(200);
    expect(Object.keys((await whole(app)).bank.points).sort()).toEqual(ids.filter((id) => id !== P1).sort());
  });

  it('that changes nothing makes no version and says so', async () => {
    const app = testApp();
    await patch(app, titled('Edited'));
    const [tag, rows] = [await etag(app), app.store.audit(99).length];
    for (const same of [{}, titled('Edited'), { bank: { points: { 'theme-9.none': null } } }]) {
      const reply = await patch(app, same);
      expect([reply.status, reply.headers.get('etag'), (await reply.json()).changed]).toEqual([200, tag, false]);
    }
    expect(await versions(app)).toHaveLength(2);
    expect(app.store.audit(99)).toHaveLength(rows);
  });

  it('that breaks a rule is refused with pointers and keeps nothing', async () => {
    const app = testApp();
    const reply = await patch(app, {
      grade: 1,
      bank: { points: { [P1]: { theme: 'nowhere', meets: ['!x'], twins: ['theme-1.none'] } } },
      scheme: { levels: { 2: { min: 4 } } },
    });
    const { code, fields } = await reply.json();
    expect([reply.status, code]).toEqual([422, 'rubric-invalid']);
    expect(fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      `/bank/points/${P1}/meets/0`,
      `/bank/points/${P1}/theme`,
      `/bank/points/${P1}/twins`,
      '/grade',
      '/scheme/levels/2',
    ]);
    expect(await versions(app)).toHaveLength(1);
  });

  it('cannot give a rubric another id', async () => {
    const app = testApp();
    for (const body of [{ question: { id: 'other' } }, { id: 'other' }]) expect((await patch(app, body)).status).toBe(422);
    expect((await app.app.request(`${path}/other`)).status).toBe(404);
  });
});

describe('putting a rubric', () => {
  it('takes a rubric back as it was read', async () => {
    const app = testApp();
    const same = await send(app, 'PUT', await whole(app));
    expect([same.status, (await same.json()).version]).toEqual([200, expect.any(Number)]);
    const rubric = await whole(app);
    rubric.question.title = 'New title';
    const reply = await send(app, 'PUT', rubric, { key: ADMIN });
    expect(await reply.json()).toMatchObject({ title: 'New title', author: 'head', changed: true, note: '' });
    expect((await whole(app)).question.title).toBe('New title');
    expect((await send(app, 'PUT', { ...rubric, version: 77 })).status).toBe(422);
  });

  it('keeps every version as it was', async () => {
    const app = testApp();
    const first = await whole(app);
    for (const title of ['Two', 'Three']) await patch(app, titled(title));
    const listed = await versions(app);
    expect(listed.map((one: { version: number; current: boolean }) => [one.version, one.current])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(listed[0]).toMatchObject({ title: 'Three', author: 'miss-hill', links: { self: `${path}/small/versions/3` } });
    const one = await app.app.request(`${path}/small/versions/1`, bearer(TEACHER));
    expect(await one.json()).toEqual(first);
    expect(one.headers.get('etag')).toBe(`"1-${first.hash}"`);
    expect((await app.app.request(`${path}/small/versions/4`)).status).toBe(404);
    expect((await app.app.request(`${path}/none/versions`)).status).toBe(404);
    // an earlier content put back is a new version, not the old one
    expect(await (await send(app, 'PUT', content(first))).json()).toMatchObject({ version: 4, hash: (await whole(app)).hash });
  });
});

describe('an edit is held to the version it was made from', () => {
  it('without If-Match it is 428, and with a stale one 412 that names the version which stands', async () => {
    const app = testApp();
    const stale = await etag(app);
    await patch(app, titled('Two'));
    for (const method of ['PUT', 'PATCH']) {
      const body = method === 'PUT' ? content(await whole(app)) : titled('Three');
      const none = await send(app, method, body, { ifMatch: null });
      expect([none.status, (await none.json()).code]).toEqual([428, 'precondition-required']);
      const late = await send(app, method, body, { ifMatch: stale });
      const problem = await late.json();
      const { version, hash } = await whole(app);
      expect([late.status, late.headers.get('etag')]).toEqual([412, await etag(app)]);
      expect(problem).toMatchObject({ code: 'precondition-failed', current: { version, hash, etag: await etag(app) } });
      expect(problem.detail).toContain('version 2');
    }
    expect(await versions(app)).toHaveLength(2);
  });

  it.each([
    ['*', 200],
    ['W/TAG', 200],
    ['"other", TAG', 200],
    ['"other"', 412],
    ['', 412],
    ['TAG-titles', 412],
    ['1', 412],
  ])('If-Match: %s is answered %i', async (header, status) => {
    const app = testApp();
    const tag = (await etag(app)) ?? '';
    const value = header === 'TAG-titles' ? tag.replace(/"$/, '-titles"') : header.replace('TAG', tag);
    const headers = { authorization: `Bearer ${TEACHER}`, 'content-type': MERGE, 'if-match': value };
    const reply = await app.app.request(`${path}/small`, { method: 'PATCH', headers, body: JSON.stringify(titled('Two')) });
    expect(reply.status).toBe(status);
  });

  it('lets one of two edits through that were made from the same version', async () => {
    const app = testApp();
    const tag = await etag(app);
    const replies = await Promise.all(['A', 'B'].map((title) => patch(app, titled(title), { ifMatch: tag })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await versions(app)).toHaveLength(2);
  });
});

describe('making a rubric', () => {
  it('answers 201 with its place and its ETag, and essays can be marked against it', async () => {
    const app = testApp();
    const reply = await send(app, 'POST', await other(app), { to: path, ifMatch: null, query: '?note=a%20first%20try' });
    expect([reply.status, reply.headers.get('location')]).toEqual([201, `${path}/another`]);
    expect(await reply.json()).toMatchObject({ id: 'another', version: 1, author: 'miss-hill', note: 'a first try', changed: true });
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'add-rubric', subject: 'another', detail: 'version 1' });
    const { items } = await (await app.app.request(path)).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['small', 'another']);
    const marked = await (await app.submit(ESSAY, { rubricId: 'another' }, '?wait=10')).json();
    expect(marked.assessment.rubric).toMatchObject({ id: 'another', version: 1 });
  });

  it('with an id that is taken is a conflict', async () => {
    const app = testApp();
    const reply = await send(app, 'POST', content(await whole(app)), { to: path, ifMatch: null });
    expect([reply.status, (await reply.json()).code]).toEqual([409, 'conflict']);
  });
});

describe('what cannot be taken', () => {
  it.each<[name: string, method: string, body: string, how: Sent, status: number, code: string, field?: string]>([
    ['JSON that is none', 'PUT', '{"question":', {}, 400, 'not-json'],
    ['a PATCH of another type', 'PATCH', '{}', { type: 'application/json' }, 415, 'wrong-content-type'],
    ['a PUT of another type', 'PUT', '{}', { type: MERGE }, 415, 'wrong-content-type'],
    ['a body over 4 MB', 'PATCH', `{"x":"${'a'.repeat(4 * 1024 * 1024)}"}`, {}, 413, 'too-large'],
    ['deep nesting', 'PATCH', `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`, {}, 400, 'bad-request'],
    ['an id given twice', 'PATCH', `{"bank":{"points":{"${P1}":{},"${P1}":null}}}`, {}, 422, 'rubric-invalid', `/bank/points/${P1}`],
    ['a patch that is no object', 'PATCH', '[]', {}, 422, 'rubric-invalid', ''],
    ['null', 'PUT', 'null', {}, 422, 'rubric-invalid', ''],
    ['a __proto__', 'PATCH', '{"__proto__":{"question":1}}', {}, 422, 'rubric-invalid', '/__proto__'],
    ['a note that is too long', 'PATCH', '{}', { query: `?note=${'n'.repeat(501)}` }, 422, 'invalid-field', 'note'],
    ['a rubric that is none', 'PATCH', '{}', { to: `${path}/none` }, 404, 'not-found'],
  ])('%s: %s', async (_name, method, body, how, status, code, field) => {
    const app = testApp();
    const reply = await send(app, method, body, how);
    const problem = await reply.json();
    expect([reply.status, problem.code]).toEqual([status, code]);
    if (field !== undefined) expect(problem.fields.map((one: { field: string }) => one.field)).toContain(field);
    expect(await versions(app)).toHaveLength(1);
  });

  it('a body between 1 and 4 MB is read', async () => {
    const reply = await patch(testApp(), `{"x":"${'a'.repeat(1_500_000)}"}`);
    expect([reply.status, (await reply.json()).code]).toEqual([422, 'rubric-invalid']);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s without a key is refused before anything is read', async (method) => {
    const app = testApp();
    const reply = await send(app, method, '{"broken', { key: null, to: method === 'POST' ? path : `${path}/small` });
    expect([reply.status, (await reply.json()).code]).toEqual([401, 'key-required']);
  });
});

describe('students', () => {
  it('see no answers in any version, no names of staff, and no comparison', async () => {
    const app = testApp();
    await patch(app, { bank: { points: { [P1]: { proposition: 'A secret answer.' } } } }, { query: '?note=secret' });
    for (const address of ['', '/versions', '/versions/1', '/versions/2', '?version=2', '/diff']) {
      const text = await (await app.app.request(`${path}/small${address}`)).text();
      expect(text).not.toMatch(/secret|What theme-1|miss-hill/);
    }
    expect((await app.app.request(`${path}/small/diff`)).status).toBe(401);
  });
});

describe('comparing versions', () => {
  it('tells what changed in words, between any two and by default from the one before', async () => {
    const app = testApp();
    await patch(app, titled('Two'));
    await patch(app, { bank: { points: { [P1]: null } } });
    const diff = async (query: string) => (await app.app.request(`${path}/small/diff${query}`, bearer(TEACHER))).json();
    expect(await diff('')).toMatchObject({ id: 'small', from: 2, to: 3, changes: [{ pointer: `/bank/points/${P1}`, kind: 'removed' }] });
    const all = await diff('?from=1&to=3');
    expect(all.changes.map(({ words }: { words: string }) => words)).toEqual([
      expect.stringMatching(/^The question: title changed from ".+" to "Two"\.$/),
      `Point "${P1}" was removed: "What ${P1} says.".`,
    ]);
    expect((await diff('?from=3&to=3')).changes).toEqual([]);
    expect((await diff('?from=9')).status).toBe(404);
    expect((await diff('?from=one')).status).toBe(422);
  });
});

describe('archiving a rubric', () => {
  it('hides it and refuses new essays, while what was marked against it can still be read', async () => {
    const app = testApp();
    const { id } = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    expect((await send(app, 'DELETE', null, { ifMatch: null })).status).toBe(204);
    expect((await (await app.app.request(path)).json()).items).toEqual([]);
    expect((await (await app.submit(ESSAY, { rubricId: 'small' })).json()).code).toBe('rubric-unknown');
    expect((await (await app.app.request(`/api/v1/submissions/${id}`)).json()).assessment.status).toBe('marked');
    expect((await app.app.request(`${path}/small/versions/1`)).status).toBe(200);
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'archive-rubric', subject: 'small' });
    expect((await patch(app, titled('Two'))).status).toBe(409);
    expect((await send(app, 'DELETE', null, { ifMatch: null })).status).toBe(204);
    expect(app.store.audit(9).filter(({ action }) => action === 'archive-rubric')).toHaveLength(1);
    const back = await send(app, 'POST', { ...content(await whole(app)) }, { to: path, ifMatch: null });
    expect([back.status, (await (await app.app.request(path)).json()).items]).toEqual([201, [expect.objectContaining({ id: 'small' })]]);
  });

  it('is refused while submissions wait on it, and for a version that is not the newest', async () => {
    const { before, open } = gate();
    const app = testApp(fakeEngine(before));
    const { id } = await (await app.submit(ESSAY)).json();
    const refused = await send(app, 'DELETE', null);
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'conflict']);
    open();
    await app.marked(id);
    expect((await send(app, 'DELETE', null, { ifMatch: '"1-stale"' })).status).toBe(412);
    expect((await send(app, 'DELETE', null)).status).toBe(204);
    expect((await send(app, 'DELETE', null, { to: `${path}/none` })).status).toBe(404);
  });
});
