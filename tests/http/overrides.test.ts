import { describe, expect, it } from 'vitest';
import { ADMIN } from '../support/app.ts';
import { claimingEngine } from '../support/claiming-engine.ts';
import { type ClassApp, classApp } from '../support/class-app.ts';
import { failing } from '../support/fake-engine.ts';

const wrongly = (claim: string) => ({ kind: 'verdict', claim, verdict: 'contradicted', correction: `Not so, ${claim}.` });
const all = [1, 2, 3].map((n) => wrongly(`clm_${n}`));
const override = (
  app: ClassApp,
  id: string,
  change: unknown,
  more: { query?: string; reason?: string; headers?: Record<string, string> } = {},
) => app.send('POST', `${id}/overrides${more.query ?? ''}`, { change, reason: more.reason ?? 'w' }, more.headers);
const codes = async (reply: Response) => [reply.status, (await reply.json()).code];

describe('overriding a verdict', () => {
  it('tells what it would be worth and keeps nothing, when it is only tried', async () => {
    const app = classApp();
    const id = await app.script();
    const before = await app.read(id);
    const reply = await override(app, id, wrongly('clm_1'), { query: '?try=true' });
    const told = await reply.json();
    expect([reply.status, told.override, told.before.awarded, told.stale]).toEqual([200, null, before.assessment?.mark?.awarded, []]);
    expect(told.after.awarded).toBeLessThanOrEqual(told.before.awarded);
    expect(told.feedback).toContain('corrections');
    expect(told.why.join()).toMatch(/The mark is \d/);
    expect(await app.read(id)).toEqual(before);
    expect(app.store.audit(1)[0]?.action).toBe('mark-submission');
  });

  it('moves the mark for everybody by as much, with its author, its reason and an audit row without words', async () => {
    const app = classApp();
    const id = await app.script();
    const engine = (await app.read(id)).assessment;
    const told = [];
    for (const change of all)
      told.push(await (await override(app, id, change, { reason: change === all[0] ? 'w' : 'Zoë says so' })).json());
    const last = told.at(-1);
    expect(last.after.awarded).toBeLessThan(engine?.mark?.awarded ?? 0);
    for (const key of [null, ADMIN, undefined]) {
      const { assessment, state, revised } = await app.read(id, key);
      expect({ assessment, state, revised }).toMatchObject({
        state: 'reviewed',
        revised: true,
        assessment: { id: engine?.id, mark: { awarded: last.after.awarded }, claims: [{ verdict: 'contradicted' }, {}, {}] },
      });
    }
    expect(told[0].override).toMatchObject({ author: 'miss-hill', level: engine?.mark?.level, change: all[0], undoes: null });
    expect(told.map(({ override: { reason } }) => reason)).toEqual([
      'It is wrong: the record says otherwise.',
      'Zoë says so',
      'Zoë says so',
    ]);
    expect(app.store.audit(1)[0]).toMatchObject({
      actor: 'miss-hill',
      action: 'override-assessment',
      subject: id,
      detail: `${last.override.id}: verdict`,
    });
    expect(JSON.stringify(app.store.audit(99))).not.toMatch(/Zoë|Not so/);
    expect(app.store.standing(id)).toMatchObject({
      assessmentId: engine?.id,
      awarded: last.after.awarded,
      awardedByEngine: engine?.mark?.awarded,
      stale: [],
      digest: { mistakes: [{ correction: 'Not so, clm_1.' }, {}, {}] },
    });
    expect(app.store.assessment(engine?.id ?? '')?.mark?.awarded).toBe(engine?.mark?.awarded);
  });

  it('is undone by another that stays in the history', async () => {
    const app = classApp();
    const id = await app.script();
    const before = await app.read(id);
    const { override: made } = await (await override(app, id, all[0])).json();
    const tried = await (await app.send('DELETE', `${id}/overrides/${made.id}?try=true`)).json();
    expect(tried.override).toBeNull();
    const wordless = await (await app.send('DELETE', `${id}/overrides/${made.id}?reason=`)).json();
    expect([wordless.code, wordless.fields]).toEqual(['invalid-field', [{ field: 'reason', detail: 'must not be empty' }]]);
    const reply = await app.send('DELETE', `${id}/overrides/${made.id}?reason=m`);
    const undone = await reply.json();
    expect([reply.status, undone.override.undoes, undone.override.reason]).toEqual([
      200,
      made.id,
      'The essay says something else than was read.',
    ]);
    expect(await app.read(id)).toMatchObject({ assessment: before.assessment, revised: false, state: 'reviewed' });
    const { overrides, reasons } = await (await app.send('GET', `${id}/overrides`)).json();
    expect(overrides).toEqual([made, undone.override]);
    expect(reasons.map(({ key }: { key: string }) => key)).toContain('w');
    expect(app.store.audit(1)[0]).toMatchObject({ action: 'undo-override', detail: `${undone.override.id}: undoes ${made.id}` });
    for (const again of [made.id, undone.override.id])
      expect(await codes(await app.send('DELETE', `${id}/overrides/${again}`))).toEqual([409, 'conflict']);
    expect(await codes(await app.send('DELETE', `${id}/overrides/ovr_none`))).toEqual([404, 'not-found']);
  });

  it('is not undone while a later one builds on it', async () => {
    const app = classApp();
    const id = await app.script();
    const { override: first } = await (await override(app, id, all[0])).json();
    const { override: later } = await (
      await override(app, id, { kind: 'verdict', claim: 'clm_1', verdict: 'contradicted', severity: 'slip' })
    ).json();
    expect(await codes(await app.send('DELETE', `${id}/overrides/${first.id}`))).toEqual([409, 'conflict']);
    await app.send('DELETE', `${id}/overrides/${later.id}`);
    expect((await app.send('DELETE', `${id}/overrides/${first.id}`)).status).toBe(200);
  });

  it('adds a teacher’s notes on words of the essay, quoted to the letter, until they are undone', async () => {
    const app = classApp();
    const id = await app.script('Coal 😀 mattered. Steel mattered. Trade mattered most of all.');
    const { text } = await app.read(id);
    const [start, end] = [text.indexOf('mattered. Steel'), text.indexOf(' mattered. Trade')];
    const teacherNotes = [
      { start: start + 20, end: start + 24, note: 'Later.' },
      { start, end, note: ' Why? ' },
    ];
    const reply = await override(app, id, { kind: 'feedback', teacherNotes });
    const { override: made, feedback } = await reply.json();
    expect([reply.status, feedback]).toEqual([201, ['teacherNotes']]);
    const told = async () => (await (await app.send('GET', id)).json()).assessment.feedback.teacherNotes;
    expect(await told()).toEqual([
      { start, end, note: 'Why?', quote: 'mattered. Steel' },
      { start: start + 20, end: start + 24, note: 'Later.', quote: text.slice(start + 20, start + 24) },
    ]);
    expect(JSON.stringify(app.store.audit(9))).not.toMatch(/Why|Steel/);
    const smile = text.indexOf('😀');
    for (const [from, to] of [
      [0, 999],
      [4, 4],
      [5, 4],
      [4, 9],
      [0, smile + 1],
      [smile + 1, smile + 2],
    ])
      expect(await codes(await override(app, id, { kind: 'feedback', teacherNotes: [{ start: from, end: to, note: 'x' }] }))).toEqual([
        422,
        'invalid-field',
      ]);
    await app.send('DELETE', `${id}/overrides/${made.id}`);
    expect(await told()).toBeUndefined();
  });

  it('is held to what its author had read, where they say so', async () => {
    const app = classApp();
    const id = await app.script();
    const tag = (await app.send('GET', `${id}/overrides`)).headers.get('etag') ?? '';
    expect(await app.read(id)).toMatchObject({ review: { etag: tag } });
    const first = await override(app, id, all[0], { headers: { 'if-match': tag } });
    const next = first.headers.get('etag') ?? '';
    expect([first.status, next === tag]).toEqual([201, false]);
    expect(await codes(await override(app, id, all[1], { headers: { 'if-match': tag } }))).toEqual([412, 'precondition-failed']);
    expect(app.store.overrides((await app.read(id)).assessment?.id ?? '')).toHaveLength(1);
    const { override: made } = await first.json();
    expect(await codes(await app.send('DELETE', `${id}/overrides/${made.id}`, undefined, { 'if-match': tag }))).toEqual([
      412,
      'precondition-failed',
    ]);
    for (const good of [`W/${next}`, '*'])
      expect((await override(app, id, all[1], { query: '?try=true', headers: { 'if-match': good } })).status).toBe(200);
  });

  it.each([
    [422, 'invalid-field', { change: { kind: 'verdict', claim: 'clm_99', verdict: 'partly' }, reason: 'w' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 26 }, reason: 'w' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: -1 }, reason: 'w' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 3.5 }, reason: 'w' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 3 } }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 3 }, reason: ' ' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 3 }, reason: 'a\u0000b' }],
    [422, 'invalid-field', { change: { kind: 'mark', awarded: 3, more: 1 }, reason: 'w' }],
    [422, 'invalid-field', { change: { kind: 'level', level: 3 }, reason: 'w' }],
    [422, 'invalid-field', { reason: 'w' }],
    [422, 'invalid-field', []],
    [422, 'invalid-field', '{"reason":"w","change":{"kind":"mark","awarded":3,"awarded":4}}'],
    [400, 'not-json', '{'],
  ])('refuses with %i %s, and keeps nothing of, %j', async (status, code, body) => {
    const app = classApp();
    const id = await app.script();
    const before = await app.read(id);
    expect(await codes(await app.send('POST', `${id}/overrides`, body))).toEqual([status, code]);
    expect(await app.read(id)).toEqual(before);
  });

  it('is for teachers, and for an essay that is there and marked', async () => {
    const app = classApp(claimingEngine(failing('No answer.')));
    const id = await app.script();
    const body = { change: { kind: 'mark', awarded: 3 }, reason: 'w' };
    for (const [method, address] of [
      ['POST', `${id}/overrides`],
      ['GET', `${id}/overrides`],
      ['DELETE', `${id}/overrides/ovr_1`],
      ['POST', `${id}/review`],
      ['POST', `${id}/release`],
      ['POST', `${id}/take-back`],
      ['POST', `${id}/accept/asm_1`],
      ['POST', `${id}/blind-mark`],
    ] as const) {
      const sent = method === 'POST' ? body : undefined;
      expect([address, ...(await codes(await app.send(method, address, sent, {}, null)))]).toEqual([address, 401, 'key-required']);
      expect(
        await codes(await app.send(method, address.replace(id, 'sub_none'), address.endsWith('blind-mark') ? { awarded: 1 } : sent)),
      ).toEqual([404, 'not-found']);
    }
  });
});
