import { describe, expect, it } from 'vitest';
import { ADMIN, ESSAY, TEACHER } from '../support/app.ts';
import { batchApp, essays, OTHER } from '../support/batches.ts';

type Item = { n: number; identifier: string; fileName: string | null; name: string | null; outcome: string };
const seed = (more: object = {}) => ({ title: 'Summer 2024, script 3', text: ESSAY, definitive: 25, tolerance: 1, ...more });

describe('a seed script', () => {
  it('is slipped into a batch as an item like any other, and drift is told with the batch', async () => {
    const { call, until } = batchApp();
    const { body } = await call('POST', '/seeds', seed());
    expect(body).toMatchObject({ title: 'Summer 2024, script 3', rubricId: 'small', definitive: 25, tolerance: 1, author: 'miss-hill' });
    const batch = (await call('POST', '/batches?start=true', { essays: essays(4), seedShare: 0.25, blindShare: 1 })).body;
    expect(batch.progress).toMatchObject({ items: 5, outcomes: { accepted: 5 } });
    const done = await until(batch.id, 'done');
    expect(done.seedsMarked).toBe(1);
    const items: Item[] = (await call('GET', `/batches/${batch.id}/items`)).body.items;
    const own = new Set(essays(4).map(({ identifier }) => identifier));
    const slipped = items.filter(({ identifier }) => !own.has(identifier));
    expect(slipped).toMatchObject([{ identifier: expect.stringMatching(/^\d{3}$/), outcome: 'accepted' }]);
    expect(items.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    const [drift] = done.drift;
    expect(drift).toMatchObject({ seedId: body.id, n: slipped[0]?.n, definitive: 25, tolerance: 1, gap: drift.awarded - 25 });
    const { items: listed } = (await call('GET', '/seeds')).body;
    expect(listed).toMatchObject([{ id: body.id, record: [{ batchId: batch.id, gap: drift.gap, drifted: true }] }]);
    expect(JSON.stringify(listed)).not.toContain(ESSAY.slice(0, 30));
  });

  it('is as often in batches as the others, whether or not these were marked', async () => {
    const { call } = batchApp();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) ids.push((await call('POST', '/seeds', seed({ text: `${ESSAY} ${n}` }))).body.id);
    const uses = async () =>
      Object.fromEntries((await call('GET', '/seeds')).body.items.map((one: { id: string; uses: number }) => [one.id, one.uses]));
    for (const _ of ids) await call('POST', '/batches', { essays: essays(2), seedShare: 0.1 });
    expect(await uses()).toEqual(Object.fromEntries(ids.map((id) => [id, 1])));
    expect((await call('POST', '/batches', { essays: essays(9), seedShare: 0.25 })).body.progress.items).toBe(11);
    expect(Object.values(await uses()).toSorted()).toEqual([1, 2, 2]);
    expect((await call('POST', '/batches', { essays: essays(9), seedShare: 1 })).body.progress.items).toBe(12);
  });

  it('outside its tolerance is an event of its batch, and of none where it is within', async () => {
    const { app, call, until } = batchApp();
    const { id: seedId } = (await call('POST', '/seeds', seed())).body;
    await call('POST', '/seeds', seed({ definitive: 10, tolerance: 10 }));
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(2), seedShare: 1 })).body;
    const headers = { authorization: `Bearer ${TEACHER}` };
    const drifts = async () => {
      const told = await (await app.request(`/api/v1/batches/${id}/events`, { headers })).text();
      return [...told.matchAll(/^event: drift\ndata: (.*)$/gmu)].map(([, data]) => JSON.parse(data ?? ''));
    };
    const whileMarked = await drifts();
    const done = await until(id, 'done');
    expect([done.seedsMarked, done.drifts, done.drift]).toEqual([2, true, [expect.objectContaining({ seedId })]]);
    expect(whileMarked).toEqual(done.drift);
    expect(await drifts()).toEqual(done.drift);
  });

  it('is not released with the batch', async () => {
    const { call, until } = batchApp();
    await call('POST', '/seeds', seed());
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(2), seedShare: 0.5 })).body;
    await until(id, 'done');
    expect((await call('POST', `/batches/${id}/release`, { states: ['marked'] })).body).toEqual({ count: 2 });
  });

  it('within its tolerance is no drift', async () => {
    const { call, until } = batchApp();
    await call('POST', '/seeds', seed({ definitive: 0, tolerance: 10 }));
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(1), seedShare: 1 })).body;
    expect(await until(id, 'done')).toMatchObject({ drift: [], drifts: false, seedsMarked: 1 });
    expect((await call('GET', '/seeds')).body.items[0].record[0]).toMatchObject({ drifted: false });
  });

  it.each([
    [{ definitive: 26 }, 'definitive'],
    [{ definitive: -1 }, 'definitive'],
    [{ tolerance: 11 }, 'tolerance'],
    [{ title: '' }, 'title'],
    [{ text: ' ' }, 'text'],
    [{ rubricId: 'other' }, 'rubricId'],
  ])('is refused with %j', async (more, field) => {
    const { call, store } = batchApp();
    const { status, body } = await call('POST', '/seeds', seed(more));
    expect([status, body.fields[0].field, store.seeds({ author: null })]).toEqual([422, field, []]);
  });

  const sendForm = (app: ReturnType<typeof batchApp>, fields: Record<string, string | File>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return app.app.request('/api/v1/seeds', { method: 'POST', headers: { authorization: `Bearer ${TEACHER}` }, body: form });
  };
  const fields = { title: 'Script 3', definitive: '20', tolerance: '', rubricId: '' };

  it('is taken from a file, and what a form leaves empty is left out', async () => {
    const app = batchApp();
    const reply = await sendForm(app, { ...fields, file: new File([ESSAY], 'script.txt') });
    expect(reply.status).toBe(201);
    const { id } = await reply.json();
    expect(app.store.seed(id)).toMatchObject({ title: 'Script 3', text: ESSAY, definitive: 20, tolerance: 2, rubricId: 'small' });
  });

  it.each([
    [{ file: new File(['%PDF-1.4 broken'], 'a.pdf') }, 'text'],
    [{ file: new File([ESSAY], 'a.txt'), text: ESSAY }, 'text'],
    [{ file: new File([ESSAY], 'a.txt'), definitive: '1e1' }, 'definitive'],
    [{ file: new File([ESSAY], 'a.txt'), definitive: '' }, 'definitive'],
    [{}, 'text'],
  ])('is refused as a form with %j, by its field %s', async (more, field) => {
    const app = batchApp();
    const reply = await sendForm(app, { ...fields, ...more });
    expect([reply.status, (await reply.json()).fields[0].field, app.store.seeds({ author: null })]).toEqual([422, field, []]);
  });

  it('is at most 4 MB', async () => {
    const app = batchApp();
    const big = (megabytes: number) => new File([' '.repeat(megabytes * 2 ** 20)], 'a.txt');
    expect((await sendForm(app, { ...fields, file: big(3) })).status).toBe(422);
    expect((await sendForm(app, { ...fields, file: big(5) })).status).toBe(413);
  });

  it('is one file, as JSON or a form', async () => {
    const app = batchApp();
    const form = new FormData();
    for (const name of ['a.txt', 'b.txt']) form.append('file', new File([ESSAY], name));
    const headers = { authorization: `Bearer ${TEACHER}` };
    const post = async (more: RequestInit) => (await app.app.request('/api/v1/seeds', { method: 'POST', headers, ...more })).status;
    expect(await post({ body: form })).toBe(400);
    expect(await post({ body: ESSAY, headers: { ...headers, 'content-type': 'text/plain' } })).toBe(415);
    expect(await post({ body: '{', headers: { ...headers, 'content-type': 'application/json' } })).toBe(400);
  });

  it('is its teacher’s to delete, and a head of department’s; its markings go with it', async () => {
    const { call, until } = batchApp();
    const { id } = (await call('POST', '/seeds', seed())).body;
    const batch = (await call('POST', '/batches?start=true', { essays: essays(2), seedShare: 0.5 })).body;
    await until(batch.id, 'done');
    expect((await call('DELETE', `/seeds/${id}`, undefined, OTHER)).status).toBe(404);
    expect((await call('GET', '/seeds', undefined, '')).status).toBe(401);
    expect((await call('DELETE', `/seeds/${id}`, undefined, ADMIN)).status).toBe(204);
    expect((await call('GET', '/seeds')).body.items).toEqual([]);
    expect((await call('GET', `/batches/${batch.id}`)).body.progress.items).toBe(2);
  });
});
