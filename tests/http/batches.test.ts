import { describe, expect, it } from 'vitest';
import type { Intake } from '../../src/actions/intake.ts';
import { Problem } from '../../src/domain/errors.ts';
import { ADMIN, ESSAY, TEACHER } from '../support/app.ts';
import { batchApp, essay, essays, OTHER } from '../support/batches.ts';
import { failing, fakeEngine, fakeModelEngine, gate } from '../support/fake-engine.ts';

const FORM = { 'content-type': 'multipart/form-data; boundary=x' };
const field = (name: string, text: string) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
/** A part of a form, a file where it has a name; each ends with a new line. */
const part = (fileName: string | null, text: string) => (fileName === null ? field('f', text) : field(`f"; filename="${fileName}`, text));
const notUtf8 = Uint8Array.from(Buffer.from(`${field('title', '\xff')}${part('1.txt', 'x')}--x--`, 'latin1'));

const states = ({ progress }: { progress: { states: Record<string, number> } }) =>
  Object.fromEntries(Object.entries(progress.states).filter(([, count]) => count > 0));

describe('sending a batch in as JSON', () => {
  it('gives each essay its outcome, counts what it will take, and marks nothing yet', async () => {
    const engine = fakeEngine();
    const { call, store } = batchApp(engine);
    const sent = [
      ...essays(2),
      { identifier: '3', text: `  ${essay(1).replace(' ', '\n')}` },
      { identifier: '4', text: '  ' },
      { identifier: '5', text: 'a\ud800 b word' },
    ];
    const { status, body } = await call('POST', '/batches', { title: 'Year 12', essays: sent });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Year 12',
      author: 'miss-hill',
      rubric: { id: 'small', version: 1 },
      progress: {
        state: 'ready',
        items: 5,
        outcomes: { accepted: 2, duplicate: 1, unreadable: 2 },
        done: 0,
        of: 2,
        words: 30,
        tokens: 0,
        secondsLeft: null,
      },
      estimate: { essays: 2, words: 30, requests: 0, tokens: 0, money: null, fits: { batch: true, day: true } },
      drift: [],
    });
    expect(body.estimate.seconds).toBeGreaterThan(0);
    const { body: items } = await call('GET', `/batches/${body.id}/items`);
    expect(items.items).toMatchObject([
      { n: 1, identifier: '001', name: 'Child 1', outcome: 'accepted', state: 'waiting', words: 15, mark: null },
      { n: 2, identifier: '002' },
      { n: 3, outcome: 'duplicate', detail: 'The same text as 001.', submissionId: null, links: { submission: null } },
      { n: 4, outcome: 'unreadable', why: 'empty' },
      { n: 5, outcome: 'unreadable', why: 'not-text' },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engine.seen).toEqual([]);
    expect(store.audit(1)[0]).toMatchObject({
      actor: 'miss-hill',
      action: 'create-batch',
      subject: body.id,
      detail: '2 of 5 items accepted',
    });
  });

  it('keeps nothing when nothing in it can be marked, and says why of each', async () => {
    const { call, store } = batchApp();
    const { status, body } = await call('POST', '/batches', {
      essays: [
        { identifier: 'Anna', text: ' ' },
        { identifier: 'Bert', text: '1234' },
      ],
    });
    expect(status).toBe(422);
    expect(body.fields.map(({ field }: { field: string }) => field)).toEqual(['items.1', 'items.2']);
    expect(JSON.stringify(body)).not.toMatch(/Anna|Bert/);
    expect(store.batches({ limit: 9, author: null })).toEqual([]);
    expect([store.counts().submissions, store.audit(9)]).toEqual([0, []]);
  });

  it.each([
    [{}, 'essays'],
    [{ essays: [] }, 'essays'],
    [{ essays: essays(1), submissionIds: ['x'] }, 'essays'],
    [{ essays: [{ identifier: '', text: ESSAY }] }, 'essays.0.identifier'],
    [{ essays: [{ identifier: 'a\u0007', text: ESSAY }] }, 'essays.0.identifier'],
    [{ essays: essays(1), blindShare: 2 }, 'blindShare'],
    [{ essays: essays(1), tokenCap: 0 }, 'tokenCap'],
    [{ essays: essays(1), first: 1.5 }, 'first'],
    [{ essays: essays(1), seedShare: 0.1 }, 'seedShare'],
    [{ essays: essays(1), seedShare: 1.1 }, 'seedShare'],
    [{ essays: essays(1), rubricId: 'other' }, 'rubricId'],
    [{ submissionIds: ['sub_none'] }, 'submissionIds'],
    [{ essays: essays(1), engine: 'none' }, 'engine'],
  ])('refuses %j and keeps nothing', async (sent, field) => {
    const { call, store } = batchApp();
    const { status, body } = await call('POST', '/batches', sent);
    expect([status, body.fields[0].field]).toEqual([422, field]);
    expect([store.batches({ limit: 9, author: null }), store.counts().submissions]).toEqual([[], 0]);
  });

  it('begins at once where that is asked for, in the query or in the body', async () => {
    const { call, until } = batchApp();
    for (const [query, more] of [
      ['?start=true', {}],
      ['', { start: true }],
    ] as const) {
      const { body } = await call('POST', `/batches${query}`, { essays: essays(2), ...more });
      expect(states(await until(body.id, 'done'))).toEqual({ marked: 2 });
    }
  });

  it('takes essays that were handed in and that no batch has yet', async () => {
    const { call, submit, marked, until } = batchApp();
    const ids = await Promise.all([1, 2].map(async (n) => (await (await submit(essay(n))).json()).id as string));
    for (const id of ids) await marked(id);
    const { status, body } = await call('POST', '/batches?start=true', { submissionIds: ids });
    expect(status).toBe(201);
    expect(states(await until(body.id, 'done'))).toEqual({ marked: 2 });
    const again = await call('POST', '/batches', { submissionIds: ids });
    expect([again.status, again.body.fields[0].field]).toEqual([422, 'submissionIds']);
  });
});

