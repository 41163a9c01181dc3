import { describe, expect, it } from 'vitest';
import { ADMIN } from '../support/app.ts';
import { claimingEngine } from '../support/claiming-engine.ts';
import { type ClassApp, classApp } from '../support/class-app.ts';
import { failing, gate } from '../support/fake-engine.ts';

const override = (app: ClassApp, id: string, change: unknown) => app.send('POST', `${id}/overrides`, { change, reason: 'f' });
const codes = async (reply: Response) => [reply.status, (await reply.json()).code];
const refused = [409, 'conflict'];
const remark = async (app: ClassApp, id: string) => {
  const reply = await app.send('POST', `${id}/remark`);
  await app.queue.finished(id, 10_000);
  return reply;
};

describe('a script of a class', () => {
  it('shows its student the text and the state until it is released, and again when it is taken back', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id);
    const kept = (await app.read(id)).assessment;
    const withheld = { assessment: null, review: null, earlier: [], check: null, revised: false };
    const student = () => app.read(id, null);
    expect(await student()).toMatchObject({ ...withheld, state: 'marked', text: expect.stringContaining('pact') });
    const single = `${id}/assessments/${kept?.id}`;
    expect((await app.send('GET', single, undefined, {}, null)).status).toBe(404);
    expect((await app.send('GET', single)).status).toBe(200);
    expect((await (await app.send('POST', `${id}/review`)).json()).state).toBe('reviewed');
    expect(await student()).toMatchObject({ ...withheld, state: 'reviewed' });
    expect((await app.send('POST', `${id}/release`)).status).toBe(200);
    expect(await student()).toMatchObject({ state: 'released', review: null, assessment: { mark: kept?.mark } });
    expect((await app.send('GET', single, undefined, {}, null)).status).toBe(200);
    expect((await app.send('POST', `${id}/take-back`)).status).toBe(200);
    expect(await student()).toMatchObject({ ...withheld, state: 'reviewed' });
    const actions = app.store.audit(99).map(({ action, detail }) => [action, detail]);
    expect(actions.slice(0, 3)).toEqual([
      ['take-back-script', null],
      ['release-script', null],
      ['review-script', null],
    ]);
  });

  it('is changed after its release only when it has been taken back, and then released again', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id);
    const made = await (await override(app, id, { kind: 'mark', awarded: 12 })).json();
    for (const again of [1, 2]) expect([again, (await app.send('POST', `${id}/release`)).status]).toEqual([again, 200]);
    expect(await codes(await override(app, id, { kind: 'mark', awarded: 9 }))).toEqual(refused);
    expect(await codes(await app.send('DELETE', `${id}/overrides/${made.override.id}`))).toEqual(refused);
    expect(await codes(await app.send('POST', `${id}/review`))).toEqual(refused);
    const body = { change: { kind: 'mark', awarded: 9 }, reason: 'f' };
    expect((await app.send('POST', `${id}/overrides?try=true`, body)).status).toBe(200);
    expect((await app.read(id, null)).assessment?.mark?.awarded).toBe(12);
    await app.send('POST', `${id}/take-back`);
    expect(await codes(await app.send('POST', `${id}/take-back`))).toEqual(refused);
    expect((await override(app, id, { kind: 'mark', awarded: 9 })).status).toBe(201);
    await app.send('POST', `${id}/release`);
    const student = await app.read(id, null);
    expect([student.state, student.assessment?.mark?.awarded]).toEqual(['released', 9]);
    expect((await (await app.send('GET', `${id}/overrides`)).json()).overrides).toHaveLength(2);
    const single = await (await app.send('GET', `${id}/assessments/${student.assessment?.id}`, undefined, {}, null)).json();
    expect(single.mark.awarded).toBe(9);
  });

  it('is not released with words that were written for another level', async () => {
    const app = classApp();
    const id = await app.script();
    const { mark } = (await app.read(id)).assessment ?? {};
    const { override: edit } = await (await override(app, id, { kind: 'feedback', summary: 'A fine answer.' })).json();
    const { stale } = await (await override(app, id, { kind: 'mark', awarded: mark?.level === 5 ? 3 : 25 })).json();
    expect([stale, (await app.read(id)).review?.stale, app.store.standing(id)?.stale]).toEqual([['summary'], ['summary'], ['summary']]);
    const reply = await app.send('POST', `${id}/release`);
    expect([reply.status, (await reply.json()).detail]).toEqual([409, expect.stringContaining('summary')]);
    expect((await app.read(id)).state).toBe('reviewed');
    await app.send('DELETE', `${id}/overrides/${edit.id}`);
    expect((await app.send('POST', `${id}/release`)).status).toBe(200);
  });

  it('tells its student of a mark that a teacher set what stands, and not what it was before', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id);
    const made = (await app.read(id)).assessment;
    const other = made?.mark?.awarded === 12 ? 11 : 12;
    const { override: set } = await (await override(app, id, { kind: 'mark', awarded: other })).json();
    await app.send('POST', `${id}/release`);
    const why = [`A teacher set the mark to ${other} (level 3).`];
    const single = await (await app.send('GET', `${id}/assessments/${made?.id}`, undefined, {}, null)).json();
    for (const { mark } of [(await app.read(id, null)).assessment, single]) expect(mark).toMatchObject({ awarded: other, why });
    expect((await app.read(id)).assessment?.mark).toMatchObject({ why: expect.arrayContaining([expect.stringContaining('by the steps')]) });
    await app.send('POST', `${id}/take-back`);
    await app.send('DELETE', `${id}/overrides/${set.id}`);
    await app.send('POST', `${id}/release`);
    expect((await app.read(id, null)).assessment?.mark).toEqual(made?.mark);
  });

  it('without a mark is neither reviewed nor released before a teacher sets one', async () => {
    const app = classApp(claimingEngine(failing('No answer.')));
    const id = await app.script();
    for (const verb of ['review', 'release']) expect(await codes(await app.send('POST', `${id}/${verb}`))).toEqual(refused);
    await override(app, id, { kind: 'argument', judgement: 'supported' });
    expect((await app.read(id)).state).toBe('needs_teacher');
    await override(app, id, { kind: 'mark', awarded: 13 });
    expect(await app.read(id)).toMatchObject({ state: 'reviewed', assessment: { status: 'marked', mark: { awarded: 13, level: 3 } } });
    expect(app.store.standing(id)).toMatchObject({ awarded: 13, awardedByEngine: null });
    expect((await app.send('POST', `${id}/release`)).status).toBe(200);
  });

  it('that waits to be marked takes no change', async () => {
    const { before, open } = gate();
    const app = classApp(claimingEngine(before));
    const { id } = await (await app.submit('Stalin won it, and then he lost it again.')).json();
    expect(await codes(await override(app, id, { kind: 'mark', awarded: 13 }))).toEqual(refused);
    expect(await codes(await app.send('POST', `${id}/release`))).toEqual(refused);
    expect((await app.send('GET', `${id}/overrides`)).status).toBe(200);
    open();
    await app.marked(id);
    expect((await override(app, id, { kind: 'mark', awarded: 13 })).status).toBe(201);
  });
});

