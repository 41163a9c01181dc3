import { describe, expect, it, vi } from 'vitest';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { bearer, ESSAY, TEACHER, testApp } from '../support/app.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import { threads } from '../support/threads.ts';

const MODEL = { OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://model.invalid/v1' };

describe('the service', () => {
  it('marks in a thread of its own, which ends with it', async () => {
    const before = threads();
    const app = testApp(null);
    expect(threads()).toBe(before);
    app.warmUp();
    const reply = await app.submit(ESSAY, {}, '?wait=30');
    expect(await reply.json()).toMatchObject({
      state: 'marked',
      assessment: { engine: { id: 'offline', version: offlineEngine().version } },
    });
    expect(threads()).toBe(before + 1);
    await app.queue.stop(0);
    await app.close();
    expect(threads()).toBe(before);
    expect(app.logged()).not.toMatch(/"level":(?:40|50|60)/u);
  });

  it('marks a class in as many threads as it has', async () => {
    const before = threads();
    const app = testApp(null, {}, undefined, { threads: 2 });
    const essays = Array.from({ length: 8 }, (_, i) => ({ identifier: `c${i}`, text: `${ESSAY} This is answer ${i}.` }));
    const headers = { 'content-type': 'application/json', ...bearer(TEACHER).headers };
    const sent = await app.app.request('/api/v1/batches', { method: 'POST', headers, body: JSON.stringify({ essays, start: true }) });
    const { id } = await sent.json();
    await vi.waitFor(() => expect(app.store.left(id).free).toBe(0), 30_000);
    expect(app.store.tally(id)).toMatchObject([{ state: 'marked', items: 8 }]);
    expect(threads()).toBe(before + 2);
  });

  it('previews a draft there too, where a model marks the essays', async () => {
    const before = threads();
    const app = testApp(null, MODEL);
    app.warmUp();
    expect(threads()).toBe(before);
    const headers = { 'content-type': 'application/merge-patch+json', ...bearer(TEACHER).headers };
    const body = JSON.stringify({ question: { title: 'Other' } });
    const reply = await app.app.request('/api/v1/rubrics/small/preview?engine=offline&limit=2', { method: 'POST', headers, body });
    expect(await reply.json()).toMatchObject({ engine: { id: 'offline' }, marked: 2 });
    expect(threads()).toBe(before + 1);
  });

  it('starts no thread for another engine', async () => {
    const before = threads();
    const app = testApp(fakeEngine());
    app.warmUp();
    await app.submit(ESSAY, {}, '?wait=30');
    expect(threads()).toBe(before);
  });
});
