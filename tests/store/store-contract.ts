import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUsage } from '../../src/domain/assessment.ts';
import type { Check } from '../../src/domain/check.ts';
import { inPractice, type Submission } from '../../src/domain/submission.ts';
import type { AuditEntry, Job, Store } from '../../src/store/store.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { aCheck, smallRubric } from '../support/builders.ts';
import { anExchange } from '../support/model-replies.ts';

const T = (minute: number) => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const audit = (action: string, subject = 'x'): AuditEntry => ({
  at: T(0),
  actor: 'student',
  role: 'student',
  action,
  subject,
  detail: null,
});
const exchange = (n: number) => anExchange(n, T(n));

/** What every store must do. `open` gives an empty one. */
export function storeContract(name: string, open: () => Store): void {
  describe(`the store ${name}`, () => {
    let store: Store;
    const { version: _version, ...rubric } = smallRubric();
    const by = { author: 'system', note: '', at: T(0) };
    const submission = (n: number, more: Partial<Submission> = {}): Submission => ({
      id: `sub_${n}`,
      text: `Essay ${n}\r\n\twith “signs”, 😀 and a trailing space `,
      rubricId: rubric.id,
      rubricVersion: 1,
      candidate: null,
      state: 'waiting',
      createdAt: T(n),
      ...inPractice,
      ...more,
    });
    const add = (n: number, more: Partial<Submission> = {}) => {
      const one = submission(n, more);
      store.addSubmission(one, audit('submit-essay', one.id));
      return one;
    };
    const claim = (minute = 30, until = minute + 10): Job => {
      const job = store.claimJob(T(minute), T(until));
      if (!job) throw new Error('no job');
      return job;
    };
    const finish = (job: Job, n: number) =>
      store.finishJob(
        job,
        anAssessment('Essay.', [], { id: `asm_${n}`, submissionId: job.submissionId }),
        [exchange(2), exchange(1)],
        audit('mark', `asm_${n}`),
      );

    beforeEach(() => {
      store = open();
      store.saveRubric(rubric, by);
    });
    afterEach(() => store.close());

    it('keeps a rubric as a new version only when its hash differs from the newest', () => {
      expect(store.saveRubric(rubric, by).version).toBe(1);
      const edited = { ...rubric, hash: 'sha256-edited', question: { ...rubric.question, title: 'Edited' } };
      expect(store.saveRubric(edited, { ...by, at: T(1) }).version).toBe(2);
      expect(store.saveRubric(edited, by).version).toBe(2);
      expect(store.saveRubric(rubric, by).version).toBe(3);
      expect(store.rubrics()).toMatchObject([{ id: rubric.id, version: 3, hash: rubric.hash, title: rubric.question.title }]);
    });

    it('gives the version asked for, else the newest, unchanged', () => {
      store.saveRubric({ ...rubric, hash: 'sha256-2', question: { ...rubric.question, title: 'Edited' } }, by);
      expect(store.rubric(rubric.id, 1)).toEqual({ ...rubric, version: 1 });
      expect(store.rubric(rubric.id)?.question.title).toBe('Edited');
      expect(store.rubric(rubric.id, 3)).toBeNull();
      expect(store.rubric('other')).toBeNull();
    });

    const titled = (title: string) => ({ ...rubric, hash: `sha256-${title}`, question: { ...rubric.question, title } });
    const edit = (title: string, after: number | null) =>
      store.editRubric(titled(title), after, { author: 'miss-hill', note: 'why', at: T(2) }, audit('edit', title));

    it('keeps an edit as the next version, with its audit row, if the version that it was made from is in force', () => {
      expect(edit('Two', 1)).toEqual({ ...titled('Two'), version: 2 });
      expect(store.audit(1)).toEqual([{ ...audit('edit', 'Two'), detail: 'version 2' }]);
      expect(store.rubric(rubric.id)).toEqual({ ...titled('Two'), version: 2 });
      expect(store.rubricVersions(rubric.id)).toEqual([
        { version: 2, hash: 'sha256-Two', title: 'Two', author: 'miss-hill', note: 'why', createdAt: T(2), current: true },
        { version: 1, hash: rubric.hash, title: rubric.question.title, author: 'system', note: '', createdAt: T(0), current: false },
      ]);
      expect(store.rubricVersions('other')).toEqual([]);
    });

    it('keeps nothing of an edit of another version, or of a rubric that is there already or not there', () => {
      edit('Two', 1);
      for (const after of [1, 3, null]) expect(edit('Three', after)).toBeNull();
      const none = { ...titled('None'), id: 'none' };
      expect(store.editRubric(none, 1, by, audit('edit'))).toBeNull();
      expect(store.rubricVersions(rubric.id)).toHaveLength(2);
      expect(store.rubric('none')).toBeNull();
      expect(store.audit(9)).toHaveLength(1);
      expect(store.editRubric(none, null, by, audit('add'))?.version).toBe(1);
    });

    it('makes no version and no audit row of an edit that changes nothing', () => {
      edit('Two', 1);
      expect(edit('Two', 2)?.version).toBe(2);
      expect(store.rubricVersions(rubric.id)).toHaveLength(2);
      expect(store.audit(9)).toHaveLength(1);
    });

    it('lets an edit outlast the same file loaded again, and a changed file too, which is kept beside it', () => {
      edit('Two', 1);
      expect(store.saveRubric(rubric, by)).toEqual({ ...titled('Two'), version: 2 });
      expect(store.rubricVersions(rubric.id)).toHaveLength(2);
      for (const again of [1, 2]) expect([again, store.saveRubric(titled('File'), by).version]).toEqual([again, 2]);
      expect(store.rubricVersions(rubric.id)).toMatchObject([
        { version: 3, title: 'File', current: false, note: expect.stringContaining('version 2 was edited here') },
        { version: 2, current: true },
        { version: 1 },
      ]);
      expect(store.rubrics()).toMatchObject([{ version: 2, title: 'Two' }]);
      expect(edit('Four', 2)?.version).toBe(4);
      expect(store.saveRubric(titled('File'), by).version).toBe(4);
    });

    it('follows the file again once an edit has taken its content over', () => {
      edit('Two', 1);
      store.saveRubric(titled('File'), by);
      expect(edit('File', 2)?.version).toBe(4);
      expect(store.saveRubric(titled('Later file'), by)).toEqual({ ...titled('Later file'), version: 5 });
    });

    it('takes a file that says what is already in force without a new version', () => {
      edit('Two', 1);
      expect(store.saveRubric(titled('Two'), by).version).toBe(2);
      expect(store.saveRubric(titled('Three'), by).version).toBe(3);
    });

    it('lists rubrics in the order of their questions, then as they came, whatever their ids and edits', () => {
      const { order: _order, ...question } = rubric.question;
      store.saveRubric({ ...rubric, hash: 'sha256-first', question: { ...question, order: 0 } }, by);
      for (const [id, order] of Object.entries({ zebra: {}, aardvark: { order: 1 }, yak: { order: 0 } }))
        store.editRubric({ ...titled(id), id, question: { ...question, ...order } }, null, by, audit('add'));
      expect(store.rubrics().map(({ id }) => id)).toEqual([rubric.id, 'yak', 'zebra', 'aardvark']);
    });

    it('archives a rubric that nothing waits on, for good, and brings it back only by making it again', () => {
      add(1);
      expect(store.archiveRubric(rubric.id, audit('archive'))).toBe('waiting');
      finish(claim(), 1);
      expect(store.archiveRubric(rubric.id, audit('archive'), 2)).toBe('stale');
      expect(store.archiveRubric('other', audit('archive'))).toBe('none');
      expect(store.rubrics()).toHaveLength(1);
      expect(store.archiveRubric(rubric.id, audit('archive'), 1)).toBe('archived');
      expect(store.audit(1)).toEqual([audit('archive')]);
      expect(store.archiveRubric(rubric.id, audit('again'))).toBe('already');
      store.saveRubric(titled('Changed file'), by);
      expect(store.rubrics()).toEqual([]);
      expect(store.rubric(rubric.id, 1)).toEqual({ ...rubric, version: 1 });
      expect(edit('Edit', 2)).toBeNull();
      expect(edit('Back', null)?.version).toBe(3);
      expect(store.rubrics()).toMatchObject([{ version: 3, title: 'Back' }]);
    });

    it('queues a marked essay again for another version, once, and keeps every assessment', () => {
      add(1);
      expect(store.addRemark('sub_1', 1, audit('remark'))).toBe(false);
      const first = claim();
      expect(first.rubricVersion).toBeNull();
      finish(first, 1);
      edit('Two', 1);
      expect(store.addRemark('sub_1', 2, audit('remark', 'sub_1'))).toBe(true);
      expect(store.audit(1)).toEqual([audit('remark', 'sub_1')]);
      expect(store.addRemark('sub_1', 2, audit('again'))).toBe(false);
      expect(store.submission('sub_1')).toMatchObject({ submission: { state: 'waiting', rubricVersion: 1 }, assessment: { id: 'asm_1' } });
      expect(store.archiveRubric(rubric.id, audit('archive'))).toBe('waiting');
      const second = claim();
      expect(second).toMatchObject({ submissionId: 'sub_1', rubricVersion: 2, attempts: 1 });
      expect(finish(second, 2)).toBe(true);
      expect(store.assessments('sub_1').map(({ id }) => id)).toEqual(['asm_2', 'asm_1']);
      expect(store.submission('sub_1')).toMatchObject({ submission: { state: 'marked' }, assessment: { id: 'asm_2' } });
      expect(store.exchanges('asm_1')).toHaveLength(2);
      expect(store.addRemark('sub_none', 1, audit('remark'))).toBe(false);
      expect(store.assessments('sub_none')).toEqual([]);
      expect([store.assessment('asm_1')?.id, store.assessment('asm_none')]).toEqual(['asm_1', null]);
    });

    it('keeps a submission exactly as it came', () => {
      const one = add(1, { candidate: 'Zoë O’Neill' });
      expect(store.submission('sub_1')).toEqual({ submission: one, assessment: null });
      expect(store.submission('sub_2')).toBeNull();
      expect(store.counts()).toEqual({ waiting: 1, submissions: 1 });
      expect(store.audit(1)).toEqual([audit('submit-essay', 'sub_1')]);
    });

    it('keeps nothing of a submission that cannot be kept whole', () => {
      add(1);
      expect(() => add(1, { text: 'again' })).toThrow();
      expect(() => add(2, { rubricVersion: 99 })).toThrow();
      expect(store.counts()).toEqual({ waiting: 1, submissions: 1 });
      expect(store.audit(9)).toHaveLength(1);
    });

    it('lists submissions newest first, page after page, by state', () => {
      for (const n of [1, 2, 3, 4, 5]) add(n, { createdAt: T(0) });
      finish(claim(), 1);
      const ids = (page: Parameters<Store['submissions']>[0]) => store.submissions(page).map(({ id }) => id);
      expect(ids({ limit: 2 })).toEqual(['sub_5', 'sub_4']);
      expect(ids({ limit: 2, after: 'sub_4' })).toEqual(['sub_3', 'sub_2']);
      expect(ids({ limit: 2, after: 'sub_2' })).toEqual(['sub_1']);
      expect(ids({ limit: 9, state: 'waiting' })).toEqual(['sub_5', 'sub_4', 'sub_3', 'sub_2']);
      expect(ids({ limit: 9, state: 'marked' })).toEqual(['sub_1']);
      expect(ids({ limit: 9, after: 'sub_gone' })).toEqual([]);
      expect(ids({ limit: 2, after: 'sub_4', rubricId: rubric.id })).toEqual(['sub_3', 'sub_2']);
      expect(ids({ limit: 9, rubricId: 'another' })).toEqual([]);
    });

    it('gives each due job to one claimer only, oldest first', () => {
      add(1);
      add(2);
      expect(claim()).toMatchObject({ submissionId: 'sub_1', attempts: 1 });
      expect(claim()).toMatchObject({ submissionId: 'sub_2', attempts: 1 });
      expect(store.claimJob(T(30), T(40))).toBeNull();
    });

    it('gives a job again when its lease has ended, and then hears no more of the first claimer', () => {
      add(1);
      const first = claim(30, 40);
      expect(store.claimJob(T(39), T(49))).toBeNull();
      const second = claim(40, 50);
      expect(second).toMatchObject({ id: first.id, attempts: 2 });
      expect(finish(first, 1)).toBe(false);
      store.retryJob(first, T(0));
      expect(store.claimJob(T(41), T(51))).toBeNull();
      expect(store.submission('sub_1')?.submission.state).toBe('waiting');
      expect(finish(second, 2)).toBe(true);
      expect(store.submission('sub_1')?.assessment?.id).toBe('asm_2');
    });

    it('gives a job that is to be retried not before its time', () => {
      add(1);
      store.retryJob(claim(), T(35));
      expect(store.claimJob(T(34), T(44))).toBeNull();
      expect(claim(35)).toMatchObject({ attempts: 2 });
    });

    it('does not count an attempt that was given back', () => {
      add(1);
      store.releaseJob(claim());
      expect(claim()).toMatchObject({ attempts: 1 });
    });

    it('puts a job off until its time, says why meanwhile, and counts no attempt', () => {
      add(1);
      add(2);
      store.putJobOff(claim(), T(50), 'The day is spent.');
      expect(store.putOff('sub_1')).toEqual({ until: T(50), reason: 'The day is spent.' });
      expect([store.putOff('sub_2'), store.putOff('sub_none')]).toEqual([null, null]);
      expect(store.counts().waiting).toBe(2);
      expect(claim(49, 59)).toMatchObject({ submissionId: 'sub_2' });
      expect(store.claimJob(T(49), T(59))).toBeNull();
      expect(claim(50, 59)).toMatchObject({ submissionId: 'sub_1', attempts: 1 });
      expect(store.putOff('sub_1')).toBeNull();
    });

    it('makes what was put off due when it is told to, and nothing else', () => {
      add(1);
      add(2);
      store.putJobOff(claim(), T(50), 'The day is spent.');
      store.retryJob(claim(), T(55));
      store.resumeJobs(T(31));
      expect(store.putOff('sub_1')).toBeNull();
      expect(claim(31)).toMatchObject({ submissionId: 'sub_1', attempts: 1 });
      expect(store.claimJob(T(32), T(42))).toBeNull();
    });

    it('puts no job off that was claimed again since', () => {
      add(1);
      const first = claim(30, 40);
      const second = claim(40, 50);
      store.putJobOff(first, T(59), 'Too late.');
      expect(store.putOff('sub_1')).toBeNull();
      expect(finish(second, 1)).toBe(true);
    });

    it('counts an attempt whose process died', () => {
      add(1);
      claim(30, 59);
      store.releaseLeases();
      expect(claim(31)).toMatchObject({ attempts: 2 });
    });

    it('keeps the assessment, its exchanges in order and the state together', () => {
      add(1);
      expect(finish(claim(), 1)).toBe(true);
      const kept = store.submission('sub_1');
      expect(kept?.submission.state).toBe('marked');
      expect(kept?.assessment).toEqual(anAssessment('Essay.', [], { id: 'asm_1', submissionId: 'sub_1' }));
      expect(store.exchanges('asm_1')).toEqual([exchange(2), exchange(1)]);
      expect(store.audit(1)).toEqual([audit('mark', 'asm_1')]);
      expect(store.counts()).toEqual({ waiting: 0, submissions: 1 });
    });

    it('keeps nothing of an assessment that cannot be kept whole', () => {
      add(1);
      add(2);
      finish(claim(), 1);
      const job = claim();
      expect(() => finish(job, 1)).toThrow();
      expect(store.submission('sub_2')).toMatchObject({ submission: { state: 'waiting' }, assessment: null });
      expect(finish(job, 2)).toBe(true);
    });

    it('keeps the state of an assessment that needs a teacher', () => {
      add(1);
      const assessment = anAssessment('Essay.', [], {
        submissionId: 'sub_1',
        status: 'needs_teacher',
        reason: 'No answer.',
        usage: noUsage,
      });
      store.finishJob(claim(), assessment, [], audit('mark'));
      expect(store.submission('sub_1')).toMatchObject({ submission: { state: 'needs_teacher' }, assessment: { reason: 'No answer.' } });
    });

    it('deletes a submission with everything that hangs on it and leaves an audit row', () => {
      add(1);
      add(2);
      finish(claim(), 1);
      expect(store.deleteSubmission('sub_1', audit('delete', 'sub_1'))).toBe(true);
      expect(store.submission('sub_1')).toBeNull();
      expect(store.exchanges('asm_1')).toEqual([]);
      expect(store.audit(1)).toEqual([audit('delete', 'sub_1')]);
      expect(store.deleteSubmission('sub_1', audit('delete', 'again'))).toBe(false);
      expect(store.audit(1)[0]?.subject).toBe('sub_1');
      expect(store.counts()).toEqual({ waiting: 1, submissions: 1 });
    });

    it('ignores the end of a job whose submission was deleted meanwhile', () => {
      add(1);
      const job = claim();
      store.deleteSubmission('sub_1', audit('delete'));
      expect(finish(job, 1)).toBe(false);
      store.retryJob(job, T(0));
      store.releaseJob(job);
      expect(store.counts()).toEqual({ waiting: 0, submissions: 0 });
    });

    it('deletes what is older than a date and nothing else', async () => {
      for (const n of [1, 2, 3]) add(n);
      finish(claim(), 1);
      expect(await store.deleteSubmissionsBefore(T(3), audit('remove-old'))).toBe(2);
      expect(store.submissions({ limit: 9 }).map(({ id }) => id)).toEqual(['sub_3']);
      expect(store.exchanges('asm_1')).toEqual([]);
      expect(store.audit(1)[0]).toMatchObject({ action: 'remove-old', detail: '2 deleted' });
      expect(await store.deleteSubmissionsBefore(T(3), audit('again'))).toBe(0);
      expect(store.audit(1)[0]?.action).toBe('remove-old');
    });

    it('adds up what is spent on each day, and keeps it when the essays go', () => {
      const tokens = { requests: 1, inputTokens: 100, cachedTokens: 60, outputTokens: 20 };
      expect(store.spentOn('2026-01-01')).toEqual({ requests: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 });
      expect(store.spending(9)).toEqual([]);
      add(1);
      store.addSpending('2026-01-01', tokens);
      store.addSpending('2026-01-02', tokens);
      store.addSpending('2026-01-01', { ...tokens, requests: 2, outputTokens: 1 });
      finish(claim(), 1);
      store.deleteSubmission('sub_1', audit('delete', 'sub_1'));
      expect(store.spentOn('2026-01-01')).toEqual({ requests: 3, inputTokens: 200, cachedTokens: 120, outputTokens: 21 });
      expect(store.spending(9)).toEqual([
        { day: '2026-01-02', ...tokens },
        { day: '2026-01-01', requests: 3, inputTokens: 200, cachedTokens: 120, outputTokens: 21 },
      ]);
      expect(store.spending(1).map(({ day }) => day)).toEqual(['2026-01-02']);
    });

    it('knows how long the answers of a model are that it keeps, by purpose, failures left out', () => {
      expect(store.meanOutput('m')).toEqual({});
      add(1);
      const answers = [
        { ...exchange(1), outputTokens: 10 },
        { ...exchange(3), outputTokens: 30 },
        { ...exchange(2), outputTokens: 0 },
        { ...exchange(5), purpose: 'argument' as const, outputTokens: 4 },
        { ...exchange(5), askedModel: 'other', outputTokens: 999 },
      ];
      store.finishJob(claim(), anAssessment('Essay.', [], { submissionId: 'sub_1' }), answers, audit('mark'));
      expect(store.meanOutput('m')).toEqual({ claims: 20, argument: 4 });
      store.deleteSubmission('sub_1', audit('delete'));
      expect(store.meanOutput('m')).toEqual({});
    });

    const check = (n: number, more: Partial<Check> = {}) => {
      const one = aCheck({ id: `chk_${n}`, at: T(n), ...more });
      store.addCheck(one, audit('record-check', one.id));
      return one;
    };

    it('keeps checks exactly as they came, newest first, with an audit row each, and none of them half', () => {
      const model = { id: 'openai' as const, version: '1', model: 'm-2026' };
      const [first, second] = [check(1), check(2, { engine: model, meanGap: 1.25, withinTolerance: 2 / 3 })];
      expect(store.checks()).toEqual([second, first]);
      expect(store.audit(1)).toEqual([audit('record-check', 'chk_2')]);
      expect(() => check(1)).toThrow();
      expect([store.checks().length, store.audit(9).length]).toEqual([2, 2]);
    });

    it('finds the newest check of the same rubric hash, engine, version and model, and of no other', () => {
      const { rubric: on, engine } = check(1);
      const newest = check(2);
      expect(store.checkFor({ rubric: on, engine })).toEqual(newest);
      expect(store.checkFor({ rubric: { ...on, version: 7 }, engine })).toEqual(newest);
      expect(store.checkFor({ rubric: { ...on, hash: 'sha256-edited' }, engine })).toBeNull();
      for (const other of [{ id: 'openai' as const }, { version: '2' }, { model: 'm' }])
        expect(store.checkFor({ rubric: on, engine: { ...engine, ...other } })).toBeNull();
      const model = { ...engine, id: 'openai' as const, model: 'm' };
      const third = check(3, { engine: model });
      expect(store.checkFor({ rubric: on, engine: model })).toEqual(third);
      for (const other of [null, 'n']) expect(store.checkFor({ rubric: on, engine: { ...model, model: other } })).toBeNull();
    });

    it('withdraws a check once, at the time of its audit row, and keeps it; an earlier one then stands', () => {
      const [first, second] = [check(1), check(2)];
      const end = { ...audit('withdraw-check', 'chk_2'), at: T(9) };
      expect(store.withdrawCheck('chk_2', end)).toBe(true);
      expect(store.checks()).toEqual([{ ...second, withdrawnAt: T(9) }, first]);
      expect(store.audit(1)).toEqual([end]);
      expect(store.checkFor(first)).toEqual(first);
      for (const id of ['chk_2', 'chk_none']) expect(store.withdrawCheck(id, audit('again'))).toBe(false);
      expect(store.audit(1)).toEqual([end]);
      store.withdrawCheck('chk_1', end);
      expect(store.checkFor(first)).toBeNull();
    });

    it('keeps the reasons that are given by one key in their order, the whole list anew each time', () => {
      expect(store.reasons()).toBeNull();
      const [right, wrong] = [
        { key: 'r', words: 'It is right.' },
        { key: 'a', words: 'It is wrong.' },
      ];
      for (const list of [[right, wrong], [wrong, right], [{ ...wrong, words: 'Otherwise.' }]]) {
        store.setReasons(list, audit('set-reasons', 'reasons'));
        expect(store.reasons()).toEqual(list);
      }
      expect(store.audit(9).filter(({ action }) => action === 'set-reasons')).toHaveLength(3);
    });

    it('keeps API keys by their hash', () => {
      store.addKey({ name: 'a', role: 'admin', hash: 'ff' }, audit('make-key', 'a'));
      expect(store.keys()).toEqual([{ name: 'a', role: 'admin', hash: 'ff' }]);
      expect(store.audit(1)[0]?.action).toBe('make-key');
    });
  });
}
