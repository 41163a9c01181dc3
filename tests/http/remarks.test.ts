import { describe, expect, it } from 'vitest';
import { bearer, ESSAY, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { failing, fakeEngine, gate } from '../support/fake-engine.ts';

const path = '/api/v1/submissions';
const remark = (app: TestApp, id: string, key: string | null = TEACHER) =>
  app.app.request(`${path}/${id}/remark`, { method: 'POST', ...(key && bearer(key)) });
const edit = (app: TestApp, title: string) => {
  const rubric = app.store.rubric('small');
  if (!rubric) throw new Error('no rubric');
  const headers = {
    ...bearer(TEACHER).headers,
    'content-type': 'application/merge-patch+json',
    'if-match': `"${rubric.version}-${rubric.hash}"`,
  };
  return app.app.request('/api/v1/rubrics/small', { method: 'PATCH', headers, body: JSON.stringify({ question: { title } }) });
};
const handIn = async (app: TestApp) => (await app.submit(ESSAY, {}, '?wait=10')).json();

describe('marking an essay again', () => {
  it('uses the newest version, keeps both assessments and lists the earlier one', async () => {
    const app = testApp();
    const first = await handIn(app);
    expect(first.earlier).toEqual([]);
    await edit(app, 'Edited');
    const reply = await remark(app, first.id);
    expect([reply.status, reply.headers.get('location'), await reply.json()]).toEqual([
      202,
      `${path}/${first.id}`,
      { id: first.id, state: 'waiting', links: { self: `${path}/${first.id}` } },
    ]);
    const second = await (await app.marked(first.id)).json();
    expect(second).toMatchObject({ state: 'marked', rubric: { version: 1 }, assessment: { rubric: { id: 'small', version: 2 } } });
    const { id, createdAt, mark } = first.assessment;
    expect(second.earlier).toEqual([
      {
        id,
        createdAt,
        status: 'marked',
        rubric: { id: 'small', version: 1 },
        mark: { awarded: mark.awarded, outOf: 25, level: mark.level },
        links: { self: `${path}/${first.id}/assessments/${id}` },
      },
    ]);
    expect(await (await app.app.request(second.earlier[0].links.self)).json()).toEqual(first.assessment);
    expect(app.store.audit(9).find(({ action }) => action === 'remark-submission')).toMatchObject({
      actor: 'miss-hill',
      subject: first.id,
      detail: 'rubric version 2',
    });
  });

  it('marks against the version that was in force when it was asked for', async () => {
    const { before, open } = gate();
    const app = testApp(fakeEngine(before));
    open();
    const { id } = await handIn(app);
    await edit(app, 'Two');
    await remark(app, id);
    await edit(app, 'Three');
    expect((await (await app.marked(id)).json()).assessment.rubric.version).toBe(2);
    await remark(app, id);
    const { assessment, earlier } = await (await app.marked(id)).json();
    expect([assessment.rubric.version, earlier.map((one: { rubric: { version: number } }) => one.rubric.version)]).toEqual([3, [2, 1]]);
  });

  it('keeps the first mark when the second time brings none', async () => {
    let fails = false;
    const app = testApp(fakeEngine(() => (fails ? failing('No answer.')() : undefined)));
    const { id } = await handIn(app);
    fails = true;
    await remark(app, id);
    const body = await (await app.marked(id)).json();
    expect(body).toMatchObject({
      state: 'marked',
      assessment: { status: 'marked', mark: { outOf: 25 } },
      earlier: [{ status: 'needs_teacher', mark: null }],
    });
  });

  it('keeps flags for a teacher in an earlier assessment from students too', async () => {
    const app = testApp(fakeEngine(failing('No answer.')));
    const { id } = await handIn(app);
    await remark(app, id);
    const { earlier } = await (await app.marked(id)).json();
    const flags = async (key?: string) =>
      (await (await app.app.request(earlier[0].links.self, key ? bearer(key) : {})).json()).flags.map(
        (one: { audience: string }) => one.audience,
      );
    expect(await flags()).not.toContain('teacher');
    expect(await flags(TEACHER)).toContain('teacher');
  });

  it('is for staff, for an essay that is there and is not waiting, and for a rubric that is not archived', async () => {
    const { before, open } = gate();
    const app = testApp(fakeEngine(before));
    const { id } = await (await app.submit(ESSAY)).json();
    const codes = async (reply: Response) => [reply.status, (await reply.json()).code];
    expect(await codes(await remark(app, id, null))).toEqual([401, 'key-required']);
    expect(await codes(await remark(app, 'sub_none'))).toEqual([404, 'not-found']);
    expect(await codes(await remark(app, id))).toEqual([409, 'conflict']);
    open();
    await app.marked(id);
    await app.app.request('/api/v1/rubrics/small', { method: 'DELETE', ...bearer(TEACHER) });
    expect(await codes(await remark(app, id))).toEqual([409, 'conflict']);
    expect((await app.app.request(`${path}/${id}/assessments/asm_none`)).status).toBe(404);
  });

  it('is deleted with the essay', async () => {
    const app = testApp();
    const first = await handIn(app);
    await remark(app, first.id);
    const second = await (await app.marked(first.id)).json();
    await app.app.request(`${path}/${first.id}`, { method: 'DELETE' });
    for (const id of [first.assessment.id, second.assessment.id])
      expect((await app.app.request(`${path}/${first.id}/assessments/${id}`)).status).toBe(404);
  });
});
