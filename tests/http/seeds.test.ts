import { describe, expect, it } from 'vitest';
import { ADMIN, ESSAY } from '../support/app.ts';
import { batchApp, essays, OTHER } from '../support/batches.ts';

type Item = { n: number; identifier: string; fileName: string | null; name: string | null; outcome: string };
const seed = (more: object = {}) => ({ title: 'Summer 2024, script 3', text: ESSAY, definitive: 25, tolerance: 1, ...more });

describe('a seed script', () => {
  it('is slipped into a batch as an item like any other, and drift is told with the batch', async () => {
    const { call, until } = batchApp();
    const { body } = await call('POST', '/seeds', seed());
    expect(body).toMatchObject({ title: 'Summer 2024, script 3', rubricId: 'small', definitive: 25, tolerance: 1, author: 'miss-hill' });
    const batch = (await call('POST', '/batches?start=true', { essays: essays(4), seeds: 1, blindShare: 1 })).body;
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

  it('is not released with the batch', async () => {
    const { call, until } = batchApp();
    await call('POST', '/seeds', seed());
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(2), seeds: 1 })).body;
    await until(id, 'done');
    expect((await call('POST', `/batches/${id}/release`, { states: ['marked'] })).body).toEqual({ count: 2 });
  });

  it('within its tolerance is no drift', async () => {
    const { call, until } = batchApp();
    await call('POST', '/seeds', seed({ definitive: 0, tolerance: 10 }));
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(1), seeds: 1 })).body;
    expect((await until(id, 'done')).drift).toEqual([]);
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

  it('is its teacher’s to delete, and a head of department’s; its markings go with it', async () => {
    const { call, until } = batchApp();
    const { id } = (await call('POST', '/seeds', seed())).body;
    const batch = (await call('POST', '/batches?start=true', { essays: essays(2), seeds: 1 })).body;
    await until(batch.id, 'done');
    expect((await call('DELETE', `/seeds/${id}`, undefined, OTHER)).status).toBe(404);
    expect((await call('GET', '/seeds', undefined, '')).status).toBe(401);
    expect((await call('DELETE', `/seeds/${id}`, undefined, ADMIN)).status).toBe(204);
    expect((await call('GET', '/seeds')).body.items).toEqual([]);
    expect((await call('GET', `/batches/${batch.id}`)).body.progress.items).toBe(2);
  });
});
