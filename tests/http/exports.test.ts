import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { ADMIN, TEACHER } from '../support/app.ts';
import { aBatch, anItem } from '../support/batch-builder.ts';
import { type BatchApp, batchApp, essay, essays, OTHER } from '../support/batches.ts';

const asked = (app: BatchApp, path: string, key: string | null = TEACHER, more: RequestInit = {}) =>
  app.app.request(`/api/v1${path}`, { ...more, headers: { ...(key && { authorization: `Bearer ${key}` }), ...more.headers } });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const tableOf = async (response: Response) =>
  Papa.parse<Record<string, string>>(await response.text(), { header: true, skipEmptyLines: true }).data;

/** A class that is marked; of its scripts the first so many were read by their teacher. */
async function marked(sent: object[] = essays(3), read = 0) {
  const app = batchApp();
  const { body } = await app.call('POST', '/batches?start=true', { title: 'Class 10Ä / "B"', essays: sent });
  await app.until(body.id, 'done');
  const { body: listed } = await app.call('GET', `/batches/${body.id}/items`);
  const ids: string[] = listed.items.map(({ submissionId }: { submissionId: string }) => submissionId);
  for (const id of ids.slice(0, read)) await app.call('POST', `/submissions/${id}/review`);
  return { app, id: body.id as string, ids };
}

