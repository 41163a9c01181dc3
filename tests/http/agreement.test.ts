import { describe, expect, it } from 'vitest';
import { batchApp, essays, OTHER } from '../support/batches.ts';

describe('the engine beside marks that were given unseen', () => {
  const start = async (blindShare: number) => {
    const app = batchApp();
    const { body } = await app.call('POST', '/batches?start=true', { title: 'x', essays: essays(4), blindShare });
    await app.until(body.id, 'done');
    const { body: listed } = await app.call('GET', `/batches/${body.id}/items`);
    return { app, id: body.id as string, ids: listed.items.map((item: { submissionId: string }) => item.submissionId) as string[] };
  };

  it('compares what the engine gave, whatever was changed afterwards, and says how many are left', async () => {
    const { app, id, ids } = await start(1);
    await app.call('POST', `/submissions/${ids[0]}/blind-mark`, { awarded: 3 });
    await app.call('POST', `/submissions/${ids[1]}/blind-mark`, { awarded: 24 });
    const { body: script } = await app.call('GET', `/submissions/${ids[0]}`);
    const given: number = script.assessment.mark.awarded;
    await app.call('POST', `/submissions/${ids[0]}/overrides`, { change: { kind: 'mark', awarded: given + 5 }, reason: 'f' });
    const { status, body } = await app.call('GET', `/batches/${id}/agreement`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      unmarked: 2,
      tolerance: 2,
      sentence: expect.stringContaining('too few'),
      scripts: [
        { id: '001', panel: 3, marks: [3], mark: given },
        { id: '002', panel: 24, marks: [24] },
      ],
    });
    expect(body.figures.meanGap).toBe((Math.abs(given - 3) + Math.abs(body.scripts[1].mark - 24)) / 2);
    expect(body.misses[0]).toMatchObject({ id: '002' });
  });

  it('is refused where nobody has marked one, and not there for another teacher', async () => {
    const { app, id } = await start(0.5);
    expect(await app.call('GET', `/batches/${id}/agreement`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await app.call('GET', `/batches/${id}/agreement`, undefined, OTHER)).toMatchObject({ status: 404 });
    expect(await app.call('GET', `/batches/${id}/agreement`, undefined, '')).toMatchObject({ status: 401 });
  });
});
