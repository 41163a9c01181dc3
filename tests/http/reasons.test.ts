import { describe, expect, it } from 'vitest';
import { MOST_REASONS, usualReasons } from '../../src/domain/reasons.ts';
import { ADMIN, bearer, TEACHER, type TestApp, testApp } from '../support/app.ts';
import { classApp } from '../support/class-app.ts';

const path = '/api/v1/reasons';
const own = [
  { key: 'w', words: 'The board says so.' },
  { key: '1', words: 'Zoë’s rule.' },
];
const put = (app: Pick<TestApp, 'app'>, body: unknown, headers: Record<string, string> = {}, key = TEACHER) =>
  app.app.request(path, {
    method: 'PUT',
    headers: { ...bearer(key).headers, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const read = async (app: Pick<TestApp, 'app'>) => (await app.app.request(path, bearer(TEACHER))).json();

describe('the reasons that are given by one key', () => {
  it('are the usual ones until staff set others, in the order in which they are sent, with an audit row without words', async () => {
    const app = testApp();
    expect(await read(app)).toEqual({ reasons: usualReasons });
    const reply = await put(app, { reasons: [own[0], { key: '1', words: ` ${own[1]?.words} ` }] });
    expect([reply.status, await reply.json()]).toEqual([200, { reasons: own }]);
    expect(await read(app)).toEqual({ reasons: own });
    expect(app.store.audit(1)).toMatchObject([{ actor: 'miss-hill', action: 'set-reasons', subject: 'reasons', detail: '2 reasons' }]);
    expect(JSON.stringify(app.store.audit(9))).not.toMatch(/Zoë|board/);
    await put(app, { reasons: own.toReversed() }, {}, ADMIN);
    expect(await read(app)).toEqual({ reasons: own.toReversed() });
  });

  it('are not changed by one who has not read the newest list and says so', async () => {
    const app = testApp();
    const tag = (await app.app.request(path, bearer(TEACHER))).headers.get('etag') ?? '';
    const kept = await put(app, { reasons: own }, { 'if-match': tag });
    expect(kept.status).toBe(200);
    const late = await put(app, { reasons: usualReasons }, { 'if-match': tag });
    expect([late.status, (await late.json()).code]).toEqual([412, 'precondition-failed']);
    expect(await read(app)).toEqual({ reasons: own });
    for (const good of [kept.headers.get('etag') ?? '', '*'])
      expect((await put(app, { reasons: own }, { 'if-match': good })).status).toBe(200);
  });

  it('leave the words of what was given before as they were, and give others from then on', async () => {
    const app = classApp();
    const id = await app.script();
    const mark = (awarded: number, reason: string) => app.send('POST', `${id}/overrides`, { change: { kind: 'mark', awarded }, reason });
    await mark(12, 'w');
    await put(app, { reasons: own });
    await mark(13, 'w');
    await mark(14, 'r');
    const { override } = await (await mark(15, '1')).json();
    await app.send('DELETE', `${id}/overrides/${override.id}?reason=1`);
    const history = await (await app.send('GET', `${id}/overrides`)).json();
    expect(history.overrides.map(({ reason }: { reason: string }) => reason)).toEqual([
      'It is wrong: the record says otherwise.',
      'The board says so.',
      'r',
      'Zoë’s rule.',
      'Zoë’s rule.',
    ]);
    expect(history.reasons).toEqual(own);
  });

  it('may be twelve, with words of two hundred characters', async () => {
    const most = [...'abcdefghijkl'].map((key) => ({ key, words: 'w'.repeat(200) }));
    expect(most).toHaveLength(MOST_REASONS);
    expect((await put(testApp(), { reasons: most })).status).toBe(200);
  });

  const of = (...list: unknown[]) => ({ reasons: list });
  it.each([
    [422, 'reasons', of()],
    [422, 'reasons', of(...[...'abcdefghijklm'].map((key) => ({ key, words: 'Why.' })))],
    [422, 'reasons.1.key', of(own[0], { key: 'w', words: 'Again.' })],
    [422, 'reasons.0.key', of({ key: 'ab', words: 'Why.' })],
    [422, 'reasons.0.key', of({ key: '', words: 'Why.' })],
    [422, 'reasons.0.key', of({ key: 'W', words: 'Why.' })],
    [422, 'reasons.0.key', of({ key: ' ', words: 'Why.' })],
    [422, 'reasons.0.words', of({ key: 'a', words: '  ' })],
    [422, 'reasons.0.words', of({ key: 'a', words: 'w'.repeat(201) })],
    [422, 'reasons.0.words', of({ key: 'a', words: 'a\u0000b' })],
    [422, 'reasons.0.words', of({ key: 'a' })],
    [422, 'reasons.0.more', of({ key: 'a', words: 'Why.', more: 1 })],
    [422, 'reasons', {}],
    [422, 'body', []],
    [400, undefined, '{'],
  ])('are refused with %i on %s as %j, and stay as they are', async (status, field, body) => {
    const app = testApp();
    const reply = await put(app, body);
    expect([reply.status, (await reply.json()).fields[0]?.field]).toEqual([status, field]);
    expect(app.store.reasons()).toBeNull();
    expect(app.store.audit(9).some(({ action }) => action === 'set-reasons')).toBe(false);
  });

  it('are for those with a key only', async () => {
    const { app } = testApp();
    for (const method of ['GET', 'PUT']) expect((await app.request(path, { method })).status).toBe(401);
  });
});
