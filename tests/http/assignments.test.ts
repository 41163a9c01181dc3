import { describe, expect, it } from 'vitest';
import type { Intake } from '../../src/actions/intake.ts';
import { Problem } from '../../src/domain/errors.ts';
import { ADMIN, bearer, TEACHER } from '../support/app.ts';
import { batchApp, essay, OTHER } from '../support/batches.ts';
import { fakeEngine } from '../support/fake-engine.ts';

const intake: Intake = {
  readFiles: async () => [],
  readTable: async () => [],
  readClassList: async (bytes) => {
    const rows = new TextDecoder().decode(bytes).split('\n').filter(Boolean);
    if (rows[0] === 'broken') throw new Problem('invalid-field', 'There is no table.', [{ field: 'identifier', detail: 'is missing' }]);
    return rows.map((row) => ({ identifier: row.split(',')[0] ?? '', name: row.split(',')[1] ?? '', group: null }));
  },
};

function school() {
  let at = Date.parse('2026-03-01T10:00:00.000Z');
  const engine = fakeEngine();
  const app = batchApp(engine, {}, intake, () => new Date(at++).toISOString());
  const pass = (ms: number) => {
    at += ms;
  };
  const setTask = async (more: object = {}) =>
    (await app.call('POST', '/assignments', { task: 'Why?', closes: '2026-03-01T12:00:00.000Z', ...more })).body;
  const hand = (assignmentId: string, n: number, more: object = {}) =>
    app.call('POST', '/submissions', { text: essay(n), assignmentId, identifier: `00${n}`, candidate: `Child ${n}`, ...more }, '');
  const putList = (id: string, list: string, type = 'text/csv') =>
    app.app.request(`/api/v1/assignments/${id}/class-list`, {
      method: 'PUT',
      body: list,
      headers: { ...bearer(TEACHER).headers, 'content-type': type },
    });
  return { ...app, engine, pass, setTask, hand, putList };
}

