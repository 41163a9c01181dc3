import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Override } from '../../src/domain/override.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { inPractice } from '../../src/domain/submission.ts';
import type { AuditEntry, Job, Store } from '../../src/store/store.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { smallRubric } from '../support/builders.ts';

const T = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const audit = (action: string): AuditEntry => ({ at: T(0), actor: 'a', role: 'teacher', action, subject: 'sub_1', detail: null });
const override = (n: number, more: Partial<Override> = {}): Override => ({
  id: `ovr_${n}`,
  assessmentId: 'asm_1',
  change: { kind: 'mark', awarded: n },
  undoes: null,
  reason: 'It is right.',
  author: 'miss-hill',
  at: T(n),
  level: 4,
  ...more,
});
const standing = (more: Partial<Standing> = {}): Standing => ({
  submissionId: 'sub_1',
  assessmentId: 'asm_1',
  awarded: 17,
  level: 4,
  outOf: 25,
  awardedByEngine: 17,
  need: 2.5,
  reasons: ['One mark from level 5.'],
  stale: ['summary'],
  digest: { targets: ['know-more'], mistakes: [{ correction: 'No.', quote: 'Yes' }], absent: { themes: ['spain'], phases: [] } },
  ...more,
});

/** What every store must do with what teachers make of marked essays. `open` gives an empty one. */
export function overrideContract(name: string, open: () => Store): void {
  describe(`what the store ${name} keeps of teachers`, () => {
    let store: Store;
    const { version: _version, ...rubric } = smallRubric();
    const state = (id = 'sub_1') => store.submission(id)?.submission.state;
    const add = (id: string) =>
      store.addSubmission(
        { id, text: 'An essay.', rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting', createdAt: T(0), ...inPractice },
        audit('submit'),
      );
    const claim = (): Job => {
      const job = store.claimJob(T(30), T(40));
      if (!job) throw new Error('no job');
      return job;
    };
    const finish = (n: number, becomes?: Parameters<Store['finishJob']>[4]) => {
      const job = claim();
      const made = anAssessment('Essay.', [], { id: `asm_${n}`, submissionId: job.submissionId });
      return store.finishJob(job, made, [], audit('mark'), becomes);
    };

    beforeEach(() => {
      store = open();
      store.saveRubric(rubric, { author: 'system', note: '', at: T(0) });
      add('sub_1');
    });
    afterEach(() => store.close());

    it('an assessment is kept with the state and the standing that it leads to, or with none', () => {
      expect(store.standing('sub_1')).toBeNull();
      expect(finish(1, { state: 'needs_teacher', standing: standing() })).toBe(true);
      expect([state(), store.standing('sub_1')]).toEqual(['needs_teacher', standing()]);
      add('sub_2');
      finish(2, { state: 'marked', standing: null });
      expect([state('sub_2'), store.standing('sub_2')]).toEqual(['marked', null]);
    });

    it('a job that another has claimed since changes neither', () => {
      const job = claim();
      store.claimJob(T(41), T(50));
      const made = anAssessment('Essay.', [], { id: 'asm_1', submissionId: 'sub_1' });
      expect(store.finishJob(job, made, [], audit('mark'), { state: 'marked', standing: standing() })).toBe(false);
      expect([state(), store.standing('sub_1')]).toEqual(['waiting', null]);
    });

    it('overrides come back as they were, in order, with what they lead to and their audit rows', () => {
      finish(1, { state: 'marked', standing: standing() });
      const undo = override(2, { change: null, undoes: 'ovr_1', level: null });
      const changed = standing({ awarded: 1, level: 1, stale: [], need: 0, reasons: [], awardedByEngine: null });
      expect(store.addOverride(override(1), null, { state: 'reviewed', standing: changed }, audit('override'))).toBe(true);
      expect([state(), store.standing('sub_1')]).toEqual(['reviewed', changed]);
      expect(store.addOverride(undo, 'ovr_1', { state: 'needs_teacher', standing: standing() }, audit('undo'))).toBe(true);
      expect([state(), store.standing('sub_1')]).toEqual(['needs_teacher', standing()]);
      expect(store.overrides('asm_1')).toEqual([override(1), undo]);
      expect(store.overrides('asm_2')).toEqual([]);
      expect(store.audit(2)).toEqual([audit('undo'), audit('override')]);
    });

    it('an override that does not follow the last one, or has no assessment, leaves everything as it was', () => {
      finish(1, { state: 'marked', standing: standing() });
      const becomes = { state: 'reviewed' as const, standing: standing({ awarded: 1 }) };
      expect(store.addOverride(override(1), 'ovr_9', becomes, audit('override'))).toBe(false);
      expect(store.addOverride(override(1, { assessmentId: 'asm_9' }), null, becomes, audit('override'))).toBe(false);
      expect([state(), store.standing('sub_1'), store.overrides('asm_1'), store.audit(1)[0]?.action]).toEqual([
        'marked',
        standing(),
        [],
        'mark',
      ]);
      store.addOverride(override(1), null, becomes, audit('override'));
      expect(store.addOverride(override(2), null, becomes, audit('override'))).toBe(false);
      expect(store.overrides('asm_1')).toHaveLength(1);
    });

    it('a script is moved only from the states that are named', () => {
      finish(1, { state: 'marked', standing: standing() });
      const released = { state: 'released' as const, standing: null };
      expect(store.moveScript('sub_1', ['reviewed', 'waiting'], released, audit('release'))).toBe(false);
      expect(store.moveScript('sub_9', ['marked'], released, audit('release'))).toBe(false);
      expect([state(), store.audit(1)[0]?.action]).toEqual(['marked', 'mark']);
      expect(store.moveScript('sub_1', ['reviewed', 'marked'], released, audit('release'))).toBe(true);
      expect([state(), store.standing('sub_1'), store.audit(1)[0]?.action]).toEqual(['released', standing(), 'release']);
      store.moveScript('sub_1', ['released'], { state: 'reviewed', standing: standing({ assessmentId: 'asm_2' }) }, audit('accept'));
      expect([state(), store.standing('sub_1')?.assessmentId]).toEqual(['reviewed', 'asm_2']);
    });

    it.each(['reviewed', 'released'] as const)('a script that is %s stays so while it is marked again', (held) => {
      finish(1, { state: held, standing: standing() });
      expect(store.addRemark('sub_1', 1, audit('remark'))).toBe(true);
      expect([state(), store.addRemark('sub_1', 1, audit('remark'))]).toEqual([held, false]);
      finish(2, { state: held, standing: null });
      expect([state(), store.standing('sub_1')?.assessmentId]).toEqual([held, 'asm_1']);
    });

    it('an essay that was handed in for practice is nobody’s class', () => {
      expect([store.authorsOf('sub_1'), store.authorsOf('sub_9')]).toEqual([[], []]);
    });

    it('a mark that was given unseen is kept once for each teacher', () => {
      const mark = (author: string, minute: number) => ({ submissionId: 'sub_1', author, awarded: minute, at: T(minute) });
      expect(store.blindness('sub_1')).toEqual({ blind: false, marks: [] });
      expect(store.addBlindMark(mark('b', 2), audit('unseen'))).toBe(true);
      expect(store.addBlindMark(mark('a', 3), audit('unseen'))).toBe(true);
      expect(store.addBlindMark(mark('b', 4), audit('again'))).toBe(false);
      expect(store.blindness('sub_1').marks).toEqual([mark('b', 2), mark('a', 3)]);
      expect(store.audit(9).map(({ action }) => action)).toEqual(['unseen', 'unseen', 'submit']);
    });

    it('all of it goes with the essay', () => {
      finish(1, { state: 'marked', standing: standing() });
      store.addOverride(override(1), null, { state: 'reviewed', standing: null }, audit('override'));
      store.addBlindMark({ submissionId: 'sub_1', author: 'a', awarded: 3, at: T(1) }, audit('unseen'));
      store.deleteSubmission('sub_1', audit('delete'));
      expect([store.overrides('asm_1'), store.standing('sub_1'), store.blindness('sub_1').marks]).toEqual([[], null, []]);
    });
  });
}