describe('the marks of a class as a table', () => {
  it('holds every script, identifiers as they were, and the mark with what a teacher changed', async () => {
    const { app, id, ids } = await marked();
    await app.call('POST', `/submissions/${ids[1]}/overrides`, { change: { kind: 'mark', awarded: 9 }, reason: 'f' });
    const response = await asked(
      app,
      `/batches/${id}/export?form=csv&column=identifier:SIMS%20ID&column=mark&column=markByEngine&column=state`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="Class-10A-B.csv"');
    expect(response.headers.get('cache-control')).toContain('no-store');
    const rows = await tableOf(response);
    expect(rows.map((row) => row['SIMS ID'])).toEqual(['001', '002', '003']);
    expect(rows[1]).toMatchObject({ Mark: '9', State: 'reviewed' });
    expect(rows[1]?.['Mark by engine']).not.toBe('9');
  });

  it('holds a class of any size, of which sheets would take too much memory', async () => {
    const app = batchApp();
    const audit = { at: '2026', actor: 'miss-hill', role: 'teacher', action: 'x', subject: 'large', detail: null };
    await app.store.addBatch(
      aBatch('large'),
      Array.from({ length: 2001 }, (_, i) => anItem('large', i + 1)),
      audit,
    );
    const rows = await tableOf(await asked(app, '/batches/large/export?form=csv&column=identifier&column=name'));
    expect([rows.length, rows[0]?.Name, rows.at(-1)?.Name]).toEqual([2001, 'Name 1', 'Name 2001']);
    const sheets = await asked(app, '/batches/large/export?form=sheets-html&states=waiting');
    expect([sheets.status, (await sheets.json()).detail]).toEqual([409, expect.stringContaining('2001 essays')]);
  });

  it('is a workbook too, in which no cell is a formula', async () => {
    const { app, id } = await marked([{ identifier: '=1+1', name: '+cmd', text: essay(1) }, ...essays(2)]);
    const response = await asked(app, `/batches/${id}/export?form=xlsx`);
    const sheets = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
    const text = JSON.stringify(sheets);
    expect(text).toContain('002');
    expect(text).not.toMatch(/"=1\+1"|"\+cmd"/u);
  });

  it('lists its columns, and refuses one that there is not', async () => {
    const { app, id } = await marked();
    const { body } = await app.call('GET', `/batches/${id}/columns`);
    expect(body.columns).toContainEqual({ key: 'identifier', heading: 'Identifier', means: 'the identifier, as text' });
    expect(body.usual.length).toBeGreaterThan(5);
    expect(await app.call('GET', `/batches/${id}/export?form=csv&column=secret`)).toMatchObject({
      status: 422,
      body: { code: 'invalid-field' },
    });
  });

  it('is for its own teacher and for heads of department', async () => {
    const { app, id } = await marked();
    for (const path of ['export', 'columns']) {
      expect((await asked(app, `/batches/${id}/${path}`, null)).status).toBe(401);
      expect((await asked(app, `/batches/${id}/${path}`, OTHER)).status).toBe(404);
      expect((await asked(app, `/batches/${id}/${path}`, ADMIN)).status).toBe(200);
    }
  });

  it('keeps the engine’s mark of an essay to be marked unseen to itself', async () => {
    const app = batchApp();
    const { body } = await app.call('POST', '/batches?start=true', { title: 'x', essays: essays(1), blindShare: 1 });
    await app.until(body.id, 'done');
    const rows = await tableOf(await asked(app, `/batches/${body.id}/export?form=csv&column=identifier&column=mark&column=markByEngine`));
    expect(rows).toEqual([{ Identifier: '001', Mark: '', 'Mark by engine': '' }]);
    const response = await asked(app, `/batches/${body.id}/export?form=sheets-html&states=marked`);
    expect(response.headers.get('scripts-included')).toBe('0');
    expect(strFromU8(unzipSync(await bytesOf(response))['_left out.txt'] ?? new Uint8Array())).toContain('before you see the mark');
  });
});

describe('feedback sheets of a class', () => {
  it('speak in the words of the rubric that each script was marked against', async () => {
    const { app, id, ids } = await marked(essays(2), 1);
    const { version, hash, question } = app.store.rubric('small') ?? { version: 0, hash: '', question: { text: '' } };
    await asked(app, '/rubrics/small', TEACHER, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}-${hash}"` },
      body: JSON.stringify({ question: { text: 'Did another thing succeed?' } }),
    });
    expect((await app.call('POST', `/batches/${id}/remark`)).status).toBe(202);
    await app.until(id, 'done');
    await app.call('POST', `/submissions/${ids[1]}/review`);
    const tasks = async (path: string) =>
      Object.values(unzipSync(await bytesOf(await asked(app, path)))).map((sheet) =>
        [question.text, 'Did another thing succeed?'].filter((task) => strFromU8(sheet).includes(task)),
      );
    expect(await tasks(`/batches/${id}/export?form=sheets-html`)).toEqual([[question.text], ['Did another thing succeed?']]);
  });

  it('are of what a teacher has read, and the zip names the others', async () => {
    const { app, id } = await marked(essays(3), 2);
    const response = await asked(app, `/batches/${id}/export?form=sheets-html`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect([response.headers.get('scripts-included'), response.headers.get('scripts-left-out')]).toEqual(['2', '1']);
    const files = unzipSync(await bytesOf(response));
    expect(Object.keys(files).sort()).toEqual(['001.html', '002.html', '_left out.txt']);
    expect(strFromU8(files['_left out.txt'] ?? new Uint8Array())).toBe(
      '1 script of this class is not here:\r\n003: not read by a teacher yet\r\n',
    );
    expect(strFromU8(files['001.html'] ?? new Uint8Array())).toContain('Essay number 1');
  });

  it('leave out what has stale words', async () => {
    const { app, id, ids } = await marked(essays(1), 1);
    await app.call('POST', `/submissions/${ids[0]}/overrides`, { change: { kind: 'feedback', summary: 'Good for now.' }, reason: 't' });
    await app.call('POST', `/submissions/${ids[0]}/overrides`, { change: { kind: 'mark', awarded: 24 }, reason: 'f' });
    const files = unzipSync(await bytesOf(await asked(app, `/batches/${id}/export?form=sheets-docx`)));
    expect(strFromU8(files['_left out.txt'] ?? new Uint8Array())).toContain('001: some of its feedback was written for another level');
    expect((await asked(app, `/submissions/${ids[0]}/sheet`)).status).toBe(409);
  });
});

