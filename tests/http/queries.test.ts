import { describe, expect, it } from 'vitest';
import { ADMIN, TEACHER } from '../support/app.ts';
import { type BatchApp, batchApp, essays, OTHER } from '../support/batches.ts';
import { claimingEngine } from '../support/claiming-engine.ts';

const WORDS = 'Zoë thinks that her last paragraph answers the other side.';
const STUDENT = '';

/** A class of so many that is marked, its first script released. */
async function released(count = 1): Promise<BatchApp & { batch: string; id: string; ids: string[] }> {
  const app = batchApp(claimingEngine());
  const { body } = await app.call('POST', '/batches?start=true', { essays: essays(count) });
  await app.until(body.id, 'done');
  const { items } = (await app.call('GET', `/batches/${body.id}/items`)).body;
  const ids = items.map(({ submissionId }: { submissionId: string }) => submissionId);
  await app.call('POST', `/submissions/${ids[0]}/release`);
  return { ...app, batch: body.id, id: ids[0], ids };
}
const ask = ({ call }: BatchApp, id: string, words: unknown = WORDS, key = STUDENT) =>
  call('POST', `/submissions/${id}/queries`, { words }, key);
const list = async ({ call }: BatchApp, id: string, key = STUDENT) =>
  (await call('GET', `/submissions/${id}/queries`, undefined, key)).body.items;
const refused = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const conflict = [409, 'conflict'];

