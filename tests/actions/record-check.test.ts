import { describe, expect, it } from 'vitest';
import { recordCheck } from '../../src/actions/record-check.ts';
import { student, system } from '../../src/domain/actor.ts';
import type { Panel, Script } from '../../src/standardise.ts';
import { standardise } from '../../src/standardise.ts';
import { ESSAY, testApp } from '../support/app.ts';
import { smallRubric } from '../support/builders.ts';
import { failing, fakeEngine } from '../support/fake-engine.ts';

const at = '2026-05-06T07:08:09.000Z';
let ids = 0;
const deps = { now: () => at, newId: (prefix: string) => `${prefix}_${++ids}` };
const people: Panel = { name: 'Hillside', people: true };
const scripts = (count: number, mark: number): Script[] =>
  Array.from({ length: count }, (_, n) => ({ id: `secret-script-${n}`, text: ESSAY, marks: [mark] }));

/** A report on the fake engine, which gives every script the same mark; `off` is how far the panel's marks are from it. */
async function report({ count = 10, off = 1, panel = people, engine = fakeEngine() } = {}) {
  const given = await standardise(scripts(1, 0), smallRubric(), { panel, tolerance: 2 }, { engine: fakeEngine(), ...deps });
  const mark = given.scripts[0]?.mark ?? 0;
  return standardise(scripts(count, mark + off), smallRubric(), { panel, tolerance: 2 }, { engine, ...deps });
}

describe('recording a check', () => {
  it('keeps the figures of one that passed, who answers for it and which marker it was; no script of it', async () => {
    const { store } = testApp();
    const check = recordCheck(system, await report(), '  Head of History ', { store, ...deps });
    expect(check).toEqual({
      id: expect.stringMatching(/^chk_/u),
      panel: 'Hillside',
      scripts: 10,
      meanGap: 1,
      withinTolerance: 1,
      tolerance: 2,
      at,
      rubric: { id: 'small', version: 1, hash: smallRubric().hash },
      engine: { id: 'offline', version: 'fake', model: null },
      by: 'Head of History',
      withdrawnAt: null,
    });
    expect(store.checks()).toEqual([check]);
    expect(store.audit(1)).toEqual([
      { at, actor: 'system', role: 'system', action: 'record-check', subject: check.id, detail: 'rubric small version 1' },
    ]);
    expect(JSON.stringify([store.checks(), store.audit(9)])).not.toMatch(/secret-script|pact/u);
  });

  it.each([
    ['too few scripts', { count: 9 }, '9 scripts are too few'],
    ['a gap beyond the tolerance', { off: 3 }, 'beyond the tolerance'],
    ['a panel that is not of people', { panel: { name: 'an AI panel', people: false } }, 'not of people'],
    ['an engine that marks nothing', { engine: fakeEngine(failing('No answer.')) }, 'beyond the tolerance'],
  ])('says why and keeps nothing for %s', async (_what, how, why) => {
    const { store } = testApp();
    const made = await report(how);
    expect(() => recordCheck(system, made, 'Head', { store, ...deps })).toThrow(
      expect.objectContaining({ code: 'conflict', detail: expect.stringMatching(new RegExp(`^No check is recorded\\. .*${why}`, 'u')) }),
    );
    expect([store.checks(), store.audit(9)]).toEqual([[], []]);
  });

  it('keeps nothing where more than one model answered, for then there is no one marker', async () => {
    const { store } = testApp();
    const made = await report();
    const answered = ['m-1', 'm-2'].map((model) => ({ id: 'openai' as const, version: '1', model }));
    expect(() => recordCheck(system, { ...made, answered }, 'Head', { store, ...deps })).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('More than one model answered (m-1, m-2)') }),
    );
    expect(store.checks()).toEqual([]);
  });

  it('says that an earlier check still holds when a later one of the same marker fails', async () => {
    const { store } = testApp();
    const { id } = recordCheck(system, await report(), 'Head', { store, ...deps });
    const later = await report({ off: 3 });
    expect(() => recordCheck(system, later, 'Head', { store, ...deps })).toThrow(
      expect.objectContaining({ detail: expect.stringContaining(`The check ${id} of 2026-05-06 still holds`) }),
    );
  });

  it('is for the command line only, and wants a name that is one', async () => {
    const { store } = testApp();
    const made = await report();
    expect(() => recordCheck(student, made, 'Head', { store, ...deps })).toThrow(expect.objectContaining({ code: 'not-allowed' }));
    for (const name of [' ', 'x'.repeat(81), 'a\nb'])
      expect(() => recordCheck(system, made, name, { store, ...deps })).toThrow(expect.objectContaining({ code: 'invalid-field' }));
    expect(store.checks()).toEqual([]);
  });
});
