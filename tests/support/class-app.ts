import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { ESSAY, TEACHER, type TestApp, testApp } from './app.ts';
import { claimingEngine } from './claiming-engine.ts';

/** What reading a submission answers, as far as these tests look at it. */
export type ReadScript = {
  state: string;
  text: string;
  blind: boolean;
  revised: boolean;
  assessment: null | { id: string; mark: null | { awarded: number; level: number } };
  review: null | { etag: string; proposals: { id: string }[]; stale: string[]; overrides: unknown[] };
  earlier: { id: string }[];
};

export type ClassApp = TestApp & {
  /** Hands the essay in and has it marked; its id. */
  script: (text?: string) => Promise<string>;
  /** Makes it a script of a class, and, where asked, one that is to be marked unseen. */
  inClass: (id: string, more?: { blind?: boolean; author?: string }) => void;
  /** A request with a teacher's key, or another, or none (null). */
  send: (method: string, address: string, body?: unknown, headers?: Record<string, string>, key?: string | null) => Promise<Response>;
  read: (id: string, key?: string | null) => Promise<ReadScript>;
};

/** The service on a file, so that a script can be put into a class as a batch does it. */
export function classApp(engine: Engine = claimingEngine()): ClassApp {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-class-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.sqlite');
  const app = testApp(engine, { DATABASE_URL: file });
  const send: ClassApp['send'] = async (method, address, body, headers = {}, key = TEACHER) =>
    app.app.request(`/api/v1/submissions/${address}`, {
      method,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    ...app,
    send,
    script: async (text = ESSAY) => (await (await app.submit(text, {}, '?wait=20')).json()).id,
    inClass: (id, { blind = false, author = 'miss-hill' } = {}) => {
      const db = new Database(file);
      db.prepare("update submissions set mode = 'class' where id = ?").run(id);
      db.prepare(
        "insert into batches (id, title, rubric_id, rubric_version, author, created_at) values (?, '', 'small', 1, ?, '2026')",
      ).run(id, author);
      db.prepare(
        "insert into batch_items (batch_id, n, identifier, outcome, submission_id, blind) values (?, 1, '001', 'accepted', ?, ?)",
      ).run(id, id, blind ? 1 : 0);
      db.close();
    },
    read: async (id, key = TEACHER) => (await send('GET', id, undefined, {}, key)).json(),
  };
}
