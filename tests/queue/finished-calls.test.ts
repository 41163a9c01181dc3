import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compose, type Service } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { sumOf } from '../../src/domain/spending.ts';
import { inPractice, usageOf } from '../../src/domain/submission.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { bearer, ESSAY, TEACHER, testApp } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { type Answer, completion, fakeProvider, status } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';
import { expectRebuilt } from '../support/rebuilt.ts';

const { version: _version, ...rubric } = smallRubric();
const argumentReply = (paragraphs: number[]) => ({
  paragraphs: paragraphs.map((n) => ({ n, mode: 'explains', link: 'implicit' })),
  ...{ line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'asserted', best: 1, rewrite: null },
  ...{ summary: 'Clear.', strength: 'Exact.', advice: 'Weigh.' },
});
const ledger = completion(JSON.stringify(ledgerReply({})));
const argument = completion(JSON.stringify(argumentReply([1, 2, 3])));

/** A model that answers in this order, the last answer for ever, and what the service must be told of it. */
async function model(...answers: Answer[]) {
  const { baseURL, asked, close } = await fakeProvider(...answers);
  onTestFinished(close);
  const purposes = () => asked.map(({ body }): string => JSON.parse(body).response_format.json_schema.name);
  const env = { ENGINE: 'openai', OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: 'k', OPENAI_MODEL: 'm', OPENAI_MAX_RETRIES: '0' };
  return { purposes, env };
}
const spent = ({ store }: Pick<Service, 'store'>) => sumOf(store.spending(9));
const spendingOf = (made: Parameters<typeof usageOf>[0]) => {
  const { milliseconds: _, ...tokens } = usageOf(made);
  return tokens;
};
/** The assessments of a submission, oldest first, each with its exchanges. */
const made = ({ store }: Pick<Service, 'store'>, id: string) =>
  store
    .assessments(id)
    .reverse()
    .map((assessment) => ({ assessment, exchanges: store.exchanges(assessment.id) }));

function serviceAt(file: string, env: Record<string, string>) {
  const client = Promise.resolve({ html: '', assets: new Map() });
  const service = compose(readConfig({ DATABASE_URL: file, LOG_LEVEL: 'silent', ...env }), { client, rubrics: [rubric] });
  let open = true;
  const stop = async () => {
    if (!open) return;
    open = false;
    await service.queue.stop(0);
    await expectRebuilt(service.store).finally(() => service.close());
  };
  onTestFinished(stop);
  return { ...service, stop };
}
function databaseWithEssay(): string {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-calls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'x.sqlite');
  const store = openStore(file);
  store.saveRubric(rubric, { author: 'system', note: '', at: '2026' });
  const essay = { id: 'sub_1', text: ESSAY, rubricId: 'small', rubricVersion: 1, candidate: 'Ann Poland', state: 'waiting' as const };
  store.addSubmission(
    { ...essay, createdAt: '2026-01-01T00:00:00.000Z', ...inPractice },
    { at: '2026', actor: 'student', role: 'student', action: 'submit-essay', subject: 'sub_1', detail: null },
  );
  store.close();
  return file;
}

/** The essay was marked in the end: its first request was paid for once, and counted once. */
async function expectMarkedOnce(service: ReturnType<typeof serviceAt>, purposes: () => string[]) {
  // a request that was broken off is counted where its process lived to do so; it has no tokens
  const broken = spent(service).requests - 1;
  const waited = service.queue.finished('sub_1', 60_000);
  service.queue.start();
  await waited;
  const [{ assessment, exchanges } = { assessment: null, exchanges: [] }, ...others] = made(service, 'sub_1');
  expect(others).toEqual([]);
  expect(assessment).toMatchObject({ status: 'marked', usage: { requests: 2, inputTokens: 200, outputTokens: 40 } });
  expect(exchanges.map(({ purpose }) => purpose)).toEqual(['claims', 'argument']);
  expect(purposes()).toEqual(['claims', 'argument', 'argument']);
  expect(spent(service)).toEqual({ ...spendingOf(exchanges), requests: 2 + broken });
  expect(service.store.finishedCalls('sub_1')).toEqual([]);
}