describe('sending a batch in as files', () => {
  it('reads real files, a zip apart, each with its outcome', async () => {
    const { call, app } = batchApp();
    const form = new FormData();
    form.append('files', new File([essay(1)], '007.txt'));
    form.append('files', new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])], 'scan.txt'));
    form.append('title', 'Real');
    const sent = await app.request('/api/v1/batches', { method: 'POST', body: form, headers: { authorization: `Bearer ${TEACHER}` } });
    const { id, title } = await sent.json();
    expect([sent.status, title]).toEqual([201, 'Real']);
    expect((await call('GET', `/batches/${id}/items`)).body.items).toMatchObject([
      { fileName: '007.txt', identifier: '007', outcome: 'accepted' },
      { fileName: 'scan.txt', outcome: 'unreadable', submissionId: null },
    ]);
    const table = await app.request('/api/v1/batches', {
      method: 'POST',
      body: `id,essay\n007,"${essay(2)}"`,
      headers: { authorization: `Bearer ${TEACHER}`, 'content-type': 'text/csv' },
    });
    expect([table.status, (await table.json()).progress.outcomes.accepted]).toEqual([201, 1]);
  });

  const seen: unknown[] = [];
  const intake: Intake = {
    readFiles: async (files, options) => {
      const read: [string, string][] = [];
      for await (const { name, bytes } of files) read.push([name, new TextDecoder().decode(bytes)]);
      seen.push({ files: read, pattern: typeof options?.pattern === 'function' ? options.pattern() : options?.pattern });
      return read.map(([name, text]) => ({
        ...{ fileName: name, identifier: name.replace(/\..*$/, ''), name: null, group: '12b' },
        ...{ outcome: 'accepted', text, words: 7, note: 'read as UTF-8' },
      }));
    },
    readTable: async (bytes, options) => {
      seen.push({ table: new TextDecoder().decode(bytes), ...options });
      return [{ fileName: 'row 1', identifier: '007', name: null, group: null, outcome: 'accepted', text: essay(1), words: 7, note: null }];
    },
    readClassList: async () => [],
  };
  const post = async (body: BodyInit, headers: Record<string, string> = {}, query = '') => {
    seen.length = 0;
    const app = batchApp(fakeEngine(), {}, intake);
    const response = await app.app.request(`/api/v1/batches${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEACHER}`, ...headers },
      body,
    });
    return { status: response.status, body: await response.json(), ...app };
  };
  const form = (files: [string, string][], fields: Record<string, string> = {}) => {
    const made = new FormData();
    for (const [name, text] of files) made.append('files', new File([text], name));
    for (const [name, value] of Object.entries(fields)) made.append(name, value);
    return made;
  };

  it('reads every file of a form, with the settings beside them', async () => {
    const fields = { title: 'Set 3', pattern: '{identifier}_*', first: '1', tokenCap: '5000', blindShare: '0.5' };
    const { status, body, call } = await post(
      form(
        [
          ['1.txt', essay(1)],
          ['2.txt', essay(2)],
        ],
        fields,
      ),
    );
    expect(status).toBe(201);
    expect(seen).toEqual([
      {
        files: [
          ['1.txt', essay(1)],
          ['2.txt', essay(2)],
        ],
        pattern: '{identifier}_*',
      },
    ]);
    expect(body).toMatchObject({ title: 'Set 3', first: 1, tokenCap: 5000, blindShare: 0.5 });
    const { items } = (await call('GET', `/batches/${body.id}/items`)).body;
    expect(items).toMatchObject([{ fileName: '1.txt', identifier: '1', group: '12b', detail: 'read as UTF-8', words: 7 }, { n: 2 }]);
    expect(items.filter(({ blind }: { blind: boolean }) => blind)).toHaveLength(1);
  });

  it('takes a form with one table, and a table by itself, as one essay a row', async () => {
    expect((await post(form([['Class.CSV', 'a,b']], { essay: 'Answer', title: 'T' }))).body.title).toBe('T');
    expect(seen).toEqual([{ table: 'a,b', essay: 'Answer', fileName: 'Class.CSV' }]);
    expect((await post('x,y', { 'content-type': 'text/csv; charset=utf-8' }, '?identifier=Number&title=U')).body.title).toBe('U');
    expect(seen).toEqual([{ table: 'x,y', identifier: 'Number', fileName: 'table.csv' }]);
  });

  it('takes a zip by itself', async () => {
    expect((await post('PK', { 'content-type': 'application/zip' }, '?pattern=p')).status).toBe(201);
    expect(seen).toEqual([{ files: [['essays.zip', 'PK']], pattern: 'p' }]);
  });

  it.each([
    ['a form with an unknown field', form([['1.txt', 'x']], { mark: '25' }), {}, 422, 'invalid-field'],
    ['a form with a field named as JavaScript names its own', form([['1.txt', 'x']], { ['__proto__']: 'x' }), {}, 422, 'invalid-field'],
    ['a form without a file', form([]), {}, 422, 'invalid-field'],
    ['half a form', '--x\r\nContent-Disp', { 'content-type': 'multipart/form-data; boundary=x' }, 400, 'bad-request'],
    ['a form that ends in the middle of a file', `${part('1.txt', 'whole')}${part('2.txt', 'half')}`, FORM, 400, 'bad-request'],
    ['a form without its last line', part('1.txt', 'whole').trimEnd(), FORM, 400, 'bad-request'],
    ['a form that begins with something else', `words${part('1.txt', 'x')}--x--`, FORM, 400, 'bad-request'],
    ['a form that does not say what parts it', `${part('1.txt', 'x')}--x--`, { 'content-type': 'multipart/form-data' }, 400, 'bad-request'],
    ['a form with a field that is not UTF-8', notUtf8, FORM, 400, 'bad-request'],
    ['a form of more files than a batch holds', `${part('1.txt', 'x').repeat(10_001)}--x--`, FORM, 413, 'too-large'],
    ['a form of more fields than anyone sends', `${part(null, 'x').repeat(10_101)}--x--`, FORM, 413, 'too-large'],
    ['another content type', 'words', { 'content-type': 'text/plain' }, 415, 'wrong-content-type'],
    ['JSON that is none', '{', { 'content-type': 'application/json' }, 400, 'not-json'],
    ['JSON that is no object', 'null', { 'content-type': 'application/json' }, 422, 'invalid-field'],
  ] as const)('refuses %s', async (_name, body, headers, status, code) => {
    const refused = await post(body, headers);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.store.batches({ limit: 9, author: null })).toEqual([]);
  });

  /** A form whose last file never ends, of no stated length. `sent` counts its megabytes. */
  const endless = (before = '') => {
    const sent = { megabytes: 0 };
    const megabyte = new Uint8Array(2 ** 20);
    const body = new ReadableStream<Uint8Array>({
      start: (to) => to.enqueue(new TextEncoder().encode(`${before}${part('1.txt', 'x')}`)),
      pull: (to) => {
        sent.megabytes += 1;
        to.enqueue(megabyte);
      },
    });
    const headers = { authorization: `Bearer ${TEACHER}`, ...FORM };
    return { sent, init: { method: 'POST', headers, body, duplex: 'half' } as RequestInit };
  };

  it('reads a form no further than the most that a batch may hold, and keeps nothing of it', async () => {
    const { sent, init } = endless();
    const app = batchApp(fakeEngine(), {}, intake);
    const response = await app.app.request('/api/v1/batches', init);
    expect([response.status, (await response.json()).code]).toEqual([413, 'too-large']);
    expect(sent.megabytes).toBeLessThan(210);
    expect(app.store.batches({ limit: 9, author: null })).toEqual([]);
  });

  it('receives the next file when the one before has been read, and no more after one that ends it all', async () => {
    const { sent, init } = endless(part('0.txt', essay(1)));
    const taken: string[] = [];
    const first: Intake['readFiles'] = async (files) => {
      for await (const { name } of files) {
        taken.push(name);
        throw new Problem('invalid-field', 'No more.');
      }
      return [];
    };
    const { app } = batchApp(fakeEngine(), {}, { ...intake, readFiles: first });
    expect((await app.request('/api/v1/batches', init)).status).toBe(422);
    expect(taken).toEqual(['0.txt']);
    expect(sent.megabytes).toBeLessThan(9);
  });

  it('looks at the fields of a form wherever they stand, and writes names as their senders have them', async () => {
    const body = `${part('%22a%22 50% ü.txt', essay(1))}${field('title', 'Set 4')}${part('b.csv', 'x')}${field('pattern', 'p')}--x--`;
    const { status, body: answer } = await post(body, FORM);
    expect([status, answer.title]).toEqual([201, 'Set 4']);
    expect(seen).toEqual([
      {
        files: [
          ['"a" 50% ü.txt', essay(1)],
          ['b.csv', 'x'],
        ],
        pattern: 'p',
      },
    ]);
    await post(`${part('b.csv', 'x')}${part('c.txt', essay(2))}--x--`, FORM);
    expect(seen).toEqual([
      {
        files: [
          ['b.csv', 'x'],
          ['c.txt', essay(2)],
        ],
        pattern: null,
      },
    ]);
  });

  it('takes a large body from staff only, and nothing above 200 MB', async () => {
    const { app } = batchApp(fakeEngine(), {}, intake);
    const large = (bytes: number, key?: string) =>
      app.request('/api/v1/batches', {
        method: 'POST',
        headers: { 'content-type': 'application/zip', 'content-length': String(bytes), ...(key && { authorization: `Bearer ${key}` }) },
        body: 'PK',
      });
    expect((await large(2 * 2 ** 20)).status).toBe(413);
    expect((await large(2 * 2 ** 20, TEACHER)).status).toBe(201);
    expect((await large(200 * 2 ** 20 + 1, TEACHER)).status).toBe(413);
  });
});

