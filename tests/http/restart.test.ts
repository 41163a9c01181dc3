import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { bearer, TEACHER } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { fakeEngine } from '../support/fake-engine.ts';

const { version: _version, ...rubric } = smallRubric(8);
const titled = (title: string) => ({ ...rubric, hash: `sha256-${title}`, question: { ...rubric.question, title } });

it('a restart undoes no edit made through the API, whether the files have changed or not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-restart-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({ DATABASE_URL: join(folder, 'x.sqlite'), API_KEYS: `miss-hill:${TEACHER}` });
  let log = '';
  const logTo = {
    write: (line: string) => {
      log += line;
    },
  };
  const client = Promise.resolve({ html: '', assets: new Map() });
  /** Starts with these files, asks, stops. */
  async function during<T>(file: typeof rubric, ask: (app: ReturnType<typeof compose>['app']) => Promise<T>): Promise<T> {
    const { app, store } = compose(config, { engine: fakeEngine(), client, logTo, rubrics: [file] });
    const answer = await ask(app);
    store.close();
    return answer;
  }
  const path = '/api/v1/rubrics/small';
  const read = async (app: ReturnType<typeof compose>['app']) => {
    const { question, version } = await (await app.request(path, bearer(TEACHER))).json();
    return [version, question.title];
  };

  await during(titled('File'), async (app) => {
    const tag = (await app.request(path, bearer(TEACHER))).headers.get('etag') ?? '';
    const headers = { ...bearer(TEACHER).headers, 'content-type': 'application/merge-patch+json', 'if-match': tag };
    const reply = await app.request(path, { method: 'PATCH', headers, body: '{"question":{"title":"Edited"}}' });
    expect(reply.status).toBe(200);
  });
  expect(await during(titled('File'), read)).toEqual([2, 'Edited']);
  expect(await during(titled('New file'), read)).toEqual([2, 'Edited']);
  expect(await during(titled('New file'), read)).toEqual([2, 'Edited']);
  expect(log).toContain('the edit outranks its file');
  const { items } = await during(titled('New file'), async (app) => (await app.request(`${path}/versions`, bearer(TEACHER))).json());
  expect(items).toMatchObject([
    { version: 3, title: 'New file', author: 'system', note: expect.stringContaining('version 2 was edited here'), current: false },
    { version: 2, title: 'Edited', author: 'miss-hill', current: true },
    { version: 1, title: 'File', current: false },
  ]);
  await during(titled('New file'), async (app) => app.request(path, { method: 'DELETE', ...bearer(TEACHER) }));
  expect(await during(titled('Newer file'), async (app) => (await app.request('/api/v1/rubrics')).json())).toEqual({ items: [] });
});