describe('a script of another teacher’s class', () => {
  it('is not there for a teacher, is there for a head of department, and stays its student’s', async () => {
    const app = classApp();
    const id = await app.script();
    const made = app.store.standing(id)?.assessmentId;
    app.inClass(id, { blind: true, author: 'mr-price' });
    expect(app.store.authorsOf(id)).toEqual(['mr-price']);
    for (const [method, address] of [
      ['GET', id],
      ['GET', `${id}/overrides`],
      ['GET', `${id}/assessments/${made}`],
      ['POST', `${id}/review`],
      ['POST', `${id}/release`],
      ['POST', `${id}/remark`],
    ] as const)
      expect([address, ...(await codes(await app.send(method, address)))]).toEqual([address, 404, 'not-found']);
    expect(await codes(await app.send('POST', `${id}/blind-mark`, { awarded: 3 }))).toEqual([404, 'not-found']);
    expect((await app.send('POST', `${id}/blind-mark`, { awarded: 3 }, {}, ADMIN)).status).toBe(201);
    expect((await app.send('POST', `${id}/release`, undefined, {}, ADMIN)).status).toBe(200);
    expect((await app.read(id, null)).assessment?.id).toBe(made);
  });
});

describe('a later marking', () => {
  it('of what a teacher has changed is a proposal until it is accepted', async () => {
    const app = classApp();
    const id = await app.script();
    await override(app, id, { kind: 'mark', awarded: 12 });
    const before = await app.read(id, null);
    const reply = await remark(app, id);
    expect((await reply.json()).state).toBe('reviewed');
    expect(await app.read(id, null)).toEqual(before);
    const { review, assessment, earlier } = await app.read(id);
    expect([review?.proposals.length, earlier, assessment?.mark?.awarded]).toEqual([1, [], 12]);
    const proposal = review?.proposals[0]?.id ?? '';
    expect(app.store.standing(id)?.assessmentId).toBe(assessment?.id);
    expect((await app.send('GET', `${id}/assessments/${proposal}`, undefined, {}, null)).status).toBe(404);
    expect(await codes(await app.send('POST', `${id}/accept/${assessment?.id}`))).toEqual([404, 'not-found']);
    expect((await app.send('POST', `${id}/accept/${proposal}`)).status).toBe(200);
    const now = await app.read(id);
    expect(now).toMatchObject({
      state: 'reviewed',
      revised: false,
      assessment: { id: proposal },
      review: { proposals: [], overrides: [] },
    });
    expect(now.earlier).toMatchObject([{ id: assessment?.id, mark: { awarded: 12 } }]);
    expect(app.store.standing(id)).toMatchObject({ assessmentId: proposal, awarded: now.assessment?.mark?.awarded });
    expect((await (await app.send('GET', `${id}/overrides`)).json()).overrides).toHaveLength(1);
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'accept-assessment', detail: proposal });
  });

  it.each(['review', 'release'])('never replaces what a teacher has said of by %s', async (verb) => {
    const app = classApp();
    const id = await app.script();
    await app.send('POST', `${id}/${verb}`);
    const before = await app.read(id, null);
    await remark(app, id);
    expect(await app.read(id, null)).toEqual(before);
    const proposal = (await app.read(id)).review?.proposals[0]?.id;
    if (verb === 'release') expect(await codes(await app.send('POST', `${id}/accept/${proposal}`))).toEqual(refused);
  });

  it('of a script without a mark that a teacher has changed is a proposal too', async () => {
    let fails = true;
    const app = classApp(claimingEngine(() => (fails ? failing('No answer.')() : undefined)));
    const id = await app.script();
    await override(app, id, { kind: 'argument', judgement: 'supported' });
    fails = false;
    await remark(app, id);
    expect(await app.read(id)).toMatchObject({ state: 'needs_teacher', assessment: { mark: null }, review: { proposals: [{}] } });
  });

  it('of a script that nobody has changed is shown at once, and a failed one is not', async () => {
    let fails = false;
    const app = classApp(claimingEngine(() => (fails ? failing('No answer.')() : undefined)));
    const id = await app.script();
    const first = (await app.read(id)).assessment?.id;
    await remark(app, id);
    const second = await app.read(id);
    expect([second.earlier.map((one) => one.id), app.store.standing(id)?.assessmentId]).toEqual([[first], second.assessment?.id]);
    fails = true;
    await remark(app, id);
    const third = await app.read(id);
    expect(third).toMatchObject({ state: 'marked', assessment: { id: second.assessment?.id }, review: { proposals: [] } });
    expect(third.earlier).toHaveLength(2);
  });
});

