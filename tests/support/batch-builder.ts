import type { Batch } from '../../src/domain/batch.ts';
import { inPractice, type Submission } from '../../src/domain/submission.ts';
import type { NewItem } from '../../src/store/class-store.ts';

/** A batch of miss-hill's against the small rubric, that is ready. */
export const aBatch = (id: string, more: Partial<Batch> = {}): Batch => ({
  id,
  title: 'Year 12',
  rubricId: 'small',
  rubricVersion: 1,
  assignmentId: null,
  author: 'miss-hill',
  createdAt: '2026-01-01T00:00:00.000Z',
  first: null,
  tokenCap: null,
  blindShare: 0,
  told: 'ready',
  wentOn: false,
  tokens: 0,
  ...more,
});

/** Item `n` of a batch with the essay `<batch>-<n>` in it. */
export function anItem(batchId: string, n: number, more: Partial<NewItem> = {}): NewItem {
  const submission: Submission = {
    ...{ id: `${batchId}-${n}`, text: `Essay ${n} of ${batchId}.`, rubricId: 'small', rubricVersion: 1, candidate: `Name ${n}` },
    ...{ state: 'waiting', createdAt: '2026-01-01T00:00:00.000Z', ...inPractice, mode: 'class', identifier: `00${n}` },
  };
  return {
    ...{ n, fileName: `${n}.txt`, identifier: `00${n}`, name: `Name ${n}`, group: null, outcome: 'accepted', why: null, detail: null },
    ...{ words: 10, submissionId: submission.id, blind: false, seedId: null, submission },
    ...more,
  };
}