describe('an essay whose marking was broken off after its first answer', () => {
  it('is not asked about that again when its process was killed', async () => {
    const file = databaseWithEssay();
    let kill = () => {};
    const { env, purposes } = await model(ledger, () => kill(), argument);
    const child = spawn(process.execPath, [join(import.meta.dirname, '../support/marking-process.ts')], {
      env: { ...process.env, ...env, DATABASE_URL: file, LOG_LEVEL: 'silent' },
      stdio: 'ignore',
    });
    kill = () => void child.kill('SIGKILL');
    const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
    const service = serviceAt(file, env);
    expect(service.store.finishedCalls('sub_1')).toMatchObject([{ purpose: 'claims', status: 200 }]);
    expect(spent(service).requests).toBe(1);
    expect(purposes()).toEqual(['claims', 'argument']);
    await expectMarkedOnce(service, purposes);
  });

  it('is not asked about that again when the service was stopped', async () => {
    const file = databaseWithEssay();
    let reached = () => {};
    const second = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const { env, purposes } = await model(ledger, () => reached(), argument);
    const first = serviceAt(file, env);
    first.queue.start();
    await second;
    await first.stop();
    const service = serviceAt(file, env);
    await expectMarkedOnce(service, purposes);
  });
});

describe('an essay that a teacher has marked again', () => {
  const NO_FIT = completion('{}');
  async function app(...answers: Answer[]) {
    const { env, purposes } = await model(...answers);
    const service = testApp(null, env);
    const { id } = await (await service.submit(ESSAY, {}, '?wait=10')).json();
    await service.marked(id);
    const again = async () => {
      const before = purposes().length;
      const reply = await service.app.request(`/api/v1/submissions/${id}/remark`, { method: 'POST', ...bearer(TEACHER) });
      expect(reply.status).toBe(202);
      await service.marked(id);
      return purposes().slice(before);
    };
    return { ...service, id, again };
  }

  it.each<[string, Answer[], string[]]>([
    ['the model could not be reached for its argument', [ledger, status(503)], ['argument']],
    ['what was said of its argument did not fit, nor did the second try', [ledger, NO_FIT, NO_FIT], ['argument']],
    ['what was said of its argument left a paragraph out', [ledger, completion(JSON.stringify(argumentReply([1, 2])))], ['argument']],
    ['a second try at its claims fitted and its argument failed', [NO_FIT, ledger, status(503)], ['argument']],
    ['the model could not be reached at all', [status(503)], ['claims', 'argument']],
    ['what was said of its claims did not fit, nor did the second try', [NO_FIT, NO_FIT], ['claims', 'argument']],
  ])('is asked about what failed and what follows only: %s', async (_what, answers, asked) => {
    const right: Answer = (response, body) =>
      (JSON.stringify(body.response_format).includes('"name":"claims"') ? ledger : argument)(response, body);
    const service = await app(...answers, right);
    expect(await service.again()).toEqual(asked);
    const [first, second, ...others] = made(service, service.id);
    expect(others).toEqual([]);
    expect([first?.assessment.status, second?.assessment.status]).toEqual(['needs_teacher', 'marked']);
    const reused = (second?.exchanges.length ?? 0) - asked.length;
    expect(second?.exchanges.slice(0, reused)).toEqual(first?.exchanges.slice(0, reused));
    expect(spent(service)).toEqual(spendingOf([...(first?.exchanges ?? []), ...(second?.exchanges.slice(reused) ?? [])]));
  });

  it('is asked about anew where it was marked, and where its rubric has changed', async () => {
    const service = await app(ledger, argument, ledger, status(503), ledger, argument);
    expect(await service.again()).toEqual(['claims', 'argument']);
    const edited = { ...rubric, hash: 'sha256-other', question: { ...rubric.question, text: 'Did it?' } };
    const by = { author: 'a', note: '', at: '2026' };
    service.store.editRubric(edited, 1, by, { at: '2026', actor: 'a', role: 'admin', action: 'edit', subject: 'small', detail: null });
    expect(await service.again()).toEqual(['claims', 'argument']);
    expect(made(service, service.id).map(({ assessment }) => assessment.rubric.version)).toEqual([1, 1, 2]);
    expect(spent(service).requests).toBe(6);
  });
});
