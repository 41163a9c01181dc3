import type { Intake } from '../../src/actions/intake.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { TEACHER, type TestApp, testApp } from './app.ts';

export const OTHER = 'other-teacher-key-0123456789';
const KEYS = `miss-hill:${TEACHER},mr-vale:${OTHER},head:admin-key-0123456789:admin`;

/** An essay that is marked, like no other of another number. */
export const essay = (n: number) => `Essay number ${n} says that he signed a pact in 1939. It gained him time.`;
export const essays = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ identifier: `00${i + 1}`, name: `Child ${i + 1}`, text: essay(i + 1) }));

/** An answer whose form a test checks itself. */
type Json = Awaited<ReturnType<Response['json']>>;
export type BatchApp = TestApp & {
  /** A request by a teacher (or `key`), with `body` as JSON where there is one. The status and the answer. */
  call: (method: string, path: string, body?: unknown, key?: string) => Promise<{ status: number; body: Json }>;
  /** The batch once it is in this state. */
  until: (id: string, state: string) => Promise<Json>;
};

/** The service with two teachers and a head of department, for tests of batches. */
export function batchApp(engine?: Engine, env: Record<string, string> = {}, intake?: Intake, now?: () => string): BatchApp {
  const app = testApp(engine, { API_KEYS: KEYS, ...env }, now, intake && { intake });
  const call: BatchApp['call'] = async (method, path, body, key = TEACHER) => {
    const headers = { ...(key && { authorization: `Bearer ${key}` }), ...(body !== undefined && { 'content-type': 'application/json' }) };
    const response = await app.app.request(`/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const until: BatchApp['until'] = async (id, state) => {
    for (let tries = 0; tries < 1000; tries++) {
      const { body } = await call('GET', `/batches/${id}`);
      if (body.progress.state === state) return body;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the batch never was ${state}`);
  };
  return { ...app, call, until };
}
