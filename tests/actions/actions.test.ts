import { describe, expect, it, onTestFinished } from 'vitest';
import { listSubmissions } from '../../src/actions/list-submissions.ts';
import { handToTeacher, markSubmission } from '../../src/actions/mark-submission.ts';
import { removeOldSubmissions } from '../../src/actions/remove-old-submissions.ts';
import { submitEssay } from '../../src/actions/submit-essay.ts';
import { student, system } from '../../src/domain/actor.ts';
import { Assessment } from '../../src/domain/assessment.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import { ESSAY } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { failing, fakeEngine } from '../support/fake-engine.ts';
import { expectRebuilt } from '../support/rebuilt.ts';
import { unlimited } from '../support/unlimited-budget.ts';

const DAY = 24 * 60 * 60 * 1000;

function world() {
  const store = openStore(':memory:');
  onTestFinished(() => expectRebuilt(store));
  const { version: _version, ...rubric } = smallRubric();
  store.saveRubric(rubric, { author: 'a', note: '', at: '2026' });
  let [n, at] = [0, Date.parse('2026-01-01T00:00:00.000Z')];
  let woken = 0;
  const queue = { wake: () => void woken++ } as Queue;
  const now = () => new Date(at).toISOString();
  const deps = { store, queue, ...unlimited(store, now), now, newId: (prefix: string) => `${prefix}_${++n}` };
  const claim = () => {
    const job = store.claimJob(deps.now(), '2999');
    if (!job) throw new Error('no job');
    return job;
  };
  const pass = (ms: number) => {
    at += ms;
  };
  return { store, rubric, deps, claim, pass, woken: () => woken };
}
const go = new AbortController().signal;

describe('submitting an essay', () => {
  it('pins the rubric version of that moment and wakes the queue', async () => {
    const { store, rubric, deps, claim, woken } = world();
    const { id } = submitEssay(student, { text: ESSAY }, deps);
    store.saveRubric({ ...rubric, hash: 'sha256-later' }, { author: 'a', note: '', at: '2026' });
    expect(woken()).toBe(1);
    const assessment = await markSubmission(system, claim(), { ...deps, engine: fakeEngine() }, go);
    expect(assessment?.rubric).toEqual({ id: 'small', version: 1, hash: rubric.hash });
    expect(store.submission(id)?.assessment).toEqual(assessment);
    expect(store.audit(1)[0]).toMatchObject({ actor: 'system', action: 'mark-submission', subject: id, detail: assessment?.id });
  });
});

describe('marking a submission', () => {
  it('is the system’s alone, and listing is not a student’s', async () => {
    const { deps, claim } = world();
    submitEssay(student, { text: ESSAY }, deps);
    const marked = markSubmission(student, claim(), { ...deps, engine: fakeEngine() }, go);
    await expect(marked).rejects.toMatchObject({ code: 'not-allowed' });
    expect(() => listSubmissions(student, {}, deps)).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  });

  it('keeps nothing when it was stopped, even if the engine calls that a failure of its own', async () => {
    const { store, deps, claim } = world();
    const { id } = submitEssay(student, { text: ESSAY }, deps);
    const controller = new AbortController();
    const engine = fakeEngine(() => {
      controller.abort(new Error('stopping'));
      failing('The request was cancelled.')();
    });
    await expect(markSubmission(system, claim(), { ...deps, engine }, controller.signal)).rejects.toThrow('stopping');
    expect(store.submission(id)).toMatchObject({ submission: { state: 'waiting' }, assessment: null });
  });

  it('keeps nothing of an essay that was deleted meanwhile', async () => {
    const { store, deps, claim } = world();
    const { id } = submitEssay(student, { text: ESSAY }, deps);
    const audit = { at: '2026', actor: 'student', role: 'student', action: 'delete', subject: id, detail: null };
    const engine = fakeEngine(() => void store.deleteSubmission(id, audit));
    expect(await markSubmission(system, claim(), { ...deps, engine }, go)).toBeNull();
    expect(store.audit(1)[0]?.action).toBe('delete');
  });

  it('that cannot be done ends with a whole assessment for a teacher, without a mark', () => {
    const { store, deps, claim } = world();
    const { id } = submitEssay(student, { text: ESSAY }, deps);
    handToTeacher(system, claim(), 'Marking failed each time it was tried.', { ...deps, engine: fakeEngine() });
    const kept = store.submission(id);
    expect(kept?.submission.state).toBe('needs_teacher');
    expect(Assessment.parse(kept?.assessment)).toMatchObject({ mark: null, reason: 'Marking failed each time it was tried.' });
  });
});

it('essays are removed when they are older than the days they may be kept, not before', async () => {
  const { store, deps, pass } = world();
  const old = submitEssay(student, { text: ESSAY }, deps).id;
  pass(2 * DAY);
  const young = submitEssay(student, { text: ESSAY }, deps).id;
  pass(28 * DAY);
  expect(await removeOldSubmissions(system, 30, deps)).toBe(0);
  pass(1);
  expect(await removeOldSubmissions(system, 30, deps)).toBe(1);
  expect([store.submission(old), store.submission(young)?.submission.id]).toEqual([null, young]);
  expect(store.audit(1)[0]).toMatchObject({ action: 'remove-old-submissions', detail: '1 deleted' });
});