describe('a batch that runs', () => {
  it('marks the first few, asks, and goes on when told to', async () => {
    const { call, until, store } = batchApp();
    const { id } = (await call('POST', '/batches', { essays: essays(5) })).body;
    expect((await call('POST', `/batches/${id}/go-on`)).status).toBe(409);
    expect((await call('POST', `/batches/${id}/start`, { first: 2 })).body).toMatchObject({ first: 2, progress: { of: 5 } });
    expect((await call('POST', `/batches/${id}/start`)).status).toBe(409);
    expect(states(await until(id, 'asks'))).toEqual({ marked: 2, waiting: 3 });
    expect((await call('POST', `/batches/${id}/go-on`)).status).toBe(200);
    const done = await until(id, 'done');
    expect(states(done)).toEqual({ marked: 5 });
    expect(done.progress).toMatchObject({ done: 5, of: 5, secondsLeft: null });
    expect(store.audit(99).map(({ action }) => action)).toEqual(expect.arrayContaining(['start-batch', 'go-on-batch']));
    expect((await call('POST', `/batches/${id}/pause`)).status).toBe(409);
  });

  it('is paused and goes on: what is being marked is marked to its end', async () => {
    const { before, open } = gate();
    const engine = fakeEngine(before);
    const { call, until } = batchApp(engine);
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(4) })).body;
    while (engine.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await call('GET', `/batches/${id}`)).body.progress).toMatchObject({ state: 'running', secondsLeft: expect.any(Number) });
    expect((await call('POST', `/batches/${id}/pause`)).body.progress.state).toBe('paused');
    open();
    while ((await call('GET', `/batches/${id}`)).body.progress.done < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(engine.seen).toHaveLength(2);
    await call('POST', `/batches/${id}/resume`);
    expect(states(await until(id, 'done'))).toEqual({ marked: 4 });
    expect(engine.seen).toHaveLength(4);
  });

  it('is cancelled: what is marked stays, what waits is cancelled, what is being marked is stopped', async () => {
    let stopped = 0;
    const engine = fakeEngine((text, signal) => {
      if (text.text.includes('number 1 ')) return;
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped++;
          reject(signal.reason);
        });
      });
    });
    const { call, until } = batchApp(engine);
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(4) })).body;
    while (engine.seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await call('POST', `/batches/${id}/cancel`);
    expect(states(await until(id, 'cancelled'))).toEqual({ marked: 1, cancelled: 3 });
    expect(stopped).toBe(2);
    for (const verb of ['start', 'resume', 'cancel', 'go-on', 'pause', 'retry'])
      expect((await call('POST', `/batches/${id}/${verb}`)).status).toBe(409);
  });

  it('tries those again for which the engine failed', async () => {
    let broken = true;
    const { call, until } = batchApp(
      fakeEngine(({ text }) => (broken && text.includes('number 2') ? failing('The model was out.')() : undefined)),
    );
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(3) })).body;
    expect(states(await until(id, 'done'))).toEqual({ marked: 2, needs_teacher: 1 });
    broken = false;
    expect((await call('POST', `/batches/${id}/retry`)).body).toEqual({ count: 1 });
    expect(states(await until(id, 'done'))).toEqual({ marked: 3 });
    expect((await call('POST', `/batches/${id}/retry`)).body).toEqual({ count: 0 });
  });

  it('is deleted with all its essays, also those being marked', async () => {
    const { before } = gate();
    const engine = fakeEngine(before);
    const { call, store } = batchApp(engine);
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(3) })).body;
    while (engine.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await call('DELETE', `/batches/${id}`)).status).toBe(204);
    expect((await call('GET', `/batches/${id}`)).status).toBe(404);
    expect(store.counts()).toEqual({ waiting: 0, submissions: 0 });
  });

  it('lets a practice essay pass all that waits of it', async () => {
    const { before, open } = gate();
    const engine = fakeEngine(before);
    const { call, submit, until } = batchApp(engine);
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(6) })).body;
    while (engine.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await submit(ESSAY);
    open();
    await until(id, 'done');
    expect(engine.seen.indexOf(ESSAY)).toBe(2);
  });
});

