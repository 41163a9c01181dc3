import { describe, expect, it } from 'vitest';
import { Assessment } from '../../src/domain/assessment.ts';
import { bearer, ESSAY, TEACHER, testApp } from '../support/app.ts';
import { failing, fakeEngine, gate } from '../support/fake-engine.ts';

const path = '/api/v1/submissions';
const idOf = async (reply: Response): Promise<string> => (await reply.json()).id;

describe('handing an essay in', () => {
  it('is answered at once with where to look for the mark', async () => {
    const app = testApp();
    const reply = await app.submit(ESSAY);
    expect(reply.status).toBe(202);
    const body = await reply.json();
    expect(body).toEqual({ id: expect.stringMatching(/^sub_[\w-]{24,}$/), state: 'waiting', links: { self: `${path}/${body.id}` } });
    expect(reply.headers.get('location')).toBe(body.links.self);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.headers.get('cache-control')).toBe('private, no-store');
    expect((await (await app.marked(body.id)).json()).state).toBe('marked');
  });

  it.each(['text/plain', 'text/plain; charset=UTF-8', 'text/markdown;charset="utf-8"'])(
    'takes the bare essay as %s, to the letter',
    async (type) => {
      const app = testApp();
      const body = `${ESSAY}\r\n\t“curly” – 😀 {"text": 1} \n`;
      const reply = await app.app.request(path, { method: 'POST', headers: { 'content-type': type }, body });
      expect(reply.status).toBe(202);
      expect(app.store.submission(await idOf(reply))?.submission.text).toBe(body);
    },
  );

  it('keeps the name of the candidate with the essay and shows it to no student and no engine', async () => {
    const engine = fakeEngine();
    const app = testApp(engine);
    const id = await idOf(await app.submit(ESSAY, { candidate: ' Zoë Quillfeather ', rubricId: 'small' }));
    expect(app.store.submission(id)?.submission).toMatchObject({ candidate: 'Zoë Quillfeather', rubricId: 'small', rubricVersion: 1 });
    expect(await (await app.marked(id)).text()).not.toContain('Quillfeather');
    expect(engine.seen).toEqual([ESSAY]);
  });

  it('waits for the mark when asked to', async () => {
    const app = testApp();
    const reply = await app.submit(ESSAY, {}, '?wait=10');
    expect(reply.status).toBe(200);
    const body = await reply.json();
    expect(body).toMatchObject({ state: 'marked', text: ESSAY, rubric: { id: 'small', version: 1 } });
    expect(Assessment.parse(body.assessment)).toMatchObject({ status: 'marked', submissionId: body.id });
    expect(reply.headers.get('location')).toBe(`${path}/${body.id}`);
    expect(await (await app.app.request(`${path}/${body.id}`)).json()).toEqual(body);
  });

  it('waits no longer than it was asked to', async () => {
    const { before, open } = gate();
    const app = testApp(fakeEngine(before));
    const began = performance.now();
    const reply = await app.submit(ESSAY, {}, '?wait=1');
    expect(reply.status).toBe(202);
    expect(performance.now() - began).toBeGreaterThan(990);
    open();
    expect((await (await app.marked(await idOf(reply))).json()).state).toBe('marked');
  });

  it('tells the reason and gives no mark when the engine has no safe answer', async () => {
    const app = testApp(fakeEngine(failing('The model refused to answer.')));
    const body = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    expect(body).toMatchObject({ state: 'needs_teacher', assessment: { mark: null, reason: 'The model refused to answer.' } });
  });

  it('keeps flags that are for a teacher from students', async () => {
    const app = testApp(fakeEngine(failing('No answer.')));
    const body = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    const audiences = (flags: { audience: string }[]) => new Set(flags.map(({ audience }) => audience));
    expect(audiences(body.assessment.flags)).not.toContain('teacher');
    const seen = await (await app.app.request(`${path}/${body.id}`, bearer(TEACHER))).json();
    expect(audiences(seen.assessment.flags)).toContain('teacher');
  });
});

describe('reading a submission', () => {
  it('says that nothing has changed to whoever has seen it as it is', async () => {
    const { before, open } = gate();
    const app = testApp(fakeEngine(before));
    const id = await idOf(await app.submit(ESSAY));
    const first = await app.app.request(`${path}/${id}`);
    const etag = first.headers.get('etag') ?? '';
    expect(await first.json()).toMatchObject({ state: 'waiting', assessment: null, text: ESSAY });
    const ask = () => app.app.request(`${path}/${id}`, { headers: { 'if-none-match': etag } });
    const same = await ask();
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    open();
    await app.marked(id);
    const changed = await ask();
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it.each(['sub_unknown', 'sub_%00', '%2e%2e', 'x'.repeat(3000)])('answers 404 for an id that is none (%.20s)', async (id) => {
    const reply = await testApp().app.request(`${path}/${id}`);
    expect([reply.status, (await reply.json()).code]).toEqual([404, 'not-found']);
  });
});

describe('deleting a submission', () => {
  it('leaves nothing to read', async () => {
    const app = testApp();
    const { id, assessment } = await (await app.submit(ESSAY, {}, '?wait=10')).json();
    const gone = await app.app.request(`${path}/${id}`, { method: 'DELETE' });
    expect([gone.status, await gone.text()]).toEqual([204, '']);
    expect((await app.app.request(`${path}/${id}`)).status).toBe(404);
    expect((await app.app.request(`${path}/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect(app.store.exchanges(assessment.id)).toEqual([]);
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'delete-submission', role: 'student', subject: id });
  });

  it('stops marking that is under way and lets whoever waits go', async () => {
    let stopped = false;
    const before = (_essay: unknown, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped = true;
          reject(signal.reason);
        });
      });
    const app = testApp(fakeEngine(before));
    const waiting = app.submit(ESSAY, {}, '?wait=20');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [submission] = app.store.submissions({ limit: 1 });
    await app.app.request(`${path}/${submission?.id}`, { method: 'DELETE' });
    expect((await waiting).status).toBe(404);
    expect(stopped).toBe(true);
  });
});

describe('listing submissions', () => {
  it('goes through all of them page by page, newest first, without the essays', async () => {
    const app = testApp();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) ids.unshift(await idOf(await app.submit(`${ESSAY} ${n}`, { candidate: `Candidate ${n}` })));
    const first = await (await app.app.request(`${path}?limit=2`, bearer(TEACHER))).json();
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(first.items[0]).toMatchObject({ candidate: 'Candidate 3' });
    expect(JSON.stringify(first)).not.toContain('pact with Germany');
    const second = await (await app.app.request(`${path}?limit=2&after=${first.next}`, bearer(TEACHER))).json();
    expect([second.items.map(({ id }: { id: string }) => id), second.next]).toEqual([ids.slice(2), null]);
  });

  it('shows one state only, when asked to', async () => {
    const app = testApp();
    await app.submit(ESSAY, {}, '?wait=10');
    const list = async (state: string) => (await (await app.app.request(`${path}?state=${state}`, bearer(TEACHER))).json()).items;
    expect([await list('marked'), await list('needs_teacher')].map((items) => items.length)).toEqual([1, 0]);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'state=odd', 'after=sub_gone', 'page=2'])('refuses ?%s', async (query) => {
    const reply = await testApp().app.request(`${path}?${query}`, bearer(TEACHER));
    const body = await reply.json();
    expect([reply.status, body.code, body.fields[0].field]).toEqual([422, 'invalid-field', query.split('=')[0]]);
  });
});
