import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { faultOf } from '../../../src/actions/fault.ts';
import type { Rubric } from '../../../src/domain/rubric.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { offlineEngine } from '../../../src/engines/offline/offline-engine.ts';
import { offlineThread } from '../../../src/engines/offline/offline-thread.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { readEssay } from '../../../src/marking/read-essay.ts';
import { shippedRubric, smallRubric } from '../../support/builders.ts';
import { threads } from '../../support/threads.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = shippedRubric();
const small = smallRubric();
const essayOf = (name: string) => readFileSync(join(root, 'fixtures/essays', `${name}.md`), 'utf8');
const marked = (text: string, engine: Engine, rubric = shipped) =>
  markEssay({ submissionId: 'sub_1', text, rubric }, { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix) => `${prefix}_1` });

const essay = readEssay('The sailors of Kronstadt rebelled.');
/** A small rubric whose point `n` is made by one pattern. */
function rubricWith(n: number, pattern: string): Rubric {
  const points = Object.fromEntries(
    Object.entries(small.bank.points).map(([id, point]) => [id, id.endsWith(`.point-${n}`) ? { ...point, meets: [pattern] } : point]),
  );
  return { ...small, hash: `sha256-${n}-${pattern}`, bank: { ...small.bank, points } };
}
const pointsSeen = async (engine: Engine, rubric: Rubric) =>
  (await engine.checkClaims(essay, rubric)).value.flatMap(({ points }) => points);

describe('the offline engine in a thread', () => {
  const engine = offlineThread();
  afterAll(() => engine.close());

  it.each(['dev-01', 'dev-08', 'dev-20'])('marks %s to the letter as the engine without one does', async (name) => {
    const text = essayOf(name);
    const [here, there] = [await marked(text, offlineEngine()), await marked(text, engine)];
    expect(here.assessment.status).toBe('marked');
    expect(JSON.stringify(there)).toBe(JSON.stringify(here));
  });

  it('reads nothing in the thread that calls it', async () => {
    const notHere = () => {
      throw new Error('read in the thread that called');
    };
    vi.resetModules();
    vi.doMock('../../../src/engines/offline/check-claims.ts', () => ({ checkClaims: notHere }));
    vi.doMock('../../../src/engines/offline/read-argument.ts', () => ({ readArgument: notHere }));
    const here = (await import('../../../src/engines/offline/offline-engine.ts')).offlineEngine();
    const there = (await import('../../../src/engines/offline/offline-thread.ts')).offlineThread();
    await expect(marked(essayOf('dev-01'), here)).rejects.toThrow('read in the thread that called');
    expect((await marked(essayOf('dev-01'), there)).assessment.claims.length).toBeGreaterThan(0);
    await there.close();
    vi.doUnmock('../../../src/engines/offline/check-claims.ts');
    vi.doUnmock('../../../src/engines/offline/read-argument.ts');
  });

  it('keeps two rubrics apart by their hash, in whatever order they come', async () => {
    const [first, second] = [rubricWith(1, 'kronstadt'), rubricWith(2, 'kronstadt')];
    for (const [rubric, n] of [[first, 1] as const, [second, 2] as const, [first, 1] as const])
      expect(await pointsSeen(engine, rubric)).toEqual([expect.stringMatching(new RegExp(`point-${n}$`, 'u'))]);
  });

  it('rejects with the reason of an abort, before it begins, while it waits and while it runs, and goes on', async () => {
    const rubric = rubricWith(1, 'kronstadt');
    await expect(engine.checkClaims(essay, rubric, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    const [running, waiting] = [new AbortController(), new AbortController()];
    const long = readEssay(essayOf('dev-01'));
    const jobs = [
      engine.checkClaims(long, shipped, running.signal),
      engine.checkClaims(essay, rubric, waiting.signal),
      pointsSeen(engine, rubric),
    ];
    const settled = Promise.allSettled(jobs);
    running.abort(new Error('deleted'));
    waiting.abort(new Error('stopping'));
    expect(await settled).toMatchObject([
      { status: 'rejected', reason: { message: 'deleted' } },
      { status: 'rejected', reason: { message: 'stopping' } },
      { status: 'fulfilled', value: [expect.stringMatching(/point-1$/u)] },
    ]);
  });

  it('passes an error on as it was thrown, with where it came from, and goes on', async () => {
    const errorOf = (of: Engine) => of.checkClaims(essay, rubricWith(1, '~kronstadt')).catch((error: unknown) => error);
    const [here, there] = [await errorOf(offlineEngine()), await errorOf(engine)];
    expect(there).toBeInstanceOf(Error);
    expect(there).toEqual(here);
    expect(faultOf(there).at[0]).toContain('compile-pattern.ts');
    expect(JSON.stringify(faultOf(there))).not.toContain('kronstadt');
    expect(await pointsSeen(engine, rubricWith(1, 'kronstadt'))).toHaveLength(1);
  });

  it('does for a rubric beforehand what its first essay needs, and nothing that changes it', async () => {
    const rubric = rubricWith(3, 'kronstadt');
    await engine.makeReady(rubric);
    expect(await pointsSeen(engine, rubric)).toEqual([expect.stringMatching(/point-3$/u)]);
  });
});

describe('the offline engine in several threads', () => {
  const texts = ['dev-01', 'dev-02', 'dev-03', 'dev-04', 'dev-05'].map(essayOf);
  const allAtOnce = (engine: Engine) => Promise.all(texts.map((text) => marked(text, engine)));

  it('starts others only when a step would wait, and no more than it may', async () => {
    const before = threads();
    const engine = offlineThread({ atMost: 2 });
    for (const text of texts.slice(0, 2)) await marked(text, engine);
    expect(threads()).toBe(before + 1);
    await allAtOnce(engine);
    expect(threads()).toBe(before + 2);
    await engine.close();
    expect(threads()).toBe(before);
  });

  it('marks to the letter as in one', async () => {
    const engine = offlineThread({ atMost: 3 });
    expect(JSON.stringify(await allAtOnce(engine))).toBe(JSON.stringify(await allAtOnce(offlineEngine())));
    await engine.close();
  });

  it('keeps one of them when there is nothing to do', async () => {
    const before = threads();
    const engine = offlineThread({ atMost: 3, idleMs: 1 });
    await allAtOnce(engine);
    await vi.waitFor(() => expect(threads()).toBe(before + 1), 10_000);
    expect((await marked(texts[0] ?? '', engine)).assessment.status).toBe('marked');
    await engine.close();
  });
});

describe('the end of the thread', () => {
  it('leaves no thread, and nothing is marked any more', async () => {
    const before = threads();
    const engine = offlineThread();
    expect(threads()).toBe(before);
    await engine.makeReady(small);
    expect(threads()).toBe(before + 1);
    await engine.close();
    expect(threads()).toBe(before);
    await expect(engine.checkClaims(essay, small)).rejects.toThrow('closed');
    expect(threads()).toBe(before);
  });

  it('stops what it is doing', async () => {
    const engine = offlineThread();
    const [ready, read] = [engine.makeReady(shipped), engine.checkClaims(essay, shipped)];
    const refused = expect(read).rejects.toThrow();
    await engine.close();
    await refused;
    await expect(ready).resolves.toBeUndefined();
  });

  it('is not waited for by a process that has nothing else to do', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(root, 'tests/support/thread-process.ts')]);
    expect([stdout, stderr]).toEqual(['saw 1\n', '']);
  });
});
