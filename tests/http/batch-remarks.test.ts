import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { ESSAY, TEACHER } from '../support/app.ts';
import { type BatchApp, batchApp, essays, OTHER } from '../support/batches.ts';
import { claimingEngine } from '../support/claiming-engine.ts';
import { failing, fakeModelEngine, gate } from '../support/fake-engine.ts';

type MarkedClass = BatchApp & { batch: string; ids: string[]; again: (more?: string, key?: string) => ReturnType<BatchApp['call']> };

/** A class of so many, marked once. */
async function markedClass(count: number, engine: Engine = claimingEngine(), more: object = {}): Promise<MarkedClass> {
  const app = batchApp(engine);
  const { body } = await app.call('POST', '/batches?start=true', { essays: essays(count), ...more });
  await app.until(body.id, 'done');
  const { items } = (await app.call('GET', `/batches/${body.id}/items`)).body;
  return {
    ...app,
    batch: body.id,
    ids: items.map(({ submissionId }: { submissionId: string }) => submissionId),
    again: (query = '', key = TEACHER) => app.call('POST', `/batches/${body.id}/remark${query}`, undefined, key),
  };
}
/** Another version of the rubric, in force. */
async function edit({ app, store }: BatchApp): Promise<void> {
  const rubric = store.rubric('small');
  const headers = {
    ...{ authorization: `Bearer ${TEACHER}`, 'content-type': 'application/merge-patch+json' },
    'if-match': `"${rubric?.version}-${rubric?.hash}"`,
  };
  const body = JSON.stringify({ question: { title: `Version ${(rubric?.version ?? 0) + 1}` } });
  expect((await app.request('/api/v1/rubrics/small', { method: 'PATCH', headers, body })).status).toBe(200);
}
const read = async ({ call }: BatchApp, id: string, key = TEACHER) => (await call('GET', `/submissions/${id}`, undefined, key)).body;
const refused = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const mark = (awarded: number) => ({ change: { kind: 'mark', awarded }, reason: 'f' });

