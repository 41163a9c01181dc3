import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inPractice } from '../../src/domain/submission.ts';
import type { AuditEntry, Job, Store } from '../../src/store/store.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { smallRubric } from '../support/builders.ts';
import { anExchange } from '../support/model-replies.ts';

const T = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const audit: AuditEntry = { at: T(0), actor: 'system', role: 'system', action: 'x', subject: 'x', detail: null };
const call = (n: number) => anExchange(n, T(n));

/** What every store must do with calls that are paid for before their assessment is there. `open` gives an empty one. */
export function finishedCallsContract(name: string, open: () => Store): void {
  describe(`the store ${name}, of calls that are paid for`, () => {
    let store: Store;
    const { version: _version, ...rubric } = smallRubric();
    beforeEach(() => {
      store = open();
      store.saveRubric(rubric, { author: 'a', note: '', at: T(0) });
      for (const n of [1, 2]) {
        const essay = { id: `sub_${n}`, text: 'Essay.', rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting' as const };
        store.addSubmission({ ...essay, createdAt: T(n), ...inPractice }, audit);
      }
    });
    afterEach(() => store.close());
    const claim = (minute = 10, until = 50): Job => {
      const job = store.claimJob(T(minute), T(until));
      if (!job) throw new Error('no job');
      return job;
    };
    const finish = (job: Job, id = 'asm_1') =>
      store.finishJob(job, anAssessment('Essay.', [], { id, submissionId: job.submissionId }), [call(1)], audit);

    it('keeps them whole and in order, for their own submission only', () => {
      const [first, second] = [claim(), claim()];
      expect(store.finishedCalls('sub_1')).toEqual([]);
      store.keepCalls(first, [call(2), call(1)]);
      store.keepCalls(second, [call(5)]);
      store.keepCalls(first, [call(3)]);
      expect(store.finishedCalls('sub_1')).toEqual([call(2), call(1), call(3)]);
      expect(store.finishedCalls('sub_2')).toEqual([call(5)]);
      expect(store.finishedCalls('sub_none')).toEqual([]);
    });

    it('keeps them until the next try, however the job came to be tried again', () => {
      let job = claim();
      store.keepCalls(job, [call(1)]);
      const ends: (() => void)[] = [
        () => store.retryJob(job, T(1)),
        () => store.releaseJob(job),
        () => store.putJobOff(job, T(1), 'why'),
        () => store.releaseLeases(),
      ];
      for (const end of ends) {
        end();
        job = claim();
        expect(job.submissionId).toBe('sub_1');
        expect(store.finishedCalls('sub_1')).toEqual([call(1)]);
      }
    });

    it('keeps none of a job that was claimed again since, or is done', () => {
      const late = claim(10, 20);
      const now = claim(30);
      expect(now.id).toBe(late.id);
      store.keepCalls(late, [call(1)]);
      expect(store.finishedCalls('sub_1')).toEqual([]);
      finish(now);
      store.keepCalls(now, [call(1)]);
      expect(store.finishedCalls('sub_1')).toEqual([]);
    });

    it('lets go of them when the assessment is kept, together with it or not at all', () => {
      const [first, second] = [claim(), claim()];
      store.keepCalls(first, [call(1)]);
      store.keepCalls(second, [call(3)]);
      expect(finish(first)).toBe(true);
      expect([store.finishedCalls('sub_1'), store.exchanges('asm_1')]).toEqual([[], [call(1)]]);
      expect(() => finish(second, 'asm_1')).toThrow();
      expect(store.finishedCalls('sub_2')).toEqual([call(3)]);
    });

    it('leaves them where somebody else has taken the job over', () => {
      const late = claim(10, 20);
      store.keepCalls(late, [call(1)]);
      claim(30);
      expect(finish(late)).toBe(false);
      expect(store.finishedCalls('sub_1')).toEqual([call(1)]);
    });

    it('removes them with their submission, and takes none of one that is gone', async () => {
      const [first, second] = [claim(), claim()];
      for (const job of [first, second]) store.keepCalls(job, [call(1)]);
      store.deleteSubmission('sub_1', audit);
      await store.deleteSubmissionsBefore(T(9), audit);
      for (const job of [first, second]) {
        store.keepCalls(job, [call(1)]);
        expect(store.finishedCalls(job.submissionId)).toEqual([]);
      }
    });
  });
}
