import { onTestFinished } from 'vitest';
import { compose, type Instead, type Service } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { smallRubric } from './builders.ts';
import { fakeEngine } from './fake-engine.ts';
import { expectRebuilt } from './rebuilt.ts';

export const TEACHER = 'teacher-key-0123456789';
export const ADMIN = 'admin-key-0123456789';

const { version: _version, ...rubric } = smallRubric();
const client = Promise.resolve({
  html: '<!doctype html><title>page</title>',
  assets: new Map([['main-ABC.js', { body: new TextEncoder().encode('// client'), type: 'text/javascript; charset=utf-8' }]]),
});

export type TestApp = Service & {
  /** Every line logged so far, as text. */
  logged: () => string;
  /** Hands an essay in as JSON; `more` are further fields. */
  submit: (text: string, more?: object, query?: string) => Promise<Response>;
  /** The submission once it is marked. */
  marked: (id: string) => Promise<Response>;
};

/** The whole service over an in-memory store with one small rubric; stopped when the test ends, when all that it marked is made again. `engine` null: the one that `env` asks for. It marks two essays at a time on whatever machine. */
export function testApp(
  engine: Engine | null = fakeEngine(),
  env: Record<string, string> = {},
  now?: () => string,
  more: Pick<Instead, 'intake' | 'threads'> = {},
): TestApp {
  let log = '';
  const logTo = {
    write: (line: string) => {
      log += line;
    },
  };
  const config = readConfig({
    DATABASE_URL: ':memory:',
    API_KEYS: `miss-hill:${TEACHER},head:${ADMIN}:admin`,
    LOG_LEVEL: 'trace',
    ...env,
  });
  const service = compose(config, {
    ...(engine && { engine }),
    logTo,
    client,
    rubrics: [rubric],
    ...(now && { now }),
    threads: 1,
    ...more,
  });
  service.queue.start();
  onTestFinished(async () => {
    await service.queue.stop(0);
    await expectRebuilt(service.store).finally(() => service.close());
  });
  const submit = async (text: string, more: object = {}, query = '') =>
    service.app.request(`/api/v1/submissions${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, ...more }),
    });
  const marked = async (id: string) => {
    if (service.store.submission(id)?.submission.state === 'waiting') await service.queue.finished(id, 60_000);
    return service.app.request(`/api/v1/submissions/${id}`);
  };
  return { ...service, logged: () => log, submit, marked };
}

export const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

/** Three short paragraphs; enough to be marked. */
export const ESSAY = [
  'In 1939 Stalin signed a pact with Germany because Britain and France would not make an alliance with him.',
  'This gained him nearly two years and a good deal of land in Poland, although the land was lost within weeks.',
  'On the whole the policy failed, since the war that it was meant to avert came anyway in June 1941.',
].join('\n\n');