describe('a script that is to be marked unseen', () => {
  const blindly = (app: ClassApp, id: string, awarded: unknown, key?: string) => app.send('POST', `${id}/blind-mark`, { awarded }, {}, key);

  it('keeps the engine’s mark from its teacher until they have given their own, once and for all', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id, { blind: true });
    const made = app.store.standing(id)?.assessmentId;
    expect(await app.read(id)).toMatchObject({ blind: true, assessment: null, review: null, text: expect.stringContaining('pact') });
    for (const [method, address] of [
      ['GET', `${id}/overrides`],
      ['GET', `${id}/assessments/${made}`],
      ['POST', `${id}/review`],
      ['POST', `${id}/release`],
    ] as const)
      expect([address, ...(await codes(await app.send(method, address)))]).toEqual([address, ...refused]);
    expect(await codes(await override(app, id, { kind: 'mark', awarded: 3 }))).toEqual(refused);
    for (const awarded of [26, -1, 2.5, '3']) expect(await codes(await blindly(app, id, awarded))).toEqual([422, 'invalid-field']);
    const reply = await blindly(app, id, 25);
    expect([reply.status, (await reply.json()).awarded]).toEqual([201, 25]);
    expect(await codes(await blindly(app, id, 14))).toEqual(refused);
    expect(app.store.blindness(id).marks).toMatchObject([{ author: 'miss-hill', awarded: 25 }]);
    expect(await app.read(id)).toMatchObject({
      ...{ blind: false, assessment: { id: made } },
      review: { givenUnseen: [{ author: 'miss-hill', awarded: 25 }] },
    });
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'mark-unseen', subject: id, detail: null });
  });

  it('is open to a head of department once anybody has marked it, and to all once it is released', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id, { blind: true });
    expect((await app.read(id, ADMIN)).blind).toBe(true);
    await blindly(app, id, 14, ADMIN);
    expect([(await app.read(id, ADMIN)).blind, (await app.read(id)).blind]).toEqual([false, true]);
    await app.send('POST', `${id}/release`, undefined, {}, ADMIN);
    expect((await app.read(id)).blind).toBe(false);
    expect(await codes(await blindly(app, id, 14))).toEqual(refused);
  });

  it('is only what a batch says is one', async () => {
    const app = classApp();
    const id = await app.script();
    app.inClass(id);
    expect((await app.read(id)).blind).toBe(false);
    expect(await codes(await blindly(app, id, 14))).toEqual(refused);
    expect(await codes(await blindly(app, 'sub_none', 14))).toEqual([404, 'not-found']);
  });
});