describe('an assignment', () => {
  it('has a link for students, who read its task, its mode and when it closes', async () => {
    const { call, setTask, store } = school();
    const made = await setTask();
    expect(made).toMatchObject({
      task: 'Why?',
      mode: 'class',
      rubricId: 'small',
      author: 'miss-hill',
      links: { students: `/#/a/${made.id}` },
    });
    expect(made.id).toMatch(/^asg_.{24}$/);
    const seen = { id: made.id, task: 'Why?', mode: 'class', closes: '2026-03-01T12:00:00.000Z' };
    expect((await call('GET', `/assignments/${made.id}`, undefined, '')).body).toEqual(seen);
    expect((await call('GET', `/assignments/${made.id}`, undefined, OTHER)).body).toEqual(seen);
    for (const key of [TEACHER, ADMIN]) expect((await call('GET', `/assignments/${made.id}`, undefined, key)).body).toEqual(made);
    expect((await call('GET', '/assignments')).body.items).toEqual([made]);
    expect((await call('GET', '/assignments', undefined, OTHER)).body.items).toEqual([]);
    expect((await call('GET', '/assignments', undefined, '')).status).toBe(401);
    expect(store.audit(1)[0]).toMatchObject({ action: 'create-assignment', subject: made.id, detail: null });
  });

  it.each([
    [{ task: ' ' }, 'task'],
    [{ mode: 'exam' }, 'mode'],
    [{ closes: 'soon' }, 'closes'],
    [{ closes: '2026-03-01T09:00:00.000Z' }, 'closes'],
    [{ rubricId: 'other' }, 'rubricId'],
  ])('is refused with %j', async (more, field) => {
    expect((await school().setTask(more)).fields[0].field).toBe(field);
  });

  it('of a class takes essays that wait for a batch; of practice they are marked at once', async () => {
    const { setTask, hand, marked, engine, store } = school();
    const forClass = await hand((await setTask()).id, 1);
    expect([forClass.status, forClass.body.state]).toEqual([202, 'waiting']);
    expect(store.submission(forClass.body.id)?.submission).toMatchObject({ mode: 'class', identifier: '001', candidate: 'Child 1' });
    const practice = await hand((await setTask({ mode: 'practice' })).id, 2, { identifier: undefined });
    expect((await (await marked(practice.body.id)).json()).state).toBe('marked');
    expect(engine.seen).toEqual([essay(2)]);
  });

  it('of a class keeps nobody waiting for a mark', async () => {
    const { setTask, call, queue } = school();
    const { id } = await setTask();
    let waited = 0;
    queue.finished = async () => void waited++;
    const { status, body } = await call('POST', '/submissions?wait=60', { text: essay(1), assignmentId: id, identifier: '001' }, '');
    expect([status, body.state, waited]).toEqual([202, 'waiting', 0]);
  });

  it('takes no essay after it has closed, or of nobody, or against another rubric', async () => {
    const { setTask, hand, pass, call, store } = school();
    const { id } = await setTask();
    const fieldOf = async (sent: Promise<{ body: { fields: { field: string }[] } }>) => (await sent).body.fields[0]?.field;
    expect(await fieldOf(hand(id, 1, { identifier: undefined }))).toBe('identifier');
    expect(await fieldOf(hand(id, 1, { rubricId: 'other' }))).toBe('rubricId');
    expect(await fieldOf(hand('asg_none', 1))).toBe('assignmentId');
    expect(await fieldOf(call('POST', '/submissions', { text: essay(1), identifier: '001' }))).toBe('identifier');
    pass(2 * 60 * 60 * 1000);
    const late = await hand(id, 1);
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect(store.counts().submissions).toBe(0);
  });

  it('knows who of its class has handed in, who is missing, who came twice, and who is unknown', async () => {
    const { setTask, hand, putList, call, store } = school();
    const { id } = await setTask();
    const list = await putList(id, '001,Child 1\n002,Child 2\n003,Child 3');
    expect((await list.json()).members).toHaveLength(3);
    await hand(id, 1);
    await hand(id, 3, { identifier: ' 003 ' });
    await hand(id, 4, { identifier: '003' });
    await hand(id, 9);
    const { body } = await call('GET', `/assignments/${id}/class`);
    expect(body.members.map(({ identifier, status }: Record<string, string>) => [identifier, status])).toEqual([
      ['001', 'submitted'],
      ['002', 'missing'],
      ['003', 'twice'],
    ]);
    expect(body.unknown).toMatchObject([{ identifier: '009', name: 'Child 9' }]);
    expect(store.audit(9).find(({ action }) => action === 'set-class-list')).toMatchObject({ subject: id, detail: '3 members' });
    for (const key of ['', OTHER]) expect((await call('GET', `/assignments/${id}/class`, undefined, key)).status).toBe(key ? 404 : 401);
  });

  it('keeps its class list when another cannot be read', async () => {
    const { setTask, putList, call } = school();
    const { id } = await setTask();
    await putList(id, '001,Child 1');
    expect((await putList(id, 'broken')).status).toBe(422);
    expect((await putList(id, '')).status).toBe(422);
    expect((await putList(id, '002,x', 'text/plain')).status).toBe(415);
    expect((await putList('asg_none', '002,x')).status).toBe(404);
    expect((await call('GET', `/assignments/${id}/class`)).body.members).toMatchObject([{ identifier: '001' }]);
  });

  it('becomes a batch: of each student the newest essay, with what the list says of them', async () => {
    const { setTask, hand, putList, call, until, engine } = school();
    const { id } = await setTask();
    await putList(id, '001,Anna\n002,Bert');
    await hand(id, 1);
    await hand(id, 2, { identifier: '001' });
    await hand(id, 3, { identifier: '002' });
    const { status, body } = await call('POST', '/batches?start=true', { assignmentId: id });
    expect([status, body.assignmentId, body.progress.outcomes]).toEqual([201, id, { accepted: 2, duplicate: 1, unreadable: 0 }]);
    await until(body.id, 'done');
    const { items } = (await call('GET', `/batches/${body.id}/items`)).body;
    expect(items).toMatchObject([
      { identifier: '001', outcome: 'duplicate', detail: 'A newer essay of the same student is marked.', submissionId: null },
      { identifier: '001', name: 'Anna', outcome: 'accepted', state: 'marked' },
      { identifier: '002', name: 'Bert', outcome: 'accepted', state: 'marked' },
    ]);
    expect(engine.seen.toSorted()).toEqual([essay(2), essay(3)]);
    await hand(id, 4);
    const next = (await call('POST', '/batches', { assignmentId: id })).body;
    expect(
      (await call('GET', `/batches/${next.id}/items`)).body.items.map(({ identifier }: { identifier: string }) => identifier),
    ).toContain('004');
    expect((await call('POST', '/batches', { assignmentId: id }, OTHER)).status).toBe(404);
    expect((await call('POST', '/batches', { assignmentId: id, rubricId: 'other' })).body.fields[0].field).toBe('rubricId');
    expect((await call('POST', '/batches', { assignmentId: (await setTask()).id })).status).toBe(422);
  });

  it('lets no other teacher take its essays one by one', async () => {
    const { setTask, hand, call } = school();
    const sub = (await hand((await setTask()).id, 1)).body.id;
    expect((await call('POST', '/batches', { submissionIds: [sub] }, OTHER)).status).toBe(422);
    expect((await call('POST', '/batches', { submissionIds: [sub] })).status).toBe(201);
  });

  it('lets no other teacher list its essays or delete one', async () => {
    const { setTask, hand, call, submit } = school();
    const { id } = await setTask();
    const sub = (await hand(id, 1)).body.id;
    const practice = (await (await submit(essay(2))).json()).id;
    const sent = (await call('POST', '/batches', { essays: [{ identifier: '003', text: essay(3) }] }, OTHER)).body.id;
    const others = (await call('GET', `/batches/${sent}/items`, undefined, OTHER)).body.items[0].submissionId;
    const listed = async (query: string, key: string) =>
      (await call('GET', `/submissions${query}`, undefined, key)).body.items.map((one: { id: string }) => one.id);
    expect(await listed('', TEACHER)).toEqual([practice, sub]);
    expect(await listed('', OTHER)).toEqual([others, practice]);
    expect(await listed('', ADMIN)).toEqual([others, practice, sub]);
    expect(await listed(`?assignment=${id}`, TEACHER)).toEqual([sub]);
    expect(await listed(`?assignment=${id}`, OTHER)).toEqual([]);
    expect((await call('DELETE', `/submissions/${sub}`, undefined, OTHER)).status).toBe(404);
    expect((await call('DELETE', `/submissions/${sub}`)).status).toBe(204);
  });

  it('goes with its list and its essays', async () => {
    const { setTask, hand, call, store } = school();
    const { id } = await setTask();
    await hand(id, 1);
    expect((await call('DELETE', `/assignments/${id}`, undefined, OTHER)).status).toBe(404);
    expect((await call('DELETE', `/assignments/${id}`)).status).toBe(204);
    expect((await call('GET', `/assignments/${id}`)).status).toBe(404);
    expect(store.counts().submissions).toBe(0);
  });
});
