import { afterEach, describe, expect, it } from 'vitest';
import { handToTeacher, markSubmission } from '../../src/actions/mark-submission.ts';
import { replayAssessment } from '../../src/actions/replay-assessment.ts';
import { submitEssay } from '../../src/actions/submit-essay.ts';
import { replayedLines } from '../../src/cli/replay-command.ts';
import { type Actor, student, system } from '../../src/domain/actor.ts';
import type { Exchange } from '../../src/domain/submission.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { openaiEngine } from '../../src/engines/openai/openai-engine.ts';
import { replayEngine } from '../../src/make-engine.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { type Answer, completion, fakeProvider, hangUp, silence, status } from '../support/fake-provider.ts';
import { argumentReplyText, ledgerReply } from '../support/model-replies.ts';
import { unlimited } from '../support/unlimited-budget.ts';

let provider: Awaited<ReturnType<typeof fakeProvider>> | undefined;
afterEach(async () => provider?.close());

const ledger = completion(JSON.stringify(ledgerReply({})));
const argument = completion(argumentReplyText);

function world() {
  const store = openStore(':memory:');
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  let n = 0;
  const now = () => '2026-01-01T00:00:00.000Z';
  const deps = { store, ...unlimited(store, now), now, newId: (prefix: string) => `${prefix}_${++n}` };
  submitEssay(student, { text: ESSAY, candidate: 'Ann Poland' }, { ...deps, queue: { wake: () => {} } as Queue });
  const job = store.claimJob(deps.now(), '2999');
  if (!job) throw new Error('no job');
  return { store, rubric, deps, job };
}

/** An assessment as the service keeps it. */
async function kept(engine: Engine) {
  const { store, deps, job } = world();
  const made = await markSubmission(system, job, { ...deps, engine }, new AbortController().signal);
  if (!made) throw new Error('not kept');
  return { store, made };
}
async function facing(...answers: Answer[]) {
  provider = await fakeProvider(...answers);
  return openaiEngine({ baseURL: provider.baseURL, apiKey: 'k', model: 'm', timeoutMs: 1500, maxRetries: 0 });
}
const replay = (id: string, store: ReturnType<typeof openStore>, engineOf = replayEngine) =>
  replayAssessment(system, id, { store, engineOf });

describe('an assessment that is made again', () => {
  it('is equal, from the essay and the rubric alone where the offline engine made it', async () => {
    const { store, made } = await kept(offlineEngine());
    const replayed = await replay(made.id, store);
    expect(replayed.differences).toEqual([]);
    expect(replayedLines(replayed)).toEqual([`${made.id}: made again, equal (offline, rubric small version 1, 0 requests).`]);
  });

  it.each([
    ['a marked essay', [ledger, argument], 'marked', 2],
    ['a refusal', [completion(null, { refusal: 'No.' })], 'needs_teacher', 1],
    ['an answer cut off', [completion('{"claims":[', { finish_reason: 'length' })], 'needs_teacher', 1],
    ['an answer that does not fit, after one that does', [ledger, completion('{}')], 'needs_teacher', 3],
    ['a key that is not accepted', [status(401)], 'needs_teacher', 1],
    ['a server that fails', [ledger, status(503)], 'needs_teacher', 2],
    ['silence', [silence], 'needs_teacher', 1],
    ['a line that breaks', [ledger, hangUp], 'needs_teacher', 2],
  ] as const)('is equal, with a model’s answers or their lack, its usage too: %s', async (_what, answers, state, requests) => {
    const { store, made } = await kept(await facing(...answers));
    await provider?.close();
    expect([made.status, made.usage.requests]).toEqual([state, requests]);
    expect((await replay(made.id, store)).differences).toEqual([]);
  });

  it('is equal where the job was given up and no engine read the essay', async () => {
    const { store, deps, job } = world();
    handToTeacher(system, job, 'It was tried three times.', { ...deps, engine: offlineEngine() });
    const [made] = store.assessments(job.submissionId);
    expect((await replay(made?.id ?? '', store)).differences).toEqual([]);
  });

  it('shows where the code makes something else of the same answers, and that the engine has changed', async () => {
    const { store, made } = await kept(await facing(ledger, argument));
    const engineOf = (...given: Parameters<typeof replayEngine>): Engine => {
      const engine = replayEngine(...given);
      const readArgument: Engine['readArgument'] = async (...asked) => {
        const read = await engine.readArgument(...asked);
        return {
          ...read,
          value: { ...read.value, balance: 'neither', words: { summary: 'Other.', strength: 'Exact.', advice: 'Weigh.' } },
        };
      };
      return { ...engine, version: '99', readArgument };
    };
    const replayed = await replay(made.id, store, engineOf);
    expect(replayed.differences).toContainEqual({ path: 'argument.balance', was: 'both', is: 'neither' });
    const lines = replayedLines(replayed);
    expect(lines).toContain('argument.balance: was "both", is "neither"');
    expect(lines).toContain(`The engine has changed since: it was version ${made.engine.version} and is version 99.`);
    expect(lines.at(-1)).toMatch(/^asm_\d: \d+ differences \(openai \(m-answering\), rubric small version 1, 2 requests\)\.$/u);
  });

  it('says that a request is no longer the one that was kept, with only so much of it as shows where', async () => {
    const { store, made } = await kept(await facing(ledger, argument));
    const older = (exchanges: Exchange[]): Exchange[] =>
      JSON.parse(JSON.stringify(exchanges).replace('You check the claims', 'You examine the claims'));
    const earlier = { ...store, exchanges: (id: string) => older(store.exchanges(id)) };
    const replayed = await replay(made.id, earlier);
    expect(replayed.asksAnew).toBe(true);
    const [first = '', ...rest] = replayedLines(replayed);
    expect(first).toMatch(/^requests\[0\]\.request\.messages\[0\]\.content: was .*You examine.*…, is .*You check.*…$/u);
    expect(rest.join('\n')).toContain('asks the model something else now');
    for (const line of [first, ...rest]) expect(line).not.toContain(ESSAY.slice(0, 81));
  });

  it('is refused for an id that is not kept, a rubric that is not what it was, and whoever may not', async () => {
    const { store, made } = await kept(offlineEngine());
    await expect(replay('asm_none', store)).rejects.toMatchObject({ code: 'not-found' });
    const changed = { ...store, rubric: () => ({ ...smallRubric(), hash: 'sha256-other' }) };
    await expect(replay(made.id, changed)).rejects.toMatchObject({ code: 'rubric-unknown' });
    const teacher: Actor = { role: 'teacher', name: 'Miss Hill' };
    await expect(replayAssessment(teacher, made.id, { store, engineOf: replayEngine })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
