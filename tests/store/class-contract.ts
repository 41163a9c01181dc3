import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUsage } from '../../src/domain/assessment.ts';
import { inPractice, type Submission } from '../../src/domain/submission.ts';
import type { AuditEntry, Job, Store } from '../../src/store/store.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { smallRubric } from '../support/builders.ts';

const T = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const audit = (action: string, subject = 'x'): AuditEntry => ({
  at: T(1),
  actor: 'miss-hill',
  role: 'teacher',
  action,
  subject,
  detail: null,
});
const items = (batchId: string, count: number) => Array.from({ length: count }, (_, i) => anItem(batchId, i + 1));

/** What every store must do for classes. `open` gives an empty one. */
export function classContract(name: string, open: () => Store): void {
  describe(`the store ${name}, of classes`, () => {
    let store: Store;
    let made = 0;
    const { version: _version, ...rubric } = smallRubric();
    const practice = (n: number, more: Partial<Submission> = {}) =>
      store.addSubmission(
        {
          ...{ id: `sub_${n}`, text: `Essay ${n}`, rubricId: 'small', rubricVersion: 1, candidate: null, state: 'waiting' },
          ...{ createdAt: T(n), ...inPractice, ...more },
        },
        audit('submit'),
      );
    const add = (id: string, count = 3, more = {}) => store.addBatch(aBatch(id, more), items(id, count), audit('create-batch', id));
    const tell = (id: string, telling: Parameters<Store['tellBatch']>[1]) => store.tellBatch(id, telling, audit('tell', id));
    const claim = (minute = 5): Job | null => store.claimJob(T(minute), T(minute + 10));
    const finish = (job: Job, more: Parameters<typeof anAssessment>[2] = {}, tokens = 0) =>
      store.finishJob(
        job,
        anAssessment('Essay.', [], { id: `asm_${++made}`, submissionId: job.submissionId, usage: noUsage, ...more }),
        tokens
          ? [
              {
                ...{ purpose: 'claims', request: null, reply: null, status: 200, failure: null, askedModel: 'm', answeringModel: 'm' },
                ...{ inputTokens: tokens - 1, cachedTokens: 0, outputTokens: 1, milliseconds: 1, createdAt: T(1) },
              },
            ]
          : [],
        audit('mark'),
      );
    const finishNext = (...more: [Parameters<typeof anAssessment>[2]?, number?]) => {
      const job = claim();
      if (!job) throw new Error('no job');
      finish(job, ...more);
      return job.submissionId;
    };
    const engineFailed = {
      status: 'needs_teacher' as const,
      mark: null,
      flags: [{ kind: 'engine-failed' as const, audience: 'teacher' as const, detail: 'x', start: null, end: null }],
    };
    const statesOf = (id: string) => Object.fromEntries(store.tally(id).map(({ state, items }) => [state, items]));

    beforeEach(() => {
      store = open();
      store.saveRubric(rubric, { author: 'system', note: '', at: T(0) });
    });
    afterEach(() => store.close());

    it('keeps a batch with every item, its essays, and one audit row', async () => {
      const unread = {
        outcome: 'unreadable',
        why: 'no-text-layer',
        detail: 'No text.',
        words: 0,
        submission: null,
        submissionId: null,
      } as const;
      await store.addBatch(
        aBatch('b', { tokenCap: 5, blindShare: 0.5 }),
        [...items('b', 2), anItem('b', 3, unread)],
        audit('create-batch', 'b'),
      );
      expect(store.batch('b')).toEqual(aBatch('b', { tokenCap: 5, blindShare: 0.5 }));
      expect(store.batch('c')).toBeNull();
      expect(store.audit(9)).toHaveLength(1);
      expect(store.tally('b').sort((a, b) => b.items - a.items)).toEqual([
        { outcome: 'accepted', state: 'waiting', items: 2, words: 20 },
        { outcome: 'unreadable', state: null, items: 1, words: 0 },
      ]);
      expect(store.items('b', { limit: 9, sort: 'order' })).toMatchObject([
        { n: 1, identifier: '001', state: 'waiting', submissionId: 'b-1', need: null },
        { n: 2 },
        { n: 3, outcome: 'unreadable', why: 'no-text-layer', detail: 'No text.', state: null, submissionId: null },
      ]);
      expect(store.essay('b-1')).toEqual(store.submission('b-1')?.submission);
      expect(store.essay('none')).toBeNull();
      expect(store.submission('b-1')?.submission).toMatchObject({ text: 'Essay 1 of b.', candidate: 'Name 1', mode: 'class' });
    });

    it('keeps nothing of a batch of which one part cannot be kept', async () => {
      await add('b');
      await expect(store.addBatch(aBatch('c'), [anItem('c', 1), anItem('b', 1)], audit('create-batch', 'c'))).rejects.toThrow();
      expect(store.batch('c')).toBeNull();
      expect(store.submission('c-1')).toBeNull();
      expect(store.audit(9)).toHaveLength(1);
    });

    it('shows nothing of a batch before all of it is kept', async () => {
      practice(3);
      const taken = anItem('b', 4, { submission: null, submissionId: 'sub_3' });
      const coming = store.addBatch(aBatch('b'), [...items('b', 3), taken], audit('create-batch', 'b'));
      const seen = () => store.submissions({ limit: 9 }).map(({ id }) => id);
      expect([store.batch('b'), store.batches({ limit: 9, author: null }), seen()]).toEqual([null, [], ['sub_3']]);
      expect(store.audit(9)).toHaveLength(1);
      expect(claim()).toMatchObject({ submissionId: 'sub_3', batchId: null });
      expect(await coming).toBe(true);
      expect(seen()).toEqual(['b-3', 'b-2', 'b-1', 'sub_3']);
      expect(store.tally('b')).toMatchObject([{ items: 4 }]);
    });

    it('keeps nothing of a batch that takes up an essay which is gone or in another batch by then, and leaves the others alone', async () => {
      for (const n of [3, 4]) practice(n);
      const taking = (id: string, ...n: number[]) =>
        store.addBatch(
          aBatch(id),
          [anItem(id, 1), ...n.map((one) => anItem(id, one, { submission: null, submissionId: `sub_${one}` }))],
          audit('create-batch', id),
        );
      expect(await Promise.all([taking('b', 3), taking('c', 4, 3)])).toEqual([true, false]);
      expect(await taking('d', 4, 9)).toBe(false);
      expect(store.batches({ limit: 9, author: null }).map(({ id }) => id)).toEqual(['b']);
      expect([store.submission('c-1'), store.submission('d-1')]).toEqual([null, null]);
      expect(store.unbatched({ ids: ['sub_3', 'sub_4'] }).map(({ id }) => id)).toEqual(['sub_4']);
      expect(claim()).toMatchObject({ submissionId: 'sub_4' });
    });

    it('keeps nothing of a batch of which an essay or a seed script goes while it comes in', async () => {
      practice(3);
      const adopting = store.addBatch(
        aBatch('b'),
        [anItem('b', 1), anItem('b', 2, { submission: null, submissionId: 'sub_3' })],
        audit('create-batch', 'b'),
      );
      store.deleteSubmission('sub_3', audit('delete'));
      expect([await adopting, store.batch('b'), store.submission('b-1')]).toEqual([false, null, null]);

      store.addSeed(
        { id: 'sed', title: 'S', rubricId: 'small', text: 'Seed.', definitive: 1, tolerance: 1, author: 'miss-hill', createdAt: T(1) },
        audit('add-seed'),
      );
      const seeded = (id: string) =>
        store.addBatch(aBatch(id), [anItem(id, 1), anItem(id, 2, { seedId: 'sed' })], audit('create-batch', id));
      const coming = seeded('c');
      store.deleteSeed('sed', audit('delete-seed'));
      expect([await coming, await seeded('d')]).toEqual([false, false]);
      expect([store.batches({ limit: 9, author: null }), store.counts().submissions]).toEqual([[], 0]);
    });

    it('has nothing to clear up where nothing was cut short', async () => {
      await add('b');
      await store.clearUp();
      expect(store.counts().submissions).toBe(3);
    });

    it('gives a page of batches, newest first, everybody’s or one teacher’s', async () => {
      for (const id of ['a', 'b', 'c']) await add(id, 1, { author: id === 'b' ? 'other' : 'miss-hill' });
      const ids = (page: Parameters<Store['batches']>[0]) => store.batches(page).map(({ id }) => id);
      expect(ids({ limit: 2, author: null })).toEqual(['c', 'b']);
      expect(ids({ limit: 2, author: null, after: 'b' })).toEqual(['a']);
      expect(ids({ limit: 9, author: 'miss-hill' })).toEqual(['c', 'a']);
      expect(ids({ limit: 9, author: null, after: 'gone' })).toEqual([]);
    });

    it('lets no job of a batch be claimed before it is told to run', async () => {
      await add('b');
      expect(claim()).toBeNull();
      expect(store.left('b')).toEqual({ held: 3, free: 0, capped: false });
      expect(store.counts().waiting).toBe(0);
      tell('b', { told: 'run' });
      expect(store.counts().waiting).toBe(3);
      expect(claim()).toMatchObject({ submissionId: 'b-1', batchId: 'b', attempts: 1 });
      expect(store.left('b')).toEqual({ held: 0, free: 3, capped: false });
    });

    it('frees the first few only, until it is told to go on', async () => {
      const unread = { outcome: 'unreadable', why: 'empty', submission: null, submissionId: null } as const;
      const all = [anItem('b', 1, unread), ...items('b', 4).slice(1)];
      await store.addBatch(aBatch('b'), all, audit('create-batch'));
      tell('b', { told: 'run', first: 2 });
      expect([finishNext(), finishNext()]).toEqual(['b-2', 'b-3']);
      expect(claim()).toBeNull();
      expect(store.left('b')).toEqual({ held: 1, free: 0, capped: false });
      tell('b', { told: 'pause' });
      tell('b', { told: 'run' });
      expect(claim()).toBeNull();
      tell('b', { wentOn: true });
      expect(finishNext()).toBe('b-4');
      expect(store.left('b')).toEqual({ held: 0, free: 0, capped: false });
    });

    it('holds everything back when told to pause; what is being marked ends and counts as free until then', async () => {
      await add('b');
      tell('b', { told: 'run' });
      const job = claim();
      tell('b', { told: 'pause' });
      expect(claim()).toBeNull();
      expect(store.left('b')).toEqual({ held: 2, free: 1, capped: false });
      expect(job && finish(job)).toBe(true);
      expect(store.left('b')).toEqual({ held: 2, free: 0, capped: false });
    });

    it('does not claim a job again that was being marked when its batch was told to pause, until it goes on', async () => {
      await add('b', 1);
      tell('b', { told: 'run' });
      const job = claim();
      tell('b', { told: 'pause' });
      if (job) store.releaseJob(job);
      expect(claim()).toBeNull();
      tell('b', { told: 'run' });
      expect(claim()).toMatchObject({ submissionId: 'b-1' });
    });

    it('ends what is left when told to cancel: no essay is lost, and one that has an assessment keeps it', async () => {
      await add('b');
      tell('b', { told: 'run' });
      finishNext(engineFailed);
      finishNext();
      store.retryFailed('b', audit('retry'));
      const job = claim();
      expect(tell('b', { told: 'cancel' }).sort()).toEqual(['b-1', 'b-3']);
      expect(job && finish(job)).toBe(false);
      expect(statesOf('b')).toEqual({ needs_teacher: 1, marked: 1, cancelled: 1 });
      expect(store.submission('b-1')?.submission.state).toBe('needs_teacher');
      expect(claim()).toBeNull();
    });

    it('claims essays of no batch first, however long a batch has waited', async () => {
      await add('b');
      tell('b', { told: 'run' });
      practice(3);
      expect([claim(), claim()].map((job) => job?.submissionId)).toEqual(['sub_3', 'b-1']);
    });

    it('shares its work between batches, and lets a small one be done before a large one', async () => {
      await add('large', 5);
      await add('small', 2);
      for (const id of ['large', 'small']) tell(id, { told: 'run' });
      const four = [claim(), claim(), claim(), claim()].map((job) => job?.submissionId);
      expect(four).toEqual(['small-1', 'large-1', 'small-2', 'large-2']);
    });

    it('holds the essay of a class back until a batch takes it', async () => {
      practice(3, { mode: 'class' });
      expect(claim()).toBeNull();
      await store.addBatch(aBatch('b'), [anItem('b', 1, { submission: null, submissionId: 'sub_3' })], audit('create-batch'));
      expect(claim()).toBeNull();
      tell('b', { told: 'run' });
      expect(claim()).toMatchObject({ submissionId: 'sub_3', batchId: 'b' });
    });

    it('holds back a practice essay that a batch took up', async () => {
      practice(3);
      await store.addBatch(aBatch('b'), [anItem('b', 1, { submission: null, submissionId: 'sub_3' })], audit('create-batch'));
      expect(claim()).toBeNull();
    });

    it('counts for a batch what its essays took', async () => {
      await add('b');
      tell('b', { told: 'run' });
      finishNext({}, 100);
      finishNext({}, 20);
      practice(3);
      finishNext({}, 5);
      expect(store.batch('b')?.tokens).toBe(120);
    });

    it('holds a capped batch back, also over a new start, until it is told to run', async () => {
      await add('b');
      tell('b', { told: 'run' });
      const job = claim();
      store.capBatch('b', 'The cap.');
      expect(store.left('b')).toEqual({ held: 2, free: 1, capped: true });
      if (job) store.releaseJob(job);
      store.releaseLeases();
      store.resumeJobs(T(5));
      expect(claim()).toBeNull();
      expect(store.left('b')).toEqual({ held: 3, free: 0, capped: true });
      expect(store.putOff('b-1')).toMatchObject({ reason: 'The cap.' });
      tell('b', { tokenCap: 500 });
      expect(store.batch('b')?.tokenCap).toBe(500);
      expect(store.left('b')).toEqual({ held: 0, free: 3, capped: false });
      expect(claim()).not.toBeNull();
    });

    it('tries those again for which the engine failed, and no others', async () => {
      await add('b', 4);
      tell('b', { told: 'run' });
      finishNext(engineFailed);
      finishNext({ status: 'needs_teacher', mark: null });
      finishNext();
      const rows = store.audit(99).length;
      expect(store.retryFailed('b', audit('retry-batch', 'b'))).toBe(1);
      expect(store.audit(1)[0]).toMatchObject({ action: 'retry-batch', detail: '1 tried again' });
      expect(statesOf('b')).toEqual({ waiting: 2, needs_teacher: 1, marked: 1 });
      expect(store.retryFailed('b', audit('retry-batch', 'b'))).toBe(0);
      expect(store.audit(99)).toHaveLength(rows + 1);
      expect([finishNext(), finishNext()].sort()).toEqual(['b-1', 'b-4']);
      expect(store.retryFailed('b', audit('retry-batch', 'b'))).toBe(0);
    });

    it('looks at the newest assessment only when it asks whether the engine failed', async () => {
      await add('b', 1);
      tell('b', { told: 'run' });
      finishNext(engineFailed);
      store.retryFailed('b', audit('retry'));
      finishNext({ status: 'needs_teacher', mark: null });
      expect(store.retryFailed('b', audit('retry'))).toBe(0);
    });

    it('pages through items in each order without leaving one out or giving one twice', async () => {
      await add('b', 7);
      for (const sort of ['order', 'need', 'mark', 'identifier'] as const) {
        const seen: number[] = [];
        for (
          let page = store.items('b', { limit: 3, sort });
          page.length;
          page = store.items('b', { limit: 3, sort, after: page.at(-1)?.n ?? 0 })
        )
          seen.push(...page.map(({ n }) => n));
        expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
      }
      expect(store.items('b', { limit: 3, sort: 'need', after: 99 })).toEqual([]);
    });

    it('lists the items of one state or outcome', async () => {
      await add('b');
      tell('b', { told: 'run' });
      finishNext();
      const of = (page: object) => store.items('b', { limit: 9, sort: 'order', ...page }).map(({ n }) => n);
      expect(of({ state: 'marked' })).toEqual([1]);
      expect(of({ state: 'waiting' })).toEqual([2, 3]);
      expect(of({ outcome: 'duplicate' })).toEqual([]);
    });

    it('releases what is in the states asked for, except seed scripts and what a teacher has yet to mark unseen', async () => {
      store.addSeed(
        { id: 'seed', title: 's', text: 'x', rubricId: 'small', definitive: 9, tolerance: 1, author: 'a', createdAt: T(0) },
        audit('x'),
      );
      const all = [anItem('b', 1), anItem('b', 2, { blind: true }), anItem('b', 3, { seedId: 'seed' }), anItem('b', 4)];
      await store.addBatch(aBatch('b'), all, audit('create-batch'));
      tell('b', { told: 'run' });
      for (const _ of [1, 2, 3]) finishNext();
      expect(store.releaseBatch('b', ['reviewed'], audit('release'))).toEqual({ released: 0, stale: [] });
      expect(store.releaseBatch('b', ['reviewed', 'marked'], audit('release-batch'))).toEqual({ released: 1, stale: [] });
      expect(store.submission('b-1')?.submission.state).toBe('released');
      expect(statesOf('b')).toEqual({ released: 1, marked: 2, waiting: 1 });
      expect(store.audit(1)[0]).toMatchObject({ action: 'release-batch', detail: '1 released' });
    });

    it('queues what was marked for marking again, leaves what a teacher has read as it is, and tries failures again against the same version', async () => {
      await add('b', 4);
      tell('b', { told: 'run', first: 3 });
      for (let n = 1; n <= 3; n++) finishNext(n === 3 ? engineFailed : {});
      store.moveScript('b-2', ['marked'], { state: 'reviewed', standing: null }, audit('review'));
      tell('b', { told: 'cancel' });
      const found = [
        { n: 1, submissionId: 'b-1', words: 10, state: 'marked', queued: false },
        { n: 2, submissionId: 'b-2', words: 10, state: 'reviewed', queued: false },
        { n: 3, submissionId: 'b-3', words: 10, state: 'needs_teacher', queued: false },
        { n: 4, submissionId: 'b-4', words: 10, state: 'cancelled', queued: false },
      ];
      expect(store.remarkable('b')).toEqual(found);
      expect(store.remarkBatch('b', 7, audit('remark-batch'))).toEqual(found);
      expect(store.audit(1)[0]).toMatchObject({ action: 'remark-batch', detail: '3 queued, rubric version 7' });
      expect([store.batch('b'), store.left('b')]).toMatchObject([
        { rubricVersion: 7, told: 'run' },
        { free: 3, held: 0 },
      ]);
      expect(store.remarkable('b').map(({ state, queued }) => [state, queued])).toEqual([
        ['waiting', true],
        ['reviewed', true],
        ['waiting', true],
        ['cancelled', false],
      ]);
      expect(claim()).toMatchObject({ submissionId: 'b-1', rubricVersion: 7, batchId: 'b' });
      tell('b', { told: 'cancel' });
      expect(statesOf('b')).toEqual({ needs_teacher: 2, reviewed: 1, cancelled: 1 });
      tell('b', { told: 'run' });
      expect(store.retryFailed('b', audit('retry'))).toBe(1);
      expect(claim()).toMatchObject({ submissionId: 'b-3', rubricVersion: 7 });
    });

    it('says which items ended since, oldest first', async () => {
      await add('b');
      tell('b', { told: 'run' });
      finishNext();
      const { last } = store.finishedSince('b', null, 9);
      expect(store.finishedSince('b', last, 9)).toEqual({ last, items: [] });
      practice(3);
      finishNext();
      finishNext(engineFailed);
      finishNext();
      const { items: ended } = store.finishedSince('b', last, 9);
      expect(ended).toMatchObject([
        { n: 2, submissionId: 'b-2', identifier: '002', state: 'needs_teacher' },
        { n: 3, state: 'marked' },
      ]);
      expect(store.finishedSince('b', last, 1)).toEqual({ last: ended[0]?.seq, items: [ended[0]] });
      expect(store.finishedSince('b', 0, 9).items.map(({ n }) => n)).toEqual([1, 2, 3]);
    });

    it('removes a batch with all its essays, and no other', async () => {
      await add('b');
      await add('c');
      expect((await store.deleteBatch('b', audit('delete-batch', 'b')))?.sort()).toEqual(['b-1', 'b-2', 'b-3']);
      expect(store.audit(1)[0]).toMatchObject({ action: 'delete-batch', detail: '3 essays deleted' });
      expect(await store.deleteBatch('b', audit('delete-batch', 'b'))).toBeNull();
      expect([store.batch('b'), store.submission('b-1')]).toEqual([null, null]);
      expect(store.counts().submissions).toBe(3);
      expect(store.left('b')).toEqual({ held: 0, free: 0, capped: false });
    });

    it('lets nobody see or mark anything more of a batch that is being removed', async () => {
      await add('b');
      tell('b', { told: 'run' });
      const job = claim();
      const going = store.deleteBatch('b', audit('delete-batch', 'b'));
      expect([store.batch('b'), store.submissions({ limit: 9 }), claim()]).toEqual([null, [], null]);
      expect(job && finish(job)).toBe(false);
      expect(await store.deleteBatch('b', audit('delete-batch', 'b'))).toBeNull();
      expect(await going).toHaveLength(3);
      expect(store.counts()).toEqual({ waiting: 0, submissions: 0 });
    });

    const assignment = {
      id: 'asg',
      task: 'Why?',
      rubricId: 'small',
      mode: 'class',
      closes: T(50),
      author: 'miss-hill',
      createdAt: T(0),
    } as const;

    it('keeps an assignment, its class list and what is handed in for it', () => {
      store.addAssignment(assignment, audit('create-assignment', 'asg'));
      expect(store.assignment('asg')).toEqual(assignment);
      expect(store.assignments('miss-hill')).toEqual([assignment]);
      expect([store.assignments('other'), store.assignments(null).length]).toEqual([[], 1]);
      const list = [
        { identifier: '007', name: 'B', group: null },
        { identifier: '001', name: 'A', group: '12b' },
      ];
      store.setMembers('asg', [{ identifier: 'x', name: 'X', group: null }], audit('set'));
      store.setMembers('asg', list, audit('set'));
      store.setMembers('none', list, audit('set'));
      expect(store.members('asg')).toEqual(list);
      expect(store.audit(9)).toHaveLength(3);
      practice(3, { assignmentId: 'asg', mode: 'class', identifier: '007', candidate: 'B' });
      expect(store.handedIn('asg')).toEqual([{ submissionId: 'sub_3', identifier: '007', name: 'B', createdAt: T(3), state: 'waiting' }]);
    });

    it('finds the essays that no batch has yet, newest first', async () => {
      store.addAssignment(assignment, audit('create-assignment', 'asg'));
      for (const n of [1, 2, 3]) practice(n, { assignmentId: 'asg', mode: 'class' });
      practice(4);
      await store.addBatch(aBatch('b'), [anItem('b', 1, { submission: null, submissionId: 'sub_2' })], audit('create-batch'));
      const ids = (of: Parameters<Store['unbatched']>[0]) => store.unbatched(of).map(({ id }) => id);
      expect(ids({ assignmentId: 'asg' })).toEqual(['sub_3', 'sub_1']);
      expect(ids({ ids: ['sub_1', 'sub_2', 'sub_4', 'gone'] })).toEqual(['sub_4', 'sub_1']);
      expect(ids({ ids: [] })).toEqual([]);
    });

    it('removes an assignment with its list and its essays', async () => {
      store.addAssignment(assignment, audit('create-assignment', 'asg'));
      store.setMembers('asg', [{ identifier: 'x', name: 'X', group: null }], audit('set'));
      practice(3, { assignmentId: 'asg' });
      practice(4);
      expect(await store.deleteAssignment('asg', audit('delete-assignment', 'asg'))).toEqual(['sub_3']);
      expect(await store.deleteAssignment('asg', audit('delete-assignment', 'asg'))).toBeNull();
      expect([store.assignment('asg'), store.members('asg'), store.submission('sub_3')]).toEqual([null, [], null]);
      expect(store.counts().submissions).toBe(1);
    });

    it('lets nobody see or answer an assignment that is being removed, nor mark what was handed in for it', async () => {
      store.addAssignment(assignment, audit('create-assignment', 'asg'));
      practice(3, { assignmentId: 'asg' });
      const going = store.deleteAssignment('asg', audit('delete-assignment', 'asg'));
      expect([store.assignment('asg'), store.assignments(null), store.submissions({ limit: 9 }), claim()]).toEqual([null, [], [], null]);
      store.setMembers('asg', [], audit('set'));
      expect(store.audit(1)[0]).toMatchObject({ action: 'delete-assignment', detail: '1 essays deleted' });
      expect(await going).toEqual(['sub_3']);
    });

    it('lets go of old batches and assignments, with their names, when the last of their essays goes', async () => {
      for (const id of ['asg', 'asg-open', 'asg-used'])
        store.addAssignment(
          { ...assignment, id, closes: id === 'asg-open' ? '2027-01-01T00:00:00.000Z' : null },
          audit('create-assignment', id),
        );
      practice(30, { assignmentId: 'asg-used' });
      await add('old');
      await store.addBatch(
        aBatch('unread'),
        [anItem('unread', 1, { outcome: 'unreadable', submission: null, submissionId: null })],
        audit('x'),
      );
      await store.addBatch(aBatch('kept'), [anItem('kept', 1, { submission: null, submissionId: 'sub_30' })], audit('x'));
      await add('new', 1, { createdAt: T(30) });
      expect(await store.deleteSubmissionsBefore(T(10), audit('remove-old'))).toBe(4);
      expect(store.batches({ limit: 9, author: null }).map(({ id }) => id)).toEqual(['new', 'kept']);
      expect(store.assignments(null).map(({ id }) => id)).toEqual(['asg-used', 'asg-open']);
    });

    it('keeps seed scripts and finds the newest mark of each time that one was marked', async () => {
      const seed = {
        id: 'seed',
        title: 'Seed',
        text: 'x',
        rubricId: 'small',
        definitive: 9,
        tolerance: 1,
        author: 'miss-hill',
        createdAt: T(0),
      };
      store.addSeed(seed, audit('add-seed', 'seed'));
      expect([store.seed('seed'), store.seed('none')]).toEqual([seed, null]);
      expect(store.seeds({ author: 'miss-hill', rubricId: 'small' })).toEqual([seed]);
      expect([store.seeds({ author: 'other' }), store.seeds({ author: null, rubricId: 'other' })]).toEqual([[], []]);
      await store.addBatch(aBatch('b'), [anItem('b', 1, { seedId: 'seed' }), anItem('b', 2)], audit('create-batch'));
      tell('b', { told: 'run' });
      expect(store.seedMarkings({ batchId: 'b' })).toEqual([]);
      expect(store.seedUses()).toEqual([{ seedId: 'seed', batches: 1 }]);
      await store.addBatch(aBatch('c'), [anItem('c', 1, { seedId: 'seed' })], audit('create-batch'));
      expect(store.seedUses()).toEqual([{ seedId: 'seed', batches: 2 }]);
      finishNext();
      finishNext();
      store.addRemark('b-1', 1, audit('remark'));
      finishNext(engineFailed);
      const marking = { seedId: 'seed', batchId: 'b', n: 1, submissionId: 'b-1', awarded: 17, at: '2026-01-02T03:04:05.000Z' };
      expect(store.seedMarkings({ batchId: 'b' })).toEqual([marking]);
      expect(store.seedMarkings({ seedId: 'seed' })).toEqual([marking]);
      expect(store.seedMarkings({ seedId: 'other' })).toEqual([]);
      expect([store.deleteSeed('seed', audit('delete-seed')), store.deleteSeed('seed', audit('delete-seed'))]).toEqual([true, false]);
      expect(store.submission('b-1')).toBeNull();
      expect(store.items('b', { limit: 9, sort: 'order' }).map(({ n }) => n)).toEqual([2]);
    });

    it('knows how long the last markings took', async () => {
      await add('b');
      tell('b', { told: 'run' });
      finishNext({ usage: { ...noUsage, milliseconds: 900 } });
      finishNext({ createdAt: T(9) });
      expect(store.recentMarking(5)).toEqual([
        { at: T(9), milliseconds: 0 },
        { at: '2026-01-02T03:04:05.000Z', milliseconds: 900 },
      ]);
      expect(store.recentMarking(1)).toHaveLength(1);
    });
  });
}