describe('the cap of a batch', () => {
  it('stops it before the cap is passed; a larger one lets it go on', async () => {
    const engine = fakeModelEngine(1500);
    const { call, until } = batchApp(engine);
    const ready = (await call('POST', '/batches', { essays: essays(6) })).body;
    const each = Math.ceil(ready.estimate.tokens / 6);
    expect(ready.estimate).toMatchObject({ requests: 12, fits: { batch: true } });
    const tokenCap = 2 * 3000 + each + 500;
    expect((await call('PATCH', `/batches/${ready.id}`, { tokenCap })).body.tokenCap).toBe(tokenCap);
    await call('POST', `/batches/${ready.id}/start`);
    const capped = await until(ready.id, 'capped');
    expect([capped.progress.tokens, states(capped)]).toEqual([9000, { marked: 3, waiting: 3 }]);
    expect((await call('POST', `/batches/${ready.id}/go-on`)).status).toBe(409);
    expect((await call('POST', `/batches/${ready.id}/go-on`, { tokenCap: 100 })).status).toBe(422);
    expect((await call('POST', `/batches/${ready.id}/go-on`, { tokenCap: 10_000_000 })).status).toBe(200);
    expect(states(await until(ready.id, 'done'))).toEqual({ marked: 6 });
    expect(engine.seen).toHaveLength(6);
  });

  it('is told beforehand to be too small, and then nothing is asked of the model', async () => {
    const engine = fakeModelEngine(5000);
    const { call, until } = batchApp(engine);
    const { id, estimate } = (await call('POST', '/batches?start=true', { essays: essays(3), tokenCap: 10 })).body;
    expect(estimate.fits).toEqual({ batch: false, day: true });
    expect((await until(id, 'capped')).progress.tokens).toBe(0);
    expect(engine.seen).toEqual([]);
    expect((await call('PATCH', `/batches/${id}`, { tokenCap: null })).status).toBe(200);
    await until(id, 'done');
  });

  it('holds back no other work', async () => {
    const { call, until, submit } = batchApp(fakeModelEngine(5000));
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(3), tokenCap: 10 })).body;
    await until(id, 'capped');
    const other = (await call('POST', '/batches?start=true', { essays: essays(2) })).body;
    await until(other.id, 'done');
    expect((await (await submit(ESSAY, {}, '?wait=10')).json()).state).toBe('marked');
  });

  it('says the day’s cap, and the price where it is known', async () => {
    const prices = {
      currency: 'USD',
      asOf: '2026-01-01',
      source: 'https://prices.example',
      inputPerMillion: 1,
      cachedInputPerMillion: 1,
      outputPerMillion: 1,
    };
    const { call } = batchApp(fakeModelEngine(10), { OPENAI_PRICES: JSON.stringify(prices), OPENAI_TOKEN_CAP_PER_DAY: '100' });
    const { estimate } = (await call('POST', '/batches', { essays: essays(3) })).body;
    expect(estimate.fits).toEqual({ batch: true, day: false });
    expect(estimate.money).toEqual({ amount: expect.closeTo(estimate.tokens / 1_000_000), currency: 'USD', asOf: '2026-01-01' });
    expect(estimate.tokens).toBe(estimate.inputTokens + estimate.outputTokens);
  });
});