describe('a second look at a mark', () => {
  it('is asked for by the student of a released essay, and answered by their teacher', async () => {
    const app = await released();
    const { id, call } = app;
    const { awarded } = (await call('GET', `/submissions/${id}`)).body.assessment.mark;
    const asked = await ask(app, id, `  ${WORDS}\n`);
    expect(asked).toMatchObject({ status: 201, body: { submissionId: id, awarded, words: WORDS, answer: null } });
    for (const key of [STUDENT, TEACHER, ADMIN]) expect(await list(app, id, key)).toEqual([asked.body]);
    const answer = `/submissions/${id}/queries/${asked.body.id}/answer`;
    const answered = await call('POST', answer, { words: 'It does not.' });
    expect(answered).toMatchObject({ status: 200, body: { id: asked.body.id, answer: { words: 'It does not.', author: 'miss-hill' } } });
    expect(await list(app, id, TEACHER)).toEqual([answered.body]);
    expect(await list(app, id)).toEqual([{ ...answered.body, answer: { ...answered.body.answer, author: null } }]);
    expect(refused(await call('POST', answer, { words: 'Or so.' }))).toEqual(conflict);
    expect((await call('GET', `/submissions/${id}`, undefined, STUDENT)).body.state).toBe('released');
  });

  it('is open once at a time', async () => {
    const app = await released();
    const first = (await ask(app, app.id)).body.id;
    expect(refused(await ask(app, app.id))).toEqual(conflict);
    await app.call('POST', `/submissions/${app.id}/queries/${first}/answer`, { words: 'No.' });
    expect((await ask(app, app.id, 'And the second paragraph?')).status).toBe(201);
    expect((await list(app, app.id)).map(({ words }: { words: string }) => words)).toEqual([WORDS, 'And the second paragraph?']);
  });

  it('is for no essay in practice and none that is not released', async () => {
    const app = await released(2);
    expect(refused(await ask(app, app.ids[1] ?? ''))).toEqual(conflict);
    const practice = await (await app.submit('A pact was signed in 1939.', {}, '?wait=10')).json();
    const reply = await ask(app, practice.id);
    expect([...refused(reply), reply.body.detail]).toEqual([...conflict, expect.stringContaining('practice')]);
    expect(refused(await ask(app, 'sub_none'))).toEqual([404, 'not-found']);
    await app.call('POST', `/submissions/${app.id}/take-back`);
    expect(refused(await ask(app, app.id))).toEqual(conflict);
    expect(app.store.audit(99).map(({ action }) => action)).not.toContain('query-mark');
  });

  it('keeps its answer from the student while the mark is taken back, as it may be another by then', async () => {
    const app = await released();
    const { id, call } = app;
    const query = (await ask(app, id)).body.id;
    await call('POST', `/submissions/${id}/take-back`);
    expect((await call('POST', `/submissions/${id}/overrides`, { change: { kind: 'mark', awarded: 21 }, reason: 'f' })).status).toBe(201);
    expect((await call('POST', `/submissions/${id}/queries/${query}/answer`, { words: 'It is 21.' })).status).toBe(200);
    expect(await list(app, id)).toMatchObject([{ words: WORDS, answer: null }]);
    await call('POST', `/submissions/${id}/release`);
    expect(await list(app, id)).toMatchObject([{ answer: { words: 'It is 21.' } }]);
  });

  it.each([
    [{}, 'words'],
    [{ words: ' ' }, 'words'],
    [{ words: 7 }, 'words'],
    [{ words: 'x'.repeat(1001) }, 'words'],
    [{ words: 'a\u0000b' }, 'words'],
    [{ words: 'a\u202eb' }, 'words'],
    [{ words: 'fine', mark: 25 }, 'mark'],
  ])('of no good words is refused and keeps nothing: %j', async (body, field) => {
    const app = await released();
    const path = `/submissions/${app.id}/queries`;
    const reply = await app.call('POST', path, body, STUDENT);
    expect([reply.status, reply.body.fields.map((one: { field: string }) => one.field)]).toEqual([422, [field]]);
    expect(await list(app, app.id)).toEqual([]);
    const { id } = (await ask(app, app.id)).body;
    expect((await app.call('POST', `${path}/${id}/answer`, body)).status).toBe(422);
    expect(await list(app, app.id)).toMatchObject([{ answer: null }]);
  });

  it('is neither read nor answered by another teacher, nor answered by a student', async () => {
    const app = await released();
    const { id } = (await ask(app, app.id)).body;
    const answer = (key: string, query = id) => app.call('POST', `/submissions/${app.id}/queries/${query}/answer`, { words: 'No.' }, key);
    expect(refused(await app.call('GET', `/submissions/${app.id}/queries`, undefined, OTHER))).toEqual([404, 'not-found']);
    expect(refused(await ask(app, app.id, WORDS, OTHER))).toEqual([404, 'not-found']);
    expect(refused(await answer(OTHER))).toEqual([404, 'not-found']);
    expect(refused(await answer(STUDENT))).toEqual([401, 'key-required']);
    expect(refused(await answer(TEACHER, 'qry_none'))).toEqual([404, 'not-found']);
    expect((await answer(ADMIN)).status).toBe(200);
  });

  it('is kept from a teacher who has yet to mark the script unseen', async () => {
    const app = batchApp(claimingEngine());
    const { body } = await app.call('POST', '/batches?start=true', { essays: essays(1), blindShare: 1 });
    await app.until(body.id, 'done');
    const [item] = (await app.call('GET', `/batches/${body.id}/items`)).body.items;
    const id = item.submissionId;
    await app.call('POST', `/submissions/${id}/blind-mark`, { awarded: 3 }, ADMIN);
    await app.call('POST', `/submissions/${id}/release`, undefined, ADMIN);
    const query = (await ask(app, id)).body;
    expect(await list(app, id, TEACHER)).toHaveLength(1);
    await app.call('POST', `/submissions/${id}/take-back`, undefined, ADMIN);
    expect(refused(await app.call('GET', `/submissions/${id}/queries`))).toEqual(conflict);
    expect(refused(await app.call('POST', `/submissions/${id}/queries/${query.id}/answer`, { words: 'No.' }))).toEqual(conflict);
    expect((await app.call('GET', `/batches/${body.id}/items`)).body.items[0].reasons).toEqual([]);
    expect(await list(app, id, ADMIN)).toEqual([query]);
  });

  it('puts the script before all others that have a mark, with the reason, until it is answered', async () => {
    const app = await released(3);
    const queue = async (more = '') =>
      (await app.call('GET', `/batches/${app.batch}/items?sort=need${more}`)).body.items.map(
        ({ n, need, reasons }: { n: number; need: number; reasons: string[] }) => ({ n, need, reasons }),
      );
    const before = await queue();
    const last = before.at(-1);
    const id = app.ids[last.n - 1] ?? '';
    await app.call('POST', `/submissions/${id}/release`);
    const { body } = await ask(app, id);
    const after = await queue();
    expect(after).toEqual([
      { n: last.n, need: last.need + 500, reasons: ['Its student asks for a second look at the mark.', ...last.reasons] },
      ...before.slice(0, -1),
    ]);
    expect(await queue(`&limit=1&cursor=${last.n}`)).toEqual(before.slice(0, 1));
    await app.call('POST', `/submissions/${id}/queries/${body.id}/answer`, { words: 'No.' });
    expect(await queue()).toEqual(before);
  });

  it('leaves its words in no log, problem or audit row, and goes with the essay', async () => {
    const app = await released();
    const { id } = (await ask(app, app.id)).body;
    await app.call('POST', `/submissions/${app.id}/queries/${id}/answer`, { words: 'Quillfeather was right.' });
    const told = await ask(app, app.id, `${WORDS}\u0000`);
    const secrets = /Zoë|last paragraph|Quillfeather/u;
    expect(JSON.stringify([told.body, app.store.audit(99)])).not.toMatch(secrets);
    expect(app.logged()).not.toMatch(secrets);
    const rows = app.store.audit(99).filter(({ action }) => action.includes('query'));
    expect(rows.map(({ action, actor, subject, detail }) => [action, actor, subject, detail])).toEqual([
      ['answer-query', 'miss-hill', app.id, id],
      ['query-mark', 'student', app.id, id],
    ]);
    await app.call('DELETE', `/submissions/${app.id}`);
    expect(app.store.queries(app.id)).toEqual([]);
    expect((await app.call('GET', `/submissions/${app.id}/queries`, undefined, STUDENT)).status).toBe(404);
  });
});