describe('a worksheet of another system', () => {
  const moodle = [
    'Identifier,Full name,Grade,Maximum Grade,Last modified (grade)',
    'Participant 001,Child 1,,25.00,-',
    'Participant 777,Nobody,,25.00,-',
  ].join('\r\n');
  const send = (app: BatchApp, path: string, body: string) =>
    asked(app, path, TEACHER, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });

  it('comes back filled, with what a teacher has read', async () => {
    const { app, id } = await marked(essays(2), 1);
    const response = await send(app, `/batches/${id}/moodle`, moodle);
    expect(response.status).toBe(200);
    const rows = await tableOf(response);
    expect(rows[0]?.Grade).toMatch(/^\d+$/u);
    expect(rows[1]).toMatchObject({ Identifier: 'Participant 777', Grade: '' });
    const report = await (await send(app, `/batches/${id}/moodle?report=true`, moodle)).json();
    expect(report).toMatchObject({
      filled: 1,
      scripts: 1,
      leftOut: [{ identifier: '002', why: 'not-yet' }],
      rowsLeft: [{ line: 3, who: 'Participant 777', why: 'no-script' }],
    });
    expect(report).not.toHaveProperty('file');
  });

  it('is refused as a whole where it is another file', async () => {
    const { app, id } = await marked(essays(1), 1);
    expect((await send(app, `/batches/${id}/moodle`, 'a,b\r\n1,2')).status).toBe(422);
    const renamed = moodle.replace('Maximum Grade', 'Enint.');
    expect((await send(app, `/batches/${id}/moodle`, renamed)).status).toBe(422);
    expect((await send(app, `/batches/${id}/moodle?heading=maximum:Enint.`, renamed)).status).toBe(200);
    expect((await send(app, `/batches/${id}/moodle?heading=shoe:Enint.`, renamed)).status).toBe(422);
    expect((await send(app, `/batches/${id}/canvas?assignment=Essay`, 'a,b\r\n1,2')).status).toBe(422);
    expect((await send(app, `/batches/${id}/canvas`, moodle)).status).toBe(422);
  });

  it('takes a gradebook of Canvas', async () => {
    const { app, id } = await marked(essays(1), 1);
    const gradebook = ['Student,ID,SIS User ID,Section,Essay (12)', 'Points Possible,,,,25', '"1, Child",5,001,X,'].join('\r\n');
    const response = await send(app, `/batches/${id}/canvas?assignment=Essay`, gradebook);
    expect((await response.text()).split('\r\n')[2]).toMatch(/^"1, Child",5,001,X,\d+$/u);
  });
});

describe('the sheet of one essay', () => {
  it('is the student’s own in practice, and in a class once it is released', async () => {
    const { app, ids } = await marked(essays(1), 1);
    const path = `/submissions/${ids[0]}/sheet`;
    expect((await asked(app, path, null)).status).toBe(409);
    expect((await asked(app, path)).status).toBe(200);
    await app.call('POST', `/submissions/${ids[0]}/release`);
    const page = await asked(app, path, null);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('Essay number 1');
    const word = await asked(app, `${path}?form=docx`, null);
    expect((await mammoth.extractRawText({ buffer: Buffer.from(await word.arrayBuffer()) })).value).toContain('Feedback on your essay');
  });

  it('is not there for an essay that is not there', async () => {
    const { app } = await marked(essays(1));
    expect((await asked(app, '/submissions/sub_none/sheet')).status).toBe(404);
  });
});

it('an essay of a class is its teacher’s to delete, not whoever’s holds its link', async () => {
  const { app, ids } = await marked(essays(1));
  const gone = (key: string | null) => asked(app, `/submissions/${ids[0]}`, key, { method: 'DELETE' });
  expect((await gone(null)).status).toBe(403);
  expect((await asked(app, `/submissions/${ids[0]}`)).status).toBe(200);
  expect((await gone(OTHER)).status).toBe(404);
  expect((await gone(TEACHER)).status).toBe(204);
});