describe('who may see a batch', () => {
  it('is its teacher and a head of department, nobody else', async () => {
    const { call } = batchApp();
    const { id } = (await call('POST', '/batches', { essays: essays(1) })).body;
    const routes = [
      ['GET', ''],
      ['GET', '/items'],
      ['GET', '/events'],
      ['POST', '/start'],
      ['POST', '/release'],
      ['POST', '/retry'],
      ['DELETE', ''],
    ] as const;
    for (const [method, path] of routes) {
      expect((await call(method, `/batches/${id}${path}`, undefined, OTHER)).status).toBe(404);
      expect((await call(method, `/batches/${id}${path}`, undefined, '')).status).toBe(401);
    }
    expect((await call('PATCH', `/batches/${id}`, { title: 'x' }, OTHER)).status).toBe(404);
    expect((await call('GET', '/batches', undefined, OTHER)).body).toEqual({ items: [], next: null });
    expect((await call('GET', '/batches', undefined, ADMIN)).body.items).toMatchObject([{ id }]);
    expect((await call('PATCH', `/batches/${id}`, { title: 'Moderated' }, ADMIN)).body.title).toBe('Moderated');
  });

  it('pages through batches', async () => {
    const { call } = batchApp();
    const ids = [];
    for (const n of [1, 2, 3]) ids.unshift((await call('POST', '/batches', { essays: essays(n) })).body.id);
    const first = (await call('GET', '/batches?limit=2')).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    const second = (await call('GET', `/batches?limit=2&after=${first.next}`)).body;
    expect([second.items[0].id, second.next]).toEqual([ids[2], null]);
  });

  it('never logs a name, an identifier or an essay, nor keeps one in the audit', async () => {
    const { call, until, logged, store } = batchApp();
    const { id } = (await call('POST', '/batches?start=true', { title: 'Secret title', essays: essays(2) })).body;
    await until(id, 'done');
    await call('POST', `/batches/${id}/release`, { states: ['marked'] });
    expect(logged() + JSON.stringify(store.audit(99))).not.toMatch(/Child|"001"|signed a pact|Secret/);
  });
});

