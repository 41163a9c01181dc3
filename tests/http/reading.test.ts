import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problems } from '../../src/domain/errors.ts';
import { readSamples } from '../../src/http/samples.ts';
import { bearer, TEACHER, testApp } from '../support/app.ts';

describe('rubrics', () => {
  it('are listed and read whole, with an ETag', async () => {
    const { app, store } = testApp();
    const { items } = await (await app.request('/api/v1/rubrics')).json();
    expect(items).toMatchObject([{ id: 'small', version: 1, title: expect.any(String) }]);
    const reply = await app.request('/api/v1/rubrics/small', bearer(TEACHER));
    expect(await reply.json()).toEqual(store.rubric('small'));
    const etag = reply.headers.get('etag') ?? '';
    const again = await app.request('/api/v1/rubrics/small', { headers: { ...bearer(TEACHER).headers, 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await app.request('/api/v1/rubrics/small', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('give a student the question, the scheme and the titles, and none of the answers', async () => {
    const { app, store } = testApp();
    const reply = await app.request('/api/v1/rubrics/small');
    const { question, scheme, bank } = await reply.json();
    const whole = store.rubric('small');
    expect([question.text, scheme, bank.cards, bank.themes]).toEqual([
      whole?.question.text,
      whole?.scheme,
      whole?.bank.cards,
      whole?.bank.themes,
    ]);
    expect([bank.points, bank.beyond, bank.lexicon, question.argument]).toEqual([{}, {}, {}, { for: {}, against: {} }]);
    const teachers = await app.request('/api/v1/rubrics/small', bearer(TEACHER));
    expect(teachers.headers.get('etag')).not.toBe(reply.headers.get('etag'));
    expect(reply.headers.get('vary')).toMatch(/authorization/iu);
  });

  it('keep their older versions', async () => {
    const { app, store } = testApp();
    const first = store.rubric('small');
    if (!first) throw new Error('no rubric');
    store.saveRubric({ ...first, hash: 'sha256-2' }, { author: 'a', note: '', at: new Date().toISOString() });
    const hash = async (query: string) => (await (await app.request(`/api/v1/rubrics/small${query}`)).json()).hash;
    expect(await hash('?version=1')).toBe(first.hash);
    expect(await hash('')).toBe('sha256-2');
  });

  it('are sent small to those who can read it so, and still known by their ETag', async () => {
    const { app } = testApp();
    const ask = (more: Record<string, string> = {}) =>
      app.request('/api/v1/rubrics/small', { headers: { 'accept-encoding': 'gzip', ...more } });
    const reply = await ask();
    expect(reply.headers.get('content-encoding')).toBe('gzip');
    const packed = await reply.arrayBuffer();
    const plain = await (await app.request('/api/v1/rubrics/small')).arrayBuffer();
    expect(packed.byteLength).toBeLessThan(plain.byteLength / 2);
    expect((await ask({ 'if-none-match': reply.headers.get('etag') ?? '' })).status).toBe(304);
  });
});

describe('samples', () => {
  it('are the Markdown files of their folder, and nothing else in it', () => {
    const dir = mkdtempSync(join(tmpdir(), 'examiner-samples-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    writeFileSync(join(dir, 'two-1.md'), 'The pact.\n\nMore words here.\n');
    for (const name of ['README.md', 'two-1.gold.json', '.hidden.md', 'one.txt']) writeFileSync(join(dir, name), 'no sample');
    mkdirSync(join(dir, 'folder'));
    expect(readSamples(dir)).toEqual([{ id: 'two-1', words: 5, firstLine: 'The pact.', text: 'The pact.\n\nMore words here.\n' }]);
    expect(readSamples(join(dir, 'nowhere'))).toEqual([]);
  });

  it('are listed without their text and read with it', async () => {
    const { app } = testApp();
    const { items } = await (await app.request('/api/v1/samples')).json();
    expect(items.length).toBeGreaterThan(9);
    expect(items[0]).not.toHaveProperty('text');
    const sample = await (await app.request(`/api/v1/samples/${items[0].id}`)).json();
    expect(sample).toMatchObject(items[0]);
    expect(sample.text).toContain(items[0].firstLine);
  });
});

describe('whether it is well', () => {
  const ready = async (app: ReturnType<typeof testApp>) => {
    const reply = await app.app.request('/readyz');
    return [reply.status, await reply.json()];
  };

  it('is told while it works and when the worker has stopped', async () => {
    const app = testApp();
    expect(await ready(app)).toEqual([200, { ready: true, store: true, rubric: true, worker: true }]);
    await app.queue.stop(0);
    expect(await ready(app)).toEqual([503, { ready: false, store: true, rubric: true, worker: false }]);
    expect((await app.app.request('/healthz')).status).toBe(200);
  });

  it('is told when the store does not answer', async () => {
    const app = testApp();
    app.store.close();
    expect(await ready(app)).toMatchObject([503, { ready: false, store: false }]);
  });
});

describe('the page', () => {
  it('is served fresh, and what it loads for ever', async () => {
    const { app } = testApp();
    const page = await app.request('/');
    expect([await page.text(), page.headers.get('cache-control')]).toEqual([expect.stringContaining('<title>page'), 'no-cache']);
    const asset = await app.request('/assets/main-ABC.js');
    expect([await asset.text(), asset.headers.get('content-type')]).toEqual(['// client', 'text/javascript; charset=utf-8']);
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });
});

it('every kind of problem is explained at its own address', async () => {
  const { app } = testApp();
  for (const [code, title] of Object.entries(problems)) expect(await (await app.request(`/problems/${code}`)).text()).toBe(`${title}.\n`);
});
