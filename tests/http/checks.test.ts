import { describe, expect, it } from 'vitest';
import { ADMIN, bearer, ESSAY, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { aCheck } from '../support/builders.ts';
import { failing, fakeEngine } from '../support/fake-engine.ts';

const path = '/api/v1/checks';
const audit = { at: '2026', actor: 'system', role: 'system', action: 'record-check', subject: 'chk_built', detail: null };
const record = (app: TestApp, more: Parameters<typeof aCheck>[0] = {}) => app.store.addCheck(aCheck(more), audit);
const handIn = async (app: TestApp) => (await app.submit(ESSAY, {}, '?wait=10')).json();
const read = async (app: TestApp, id: string) => (await app.app.request(`/api/v1/submissions/${id}`)).json();
const withdraw = (app: TestApp, id: string, key?: string) =>
  app.app.request(`${path}/${id}`, { method: 'DELETE', ...(key && bearer(key)) });
const shown = { panel: 'Hillside', scripts: 14, meanGap: 1.2, withinTolerance: 0.75, tolerance: 2, at: aCheck().at };

describe('a submission', () => {
  it('shows the check that holds for its mark, without who answers for it, and beside the assessment', async () => {
    const app = testApp();
    const before = await handIn(app);
    expect(before.check).toBeNull();
    record(app);
    const after = await read(app, before.id);
    expect(after).toEqual({ ...before, check: shown });
    expect((await handIn(app)).check).toEqual(shown);
  });

  it('is another document once a check holds for it, to whoever asks with an ETag', async () => {
    const app = testApp();
    const { id } = await handIn(app);
    const address = `/api/v1/submissions/${id}`;
    const etag = (await app.app.request(address)).headers.get('etag') ?? '';
    const again = () => app.app.request(address, { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    record(app);
    expect((await again()).status).toBe(200);
  });

  it('loses the check with an edit of its rubric, and keeps it for what was marked before', async () => {
    const app = testApp();
    record(app);
    const { id, assessment } = await handIn(app);
    const { version, hash } = assessment.rubric;
    const type = { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}-${hash}"` };
    const headers = { ...bearer(TEACHER).headers, ...type };
    const body = JSON.stringify({ question: { title: 'Edited' } });
    expect((await app.app.request('/api/v1/rubrics/small', { method: 'PATCH', headers, body })).status).toBe(200);
    expect((await handIn(app)).check).toBeNull();
    expect((await read(app, id)).check).toEqual(shown);
    await app.app.request(`/api/v1/submissions/${id}/remark`, { method: 'POST', ...bearer(TEACHER) });
    expect((await (await app.marked(id)).json()).check).toBeNull();
  });

  it.each([{ id: 'openai' as const }, { version: 'other' }, { model: 'a-model' }])('has no check of another marker: %j', async (other) => {
    const app = testApp();
    record(app, { engine: { ...aCheck().engine, ...other } });
    expect((await handIn(app)).check).toBeNull();
  });

  it('has no check where it has no mark', async () => {
    const app = testApp(fakeEngine(failing('No answer.')));
    record(app);
    expect(await handIn(app)).toMatchObject({ state: 'needs_teacher', check: null });
  });
});

describe('the list of checks', () => {
  it('is for staff, and says who answers for each', async () => {
    const app = testApp();
    record(app);
    expect((await app.app.request(path)).status).toBe(401);
    for (const key of [TEACHER, ADMIN]) {
      const reply = await app.app.request(path, bearer(key));
      expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
      expect(await reply.json()).toEqual({ items: [{ ...aCheck(), links: { self: `${path}/chk_built` } }] });
    }
  });
});

describe('withdrawing a check', () => {
  it('makes practice marks of what it held for, says who did it in the audit, and keeps it listed', async () => {
    const app = testApp();
    record(app);
    const { id } = await handIn(app);
    expect((await withdraw(app, 'chk_built', TEACHER)).status).toBe(204);
    expect((await read(app, id)).check).toBeNull();
    const [entry] = app.store.audit(1);
    expect(entry).toMatchObject({ actor: 'miss-hill', role: 'teacher', action: 'withdraw-check', subject: 'chk_built' });
    const { items } = await (await app.app.request(path, bearer(TEACHER))).json();
    expect(items).toMatchObject([{ id: 'chk_built', withdrawnAt: entry?.at }]);
  });

  it('is for staff, and for a check that still holds', async () => {
    const app = testApp();
    record(app);
    const codes = async (reply: Response) => [reply.status, (await reply.json()).code];
    expect(await codes(await withdraw(app, 'chk_built'))).toEqual([401, 'key-required']);
    expect(app.store.checks()).toEqual([aCheck()]);
    expect(await codes(await withdraw(app, 'chk_none', TEACHER))).toEqual([404, 'not-found']);
    await withdraw(app, 'chk_built', ADMIN);
    expect(await codes(await withdraw(app, 'chk_built', ADMIN))).toEqual([404, 'not-found']);
  });
});