describe('releasing a batch', () => {
  it('releases what is reviewed, and what is only marked where that is asked for', async () => {
    const { call, until } = batchApp();
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(3) })).body;
    await until(id, 'done');
    expect((await call('POST', `/batches/${id}/release`)).body).toEqual({ count: 0 });
    expect((await call('POST', `/batches/${id}/release`, { states: ['waiting'] })).status).toBe(422);
    expect((await call('POST', `/batches/${id}/release`, { states: ['reviewed', 'marked'] })).body).toEqual({ count: 3 });
    expect(states((await call('GET', `/batches/${id}`)).body)).toEqual({ released: 3 });
  });
});

describe('the items of a batch', () => {
  it('come in pages, in the order and state asked for', async () => {
    const { call } = batchApp();
    const { id } = (await call('POST', '/batches', { essays: essays(5).toReversed() })).body;
    const page = async (query: string) => (await call('GET', `/batches/${id}/items?${query}`)).body;
    const first = await page('limit=3&sort=identifier');
    expect(first.items.map(({ identifier }: { identifier: string }) => identifier)).toEqual(['001', '002', '003']);
    const second = await page(`limit=3&sort=identifier&cursor=${first.next}`);
    expect([second.items.map(({ identifier }: { identifier: string }) => identifier), second.next]).toEqual([['004', '005'], null]);
    expect((await page('state=marked')).items).toEqual([]);
    for (const query of ['limit=0', 'limit=201', 'sort=name', 'state=lost', 'cursor=x', 'x=1'])
      expect((await call('GET', `/batches/${id}/items?${query}`)).status).toBe(422);
  });
});