describe('marking a batch again', () => {
  it('replaces marks that nobody has read, and proposes the others, against the version in force', async () => {
    const app = await markedClass(4);
    const [plain, read1, changed, out] = app.ids as [string, string, string, string];
    await app.call('POST', `/submissions/${read1}/review`);
    await app.call('POST', `/submissions/${changed}/overrides`, mark(12));
    await app.call('POST', `/submissions/${out}/release`);
    await edit(app);
    const kept = [read1, changed, out];
    const shown = () => Promise.all(kept.map(async (id) => ({ ...(await read(app, id)), review: null })));
    const before = await shown();
    const seen = await read(app, out, '');
    const reply = await app.again();
    expect(reply).toMatchObject({
      status: 202,
      body: { rubric: { id: 'small', version: 2, before: 1 }, queued: 4, proposals: 3, left: [], estimate: { essays: 4, tokens: 0 } },
    });
    expect((await app.until(app.batch, 'done')).rubric.version).toBe(2);
    expect(await read(app, plain)).toMatchObject({
      state: 'marked',
      assessment: { rubric: { version: 2 } },
      review: { proposals: [] },
      earlier: [{ rubric: { version: 1 } }],
    });
    expect(await shown()).toEqual(before);
    expect(await read(app, out, '')).toEqual(seen);
    for (const id of kept) expect((await read(app, id)).review.proposals).toMatchObject([{ rubric: { version: 2 } }]);
    expect(app.store.audit(99).find(({ action }) => action === 'remark-batch')).toMatchObject({
      actor: 'miss-hill',
      subject: app.batch,
      detail: '4 queued, rubric version 2',
    });
  });

  it('is only told of with try=true', async () => {
    const app = await markedClass(2);
    await app.call('POST', `/submissions/${app.ids[0]}/review`);
    const [batch, rows] = [(await app.call('GET', `/batches/${app.batch}`)).body, app.store.audit(99).length];
    const reply = await app.again('?try=true');
    expect(reply).toMatchObject({ status: 200, body: { rubric: { version: 1, before: 1 }, queued: 2, proposals: 1, left: [] } });
    expect((await app.call('GET', `/batches/${app.batch}`)).body).toEqual(batch);
    expect(app.store.audit(99)).toHaveLength(rows);
    expect(app.store.left(app.batch)).toEqual({ held: 0, free: 0, capped: false });
  });

  it('takes no mark away where it fails', async () => {
    let fails = false;
    const app = await markedClass(
      2,
      claimingEngine(() => (fails ? failing('No answer.')() : undefined)),
    );
    const before = (await read(app, app.ids[0] ?? '')).assessment;
    fails = true;
    await app.again();
    await app.until(app.batch, 'done');
    const after = await read(app, app.ids[0] ?? '');
    expect([after.state, after.assessment, after.earlier.length]).toEqual(['marked', before, 1]);
  });

  it('goes on for scripts that a teacher has read without saying that they wait', async () => {
    let closed: ReturnType<typeof gate> | null = null;
    const app = await markedClass(
      1,
      claimingEngine((essay, signal) => closed?.before(essay, signal)),
    );
    await app.call('POST', `/submissions/${app.ids[0]}/review`);
    closed = gate();
    await app.again();
    const { progress } = (await app.call('GET', `/batches/${app.batch}`)).body;
    expect(progress).toMatchObject({ state: 'running', done: 1, of: 1, secondsLeft: null });
    closed.open();
    await app.until(app.batch, 'done');
    expect((await read(app, app.ids[0] ?? '')).review.proposals).toHaveLength(1);
  });

  it('that is cancelled leaves every script as it was, and can be begun again', async () => {
    let closed: ReturnType<typeof gate> | null = null;
    const app = await markedClass(
      6,
      claimingEngine((essay, signal) => closed?.before(essay, signal)),
    );
    const [, , , read1, out] = app.ids;
    await app.call('POST', `/submissions/${read1}/review`);
    await app.call('POST', `/submissions/${out}/release`);
    const states = async () =>
      (await app.call('GET', `/batches/${app.batch}/items`)).body.items.map(({ state, mark: given }: { state: string; mark: object }) => [
        state,
        given,
      ]);
    const was = await states();
    closed = gate();
    await app.again();
    expect((await states()).map(([state]: [string]) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'reviewed',
      'released',
      'waiting',
    ]);
    expect((await app.call('POST', `/batches/${app.batch}/cancel`)).body.progress.state).toBe('cancelled');
    expect(await states()).toEqual(was);
    closed = null;
    expect((await app.again()).status).toBe(202);
    await app.until(app.batch, 'done');
    expect((await read(app, out ?? '')).review.proposals).toHaveLength(1);
  });

  it('leaves what waits already, and what was never marked', async () => {
    const closed = gate();
    let waits = false;
    const app = await markedClass(
      2,
      claimingEngine((essay, signal) => (waits ? closed.before(essay, signal) : undefined)),
    );
    waits = true;
    await app.call('POST', `/submissions/${app.ids[1]}/remark`);
    const reply = await app.again();
    expect(reply.body).toMatchObject({ queued: 1, proposals: 0, left: [{ n: 2, why: 'waiting' }] });
    closed.open();
    await app.until(app.batch, 'done');
    const { body } = await app.call('POST', '/batches', { essays: essays(2) });
    await app.call('POST', `/batches/${body.id}/cancel`);
    const none = await app.call('POST', `/batches/${body.id}/remark`);
    const left = [1, 2].map((n) => ({ n, why: 'never-marked' }));
    expect([none.status, none.body.queued, none.body.left]).toEqual([202, 0, left]);
    expect((await app.call('GET', `/batches/${body.id}`)).body.progress.state).toBe('cancelled');
  });

  it('stops before the cap of the batch is passed, and a larger one lets it go on', async () => {
    const engine = fakeModelEngine(1500);
    const app = await markedClass(3, engine);
    const { tokens } = (await app.call('GET', `/batches/${app.batch}`)).body.progress;
    expect(tokens).toBe(9000);
    expect((await app.call('PATCH', `/batches/${app.batch}`, { tokenCap: tokens + 10 })).status).toBe(200);
    const reply = await app.again();
    expect(reply.body).toMatchObject({ queued: 3, estimate: { essays: 3, requests: 6, fits: { batch: false, day: true } } });
    expect((await app.until(app.batch, 'capped')).progress.tokens).toBe(tokens);
    expect(engine.seen).toHaveLength(3);
    expect((await app.call('POST', `/batches/${app.batch}/go-on`, { tokenCap: 1_000_000 })).status).toBe(200);
    expect((await app.until(app.batch, 'done')).progress.tokens).toBe(2 * tokens);
  });

  it('marks all at once, even where the first few were marked first', async () => {
    const app = batchApp(claimingEngine());
    const { id } = (await app.call('POST', '/batches?start=true', { essays: essays(3), first: 1 })).body;
    await app.until(id, 'asks');
    expect(refused(await app.call('POST', `/batches/${id}/remark`))).toEqual([409, 'conflict']);
    await app.call('POST', `/batches/${id}/go-on`);
    await app.until(id, 'done');
    await app.call('POST', `/batches/${id}/remark`);
    await app.until(id, 'done');
    const { items } = (await app.call('GET', `/batches/${id}/items`)).body;
    for (const { submissionId } of items) expect((await read(app, submissionId)).earlier).toHaveLength(1);
  });

  it('is for its own teacher, for a batch of which nothing waits, and for a rubric that is not archived', async () => {
    const app = await markedClass(1);
    const ready = (await app.call('POST', '/batches', { essays: [{ identifier: '9', text: ESSAY }] })).body;
    expect(refused(await app.call('POST', `/batches/${ready.id}/remark`))).toEqual([409, 'conflict']);
    expect(refused(await app.again('', OTHER))).toEqual([404, 'not-found']);
    expect(refused(await app.again('', ''))).toEqual([401, 'key-required']);
    expect(refused(await app.call('POST', '/batches/bat_none/remark'))).toEqual([404, 'not-found']);
    expect(refused(await app.again('?try=perhaps'))).toEqual([422, 'invalid-field']);
    await app.call('POST', `/batches/${ready.id}/cancel`);
    await app.app.request('/api/v1/rubrics/small', { method: 'DELETE', headers: { authorization: `Bearer ${TEACHER}` } });
    expect(refused(await app.again())).toEqual([409, 'conflict']);
    expect((await read(app, app.ids[0] ?? '')).earlier).toEqual([]);
  });
});
