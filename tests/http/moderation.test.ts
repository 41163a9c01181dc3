import { describe, expect, it } from 'vitest';
import { ADMIN } from '../support/app.ts';
import { batchApp, essays, OTHER } from '../support/batches.ts';

type Item = { submissionId: string; identifier: string };
type Script = { submissionId: string; identifier: string; awarded: number; why: string };

/** A class whose essays have these marks, each read by its teacher; `left` more are marked and not read. */
async function classWith(marks: number[], left = 0) {
  const app = batchApp();
  const { call, until } = app;
  const { id } = (await call('POST', '/batches?start=true', { essays: essays(marks.length + left) })).body;
  await until(id, 'done');
  const items: Item[] = (await call('GET', `/batches/${id}/items?sort=order`)).body.items;
  for (const [i, awarded] of marks.entries()) {
    const change = { kind: 'mark', awarded };
    await call('POST', `/submissions/${items[i]?.submissionId}/overrides`, { change, reason: 'As it stands.' });
  }
  const path = `/batches/${id}/moderation`;
  const draw = async (body?: object) => (await call('POST', path, body, ADMIN)).body;
  const settle = (script: Script | undefined, body: object) => call('PUT', `${path}/${script?.submissionId}`, body, ADMIN);
  return { ...app, id, items, path, draw, settle };
}

describe('the moderation sample of a class', () => {
  it('is drawn by a head of department from what was read, changed scripts and all, and stays', async () => {
    const { call, path, draw } = await classWith([20, 4, 12], 3);
    const before = (await call('GET', path, undefined, ADMIN)).body;
    expect(before).toMatchObject({ scripts: [], figures: null, read: 3, usual: 3, tolerance: 2, outOf: 25, mayModerate: true });
    const { scripts } = await draw({ size: 1 });
    expect(scripts.map(({ identifier, awarded, why }: Script) => [identifier, awarded, why])).toEqual([
      ['001', 20, 'changed'],
      ['003', 12, 'changed'],
      ['002', 4, 'changed'],
    ]);
    expect((await draw({ size: 2 })).scripts).toEqual(scripts);
    expect((await call('GET', path)).body).toMatchObject({ scripts, mayModerate: false });
  });

  it('takes scripts that were only read, and passes over words of the feedback', async () => {
    const { call, items, draw } = await classWith([], 3);
    for (const { submissionId } of items) await call('POST', `/submissions/${submissionId}/review`);
    const change = { kind: 'feedback', summary: 'Well argued.' };
    await call('POST', `/submissions/${items[0]?.submissionId}/overrides`, { change, reason: 'f' });
    const { scripts } = await draw({ size: 1 });
    expect(scripts.map(({ why }: Script) => why)).not.toContain('changed');
  });

  it('is agreed with or overridden, with the marks and the figures that follow', async () => {
    const { call, draw, settle } = await classWith([20, 12, 4]);
    const [first, second, third] = (await draw()).scripts as Script[];
    await settle(first, { awarded: 20 });
    const { body } = await settle(second, { awarded: 6, reason: 'The line is asserted.' });
    expect(body.scripts).toMatchObject([
      { awarded: 20, now: 20, settled: 20, outcome: 'agreed', moderator: 'head' },
      { awarded: 12, now: 6, settled: 6, outcome: 'changed', moderator: 'head' },
      { settled: null, outcome: null, moderator: null },
    ]);
    expect(body.figures).toEqual({ settled: 2, agreed: 1, withinTolerance: 0.5, meanGap: 3, bias: 3, within: false });
    const history = (await call('GET', `/submissions/${second?.submissionId}/overrides`)).body.overrides;
    expect(history.at(-1)).toMatchObject({ author: 'head', reason: 'The line is asserted.', change: { kind: 'mark', awarded: 6 } });
    expect((await settle(third, { awarded: 4 })).body.figures).toMatchObject({ settled: 3, agreed: 2, meanGap: 2, within: true });
    expect((await settle(second, { awarded: 12, reason: 'On a second reading.' })).body.figures).toMatchObject({ agreed: 3, meanGap: 0 });
  });

  it('is refused where a mark is no mark or has no reason, and nothing is kept', async () => {
    const { path, call, draw, settle, store, id } = await classWith([20], 1);
    const [script] = (await draw()).scripts as Script[];
    for (const [body, field] of [
      [{ awarded: 19 }, 'reason'],
      [{ awarded: 26, reason: 'x' }, 'awarded'],
      [{ awarded: -1, reason: 'x' }, 'awarded'],
      [{ awarded: 20, more: 1 }, 'more'],
    ] as const)
      expect(await settle(script, body)).toMatchObject({ status: 422, body: { fields: [{ field }] } });
    expect(await call('POST', path, { size: 0 }, ADMIN)).toMatchObject({ status: 422, body: { fields: [{ field: 'size' }] } });
    expect(store.moderation(id)).toMatchObject([{ settled: null }]);
    await call('POST', `/submissions/${script?.submissionId}/release`);
    expect(await settle(script, { awarded: 9, reason: 'x' })).toMatchObject({ status: 409 });
    expect(await settle(script, { awarded: 20 })).toMatchObject({ status: 200 });
  });

  it('is for heads of department to draw, settle and remove, and another teacher does not see it', async () => {
    const { call, path, draw, settle, items } = await classWith([20], 1);
    const [script] = (await draw()).scripts as Script[];
    expect(await call('POST', path, {})).toMatchObject({ status: 403 });
    expect(await settle(script, { awarded: 20 })).toMatchObject({ status: 200 });
    expect(await call('PUT', `${path}/${script?.submissionId}`, { awarded: 20 })).toMatchObject({ status: 403 });
    expect(await call('DELETE', path)).toMatchObject({ status: 403 });
    expect(await call('GET', path, undefined, OTHER)).toMatchObject({ status: 404 });
    expect(await call('GET', path, undefined, '')).toMatchObject({ status: 401 });
    expect(await call('PUT', `${path}/${items[1]?.submissionId}`, { awarded: 1 }, ADMIN)).toMatchObject({ status: 404 });
    expect([(await call('DELETE', path, undefined, ADMIN)).status, (await call('DELETE', path, undefined, ADMIN)).status]).toEqual([
      204, 404,
    ]);
    expect((await call('GET', path)).body.scripts).toEqual([]);
  });

  it('is not drawn where nothing was read, and holds no seed scripts', async () => {
    const { call, until } = batchApp();
    await call('POST', '/seeds', { title: 's', text: essays(9)[8]?.text, definitive: 9 });
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(1), seedShare: 1 })).body;
    await until(id, 'done');
    expect(await call('POST', `/batches/${id}/moderation`, undefined, ADMIN)).toMatchObject({ status: 409 });
    const items: Item[] = (await call('GET', `/batches/${id}/items`)).body.items;
    for (const { submissionId } of items) await call('POST', `/submissions/${submissionId}/review`);
    expect((await call('POST', `/batches/${id}/moderation`, undefined, ADMIN)).body).toMatchObject({
      read: 1,
      scripts: [{ identifier: '001' }],
    });
  });
});