describe('essays that a teacher marks unseen', () => {
  it('show that teacher no mark before one is given, in lists as on their page, and are not released before', async () => {
    const { call, until } = batchApp();
    const { id } = (await call('POST', '/batches?start=true', { essays: essays(2), blindShare: 1 })).body;
    await until(id, 'done');
    const list = async (key = TEACHER) => (await call('GET', `/batches/${id}/items`, undefined, key)).body.items;
    const [first] = await list();
    expect(first).toMatchObject({ blind: true, state: 'marked', mark: null, awardedByEngine: null, reasons: [] });
    expect((await list(ADMIN))[0].mark).toBeNull();
    expect((await call('POST', `/batches/${id}/release`, { states: ['marked'] })).body).toEqual({ count: 0 });
    expect((await call('POST', `/submissions/${first.submissionId}/blind-mark`, { awarded: 9 })).status).toBeLessThan(300);
    for (const key of [TEACHER, ADMIN]) {
      const [seen, unseen] = await list(key);
      expect([typeof seen.mark.awarded, seen.awardedByEngine, unseen.mark]).toEqual(['number', seen.mark.awarded, null]);
    }
    expect((await call('POST', `/batches/${id}/release`, { states: ['marked'] })).body).toEqual({ count: 1 });
  });
});

describe('the report of a class', () => {
  it('counts the essays of a batch, as JSON and as a page', async () => {
    const { call, until, app } = batchApp();
    const { id, links } = (await call('POST', '/batches?start=true', { title: 'Set <b>3</b>', essays: essays(3) })).body;
    await until(id, 'done');
    const { body } = await call('GET', `/batches/${id}/report`);
    expect(body).toMatchObject({ rubric: { id: 'small', version: 1 }, outOf: 25, scripts: 3, states: { marked: 3 } });
    const page = await app.request(`${links.report}?format=html`, { headers: { authorization: `Bearer ${TEACHER}` } });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Set &lt;b&gt;3&lt;/b&gt;');
    expect((await call('GET', `/batches/${id}/report?format=pdf`)).status).toBe(422);
    expect((await call('GET', `/batches/${id}/report`, undefined, OTHER)).status).toBe(404);
  });
});

