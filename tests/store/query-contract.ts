import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Query } from '../../src/domain/query.ts';
import type { AuditEntry, Store } from '../../src/store/store.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';

const T = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const audit = (action: string): AuditEntry => ({ at: T(0), actor: 'a', role: 'teacher', action, subject: 'b-1', detail: null });
const query = (n: number, submissionId = 'b-1'): Omit<Query, 'answer'> => ({
  ...{ id: `qry_${n}`, submissionId, awarded: 14, words: `Why ${n}?`, at: T(n) },
});
const answer = { words: 'Since it says so.', author: 'miss-hill', at: T(9) };

/** What every store must do with what students ask about their marks. `open` gives an empty one. */
export function queryContract(name: string, open: () => Store): void {
  describe(`the store ${name}, of what students ask`, () => {
    let store: Store;
    const { version: _version, ...rubric } = smallRubric();
    const move = (id: string, to: 'released' | 'reviewed') =>
      store.moveScript(id, ['waiting', 'released'], { state: to, standing: null }, audit('move'));

    beforeEach(async () => {
      store = open();
      store.saveRubric(rubric, { author: 'system', note: '', at: T(0) });
      await store.addBatch(aBatch('b'), [anItem('b', 1), anItem('b', 2)], audit('create-batch'));
      for (const id of ['b-1', 'b-2']) move(id, 'released');
    });
    afterEach(() => store.close());

    it('keeps one that is open at a time, and the next when it is answered', () => {
      expect([store.addQuery(query(1), audit('ask')), store.addQuery(query(2), audit('ask'))]).toEqual([true, false]);
      expect(store.addQuery(query(3, 'b-2'), audit('ask'))).toBe(true);
      expect(store.queries('b-1')).toEqual([{ ...query(1), answer: null }]);
      expect(store.answerQuery('qry_1', answer, audit('answer'))).toBe(true);
      expect(store.answerQuery('qry_1', { ...answer, words: 'No.' }, audit('answer'))).toBe(false);
      expect(store.answerQuery('qry_9', answer, audit('answer'))).toBe(false);
      expect(store.addQuery(query(2), audit('ask'))).toBe(true);
      expect(store.queries('b-1')).toEqual([
        { ...query(1), answer },
        { ...query(2), answer: null },
      ]);
      expect(store.audit(99).map(({ action }) => action)).toEqual(['ask', 'answer', 'ask', 'ask', 'move', 'move', 'create-batch']);
    });

    it('keeps none of an essay that is not released, or not there', () => {
      move('b-1', 'reviewed');
      expect([store.addQuery(query(1), audit('ask')), store.addQuery(query(2, 'none'), audit('ask'))]).toEqual([false, false]);
      expect([store.queries('b-1'), store.audit(1)[0]?.action]).toEqual([[], 'move']);
    });

    it('lets go of them with their essay', () => {
      store.addQuery(query(1), audit('ask'));
      store.addQuery(query(2, 'b-2'), audit('ask'));
      store.deleteSubmission('b-1', audit('delete'));
      expect([store.queries('b-1'), store.queries('b-2').length]).toEqual([[], 1]);
    });
  });
}