describe('following a batch', () => {
  const follow = (app: ReturnType<typeof batchApp>, id: string, headers = {}, signal?: AbortSignal) =>
    app.app.request(`/api/v1/batches/${id}/events`, {
      headers: { authorization: `Bearer ${TEACHER}`, ...headers },
      ...(signal && { signal }),
    });
  const eventsOf = (text: string) =>
    text
      .split('\n\n')
      .filter(Boolean)
      .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))));

  it('tells the progress at once, each item as it is done, and the end', async () => {
    const app = batchApp();
    const { id } = (await app.call('POST', '/batches', { essays: essays(3) })).body;
    const response = await follow(app, id);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await app.call('POST', `/batches/${id}/start`);
    const events = eventsOf(await response.text());
    expect(events[0]?.event).toBe('progress');
    expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ of: 3, outcomes: { accepted: 3 } });
    const items = events.filter(({ event }) => event === 'item');
    expect(items.map(({ data }) => JSON.parse(data ?? ''))).toMatchObject(
      [1, 2, 3].map((n) => ({ n, identifier: `00${n}`, state: 'marked' })),
    );
    expect(events.at(-1)?.event).toBe('end');
    expect(JSON.parse(events.at(-2)?.data ?? '')).toMatchObject({ state: 'done', done: 3 });

    const again = eventsOf(await (await follow(app, id, { 'last-event-id': items[0]?.id ?? '' })).text());
    expect(again.map(({ event, id: at }) => at ?? event)).toEqual([items[1]?.id, items[2]?.id, 'progress', 'end']);
    expect((await follow(app, id, { 'last-event-id': 'x' })).status).toBe(422);
  });

  it('ends when the batch is deleted', async () => {
    const app = batchApp();
    const { id } = (await app.call('POST', '/batches', { essays: essays(1) })).body;
    const response = await follow(app, id);
    await app.call('DELETE', `/batches/${id}`);
    expect(eventsOf(await response.text()).at(-1)?.event).toBe('end');
  });

  it('asks nothing more of the store when nobody listens any more', async () => {
    const app = batchApp();
    const { id } = (await app.call('POST', '/batches', { essays: essays(1) })).body;
    const response = await follow(app, id);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 700));
    let asked = 0;
    const { finishedSince } = app.store;
    app.store.finishedSince = (...given) => {
      asked++;
      return finishedSince(...given);
    };
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(asked).toBe(0);
  });
});
