import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { fakeModelEngine, gate } from '../support/fake-engine.ts';
import { seriousViolations, sidewaysScroll } from './looks.ts';
import { type Site, startSite } from './site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KEY = 'teacher-key-0123456789';
const keys = { API_KEYS: `miss-hill:${KEY}` };
const essayOf = (n: number) => readFileSync(`${import.meta.dirname}/../../fixtures/essays/dev-0${n}.md`, 'utf8');
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

let browser: Browser;
let site: Site;
let page: Page;
let folder: string;
const faults: string[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite(undefined, undefined, keys)]);
  folder = join(mkdtempSync(join(tmpdir(), 'class-')), 'mock');
  mkdirSync(join(folder, '11B'), { recursive: true });
  for (let n = 1; n <= 6; n++) writeFileSync(join(folder, '11B', `00${n} Child ${n}.md`), essayOf(n));
  writeFileSync(join(folder, '11B', '007 Copy.md'), essayOf(1));
  writeFileSync(join(folder, '11B', '008 Scan.pdf'), '%PDF-1.4 broken');
  writeFileSync(join(folder, '.DS_Store'), '');
});
afterAll(async () => {
  rmSync(join(folder, '..'), { recursive: true, force: true });
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await page?.context().close();
  expect(faults.splice(0)).toEqual([]);
});

type Opening = { key?: string | null; width?: number; dark?: boolean; at?: Site };

/** A page of a teacher, signed in unless `key` is null. */
async function open(address: string, { key = KEY, width = 1280, dark = false, at = site }: Opening = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', bypassCSP: true });
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  if (key) await page.addInitScript((own) => own && sessionStorage.setItem('examiner-key', own), key);
  await page.goto(`${at.url}/${address}`);
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const part = (name: string) => page.getByRole('navigation', { name: 'Parts of this class' }).getByRole('button', { name }).click();
const asked = async (method: string, path: string, body?: object, { at = site, key = KEY as string | null } = {}) => {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const reply = await fetch(`${at.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return reply.status === 204 ? null : reply.json();
};

/** A class of so many that is sent in, and marked unless told otherwise. */
async function classOf(count: number, more: object = {}, { at = site, start = true } = {}): Promise<string> {
  const essays = Array.from({ length: count }, (_, i) => ({ identifier: `00${i + 1}`, name: `Child ${i + 1}`, text: essayOf(i + 1) }));
  const { id } = await asked('POST', `/batches${start ? '?start=true' : ''}`, { title: '10B', essays, ...more }, { at });
  if (start)
    await vi.waitFor(async () => expect((await asked('GET', `/batches/${id}`, undefined, { at })).progress.state).toBe('done'), 30_000);
  return id;
}

describe('signing in', () => {
  it('says of a wrong key that it is wrong, keeps the right one in this tab only and never in the address, and forgets it on signing out', async () => {
    await open('', { key: null });
    await page.getByRole('link', { name: 'For teachers' }).click();
    await page.getByRole('textbox', { name: 'Your key' }).fill('not-the-key');
    await button('Sign in').click();
    await page.getByText('is not one of this service').waitFor();
    await page.getByRole('textbox', { name: 'Your key' }).fill(KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mark a class' }).waitFor();
    const kept = () => page.evaluate(() => [Object.values(sessionStorage), Object.values(localStorage), document.cookie, location.href]);
    expect(await kept()).toEqual([[KEY], [], '', `${site.url}/#/class`]);
    await button('Sign out').click();
    await page.getByRole('textbox', { name: 'Your key' }).waitFor();
    expect(await kept()).toEqual([[], [], '', `${site.url}/#/class`]);
  });

  it('asks again for a key that is not taken any more, and still lets a student write', async () => {
    await open('', { key: null });
    await page.evaluate(() => sessionStorage.setItem('examiner-key', 'an-old-key'));
    await page.reload();
    await page.getByRole('textbox', { name: 'Your essay' }).waitFor();
    await page.evaluate(() => sessionStorage.setItem('examiner-key', 'an-old-key'));
    await page.goto(`${site.url}/#/class`);
    await page.getByRole('textbox', { name: 'Your key' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

describe('marking a class', () => {
  it('goes from a folder to the release: whose each file is, what came of it, five first, the rest, the queue, and students see it', async () => {
    await open('#/class');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('Choose a folder').press('Enter')]);
    await chooser.setFiles(folder);
    await page.getByText('8 files chosen').waitFor();
    const preview = page.getByRole('table', { name: 'Whose each file is' });
    expect(await preview.getByRole('row').nth(1).textContent()).toBe('001 Child 1.md001 Child 1');
    await button('Read them as {identifier} {name}').click();
    expect(await preview.getByRole('row').nth(1).textContent()).toBe('001 Child 1.md001Child 1');
    const pattern = page.getByRole('textbox', { name: 'How the file names say whose it is' });
    await pattern.fill('{identifier}{name}');
    await page.getByText('two placeholders stand side by side').waitFor();
    await pattern.fill('{group}/{identifier} {name}');
    expect(await preview.getByRole('row').nth(1).textContent()).toBe('001 Child 1.md001Child 111B');
    await page.getByRole('textbox', { name: 'Name of the class' }).fill('10B, mock');
    await button('Read the files').click();
    await page.getByRole('heading', { name: '10B, mock' }).waitFor();
    await page.getByText('6 essays taken, 1 duplicate, 1 not readable').waitFor();
    await page.getByText('This PDF is damaged').waitFor();
    await page.getByText('The same text as 001 Child 1.md').waitFor();
    await page.getByText(/Still to mark: 6 essays, [\d,]+ words: about/u).waitFor();
    await page.getByText('Child 1 (001), 11B').waitFor();

    await button('Mark five first').click();
    await button('Go on with the other 1').click({ timeout: 30_000 });
    await page.getByText('6 of 6 marked').waitFor({ timeout: 30_000 });
    await part('What needs you');
    const rows = page.locator('.queue > li');
    await vi.waitFor(async () => expect(await rows.filter({ hasText: 'out of 25' }).count()).toBe(6));
    const batch = page.url().split('/').at(-2);
    const { items } = await asked('GET', `/batches/${batch}/items?sort=need&outcome=accepted`);
    const names = await rows.getByRole('link').allTextContents();
    expect(names).toEqual(items.map(({ name, identifier }: { name: string; identifier: string }) => `${name} (${identifier}), 11B`));
    expect(await rows.first().textContent()).toContain(items[0].reasons.join(' '));

    await part('Release and take away');
    await button('Release all that are marked').click();
    await button('Yes, release 6 that nobody has read').click();
    await page.getByText('6 essays released').waitFor();
    const seen = await asked('GET', `/submissions/${items[0].submissionId}`, undefined, { key: null });
    expect([seen.state, typeof seen.assessment.mark.awarded]).toEqual(['released', 'number']);
  });

  it('takes files that are dropped, and says of each why nothing was taken', async () => {
    await open('#/class');
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([''], '001 Anna.txt'));
      transfer.items.add(new File(['1234'], '002 Bert.txt'));
      return transfer;
    });
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('2 files chosen').waitFor();
    await button('Read the files').click();
    const refused = page.getByRole('alert');
    await refused.waitFor();
    expect(await refused.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^001 Anna\.txt There is nothing in it/u),
      expect.stringMatching(/^002 Bert\.txt ./u),
    ]);
    expect(page.url()).toBe(`${site.url}/#/class`);
  });

  it('asks which column holds the essay where a table does not tell, beside the field, and takes the answer', async () => {
    await open('#/class');
    const table = `id,draft,final\n007,a,"${essayOf(2).replaceAll('"', '""')}"\n`;
    await page.getByLabel('Choose files').first().setInputFiles(file('class.csv', table));
    await button('Read the files').click();
    await page.getByText('has no column that looks like the essay').first().waitFor();
    const field = page.getByRole('combobox', { name: 'Heading of the essay' });
    await vi.waitFor(async () => expect(await field.getAttribute('aria-invalid')).toBe('true'));
    await field.selectOption('final');
    await button('Read the files').click();
    await page.getByText('1 essay taken.').waitFor();
    await page.locator('.outcomes').getByText('007').waitFor();
  });

  it('offers the columns that both look right, and the sheets of a workbook, to choose from', async () => {
    await open('#/class', { width: 360 });
    const essay = `"${essayOf(3).replaceAll('"', '""')}"`;
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles(file('class.csv', `id,Essay,Answer\n007,a,${essay}\n`));
    await button('Read the files').click();
    await page.getByText('“Essay” and “Answer” both look like the essay.').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole('combobox', { name: 'Heading of the essay' }).selectOption('Answer');
    await button('Read the files').click();
    await page.getByText('1 essay taken.').waitFor();
    await page.goto(`${site.url}/#/class`);
    const workbook = readFileSync(`${import.meta.dirname}/../intake/files/two-classes.xlsx`);
    await page.getByLabel('Choose files').first().setInputFiles({ name: 'two.xlsx', mimeType: '', buffer: workbook });
    await button('Read the files').click();
    await page.getByRole('combobox', { name: 'Sheet of the workbook' }).selectOption('11B');
    await button('Read the files').click();
    await page.getByText('1 essay taken.').waitFor();
  });

  it('says beside the field that a setting is wrong, and keeps the files', async () => {
    await open('#/class');
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles([file('1.txt', essayOf(1)), file('2.txt', essayOf(2))]);
    await page.getByText('More settings').click();
    await page.getByRole('textbox', { name: 'Most tokens' }).fill('many');
    await button('Read the files').click();
    await vi.waitFor(async () =>
      expect(await page.getByRole('textbox', { name: 'Most tokens' }).getAttribute('aria-invalid')).toBe('true'),
    );
    await page.getByText('2 files chosen').waitFor();
  });

  it('shows that files are on their way, and keeps them when they do not get there', async () => {
    await open('#/class');
    const held = Promise.withResolvers<void>();
    await page.route('**/api/v1/batches', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await held.promise;
      return route.abort();
    });
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles([file('1.txt', essayOf(1))]);
    await button('Read the files').click();
    await page.getByRole('progressbar', { name: 'Sending the files' }).waitFor();
    held.resolve();
    await page.getByRole('alert').getByText('The files could not be sent').waitFor();
    await page.getByText('1 file chosen').waitFor();
    expect(await button('Read the files').isEnabled()).toBe(true);
  });

  it('follows the marking also where events do not come through', async () => {
    const { before, open: finish } = gate();
    const slow = await startSite(fakeModelEngine(100, before), undefined, keys);
    try {
      const batch = await classOf(2, {}, { at: slow, start: false });
      await open(`#/class/${batch}`, { at: slow });
      await page.route('**/events', (route) => route.abort());
      await button('Mark all 2').click();
      await button('Pause').waitFor();
      finish();
      await page.getByText('2 of 2 marked').waitFor({ timeout: 20_000 });
    } finally {
      finish();
      await page.context().close();
      await slow.close();
    }
  });

  it('pauses and goes on, stops at its cap, says of a smaller one that it is wrong, and goes on with a larger one', async () => {
    const { before, open: finish } = gate();
    const slow = await startSite(fakeModelEngine(10_000, before), undefined, keys);
    try {
      const batch = await classOf(4, { tokenCap: 30_000 }, { at: slow, start: false });
      await open(`#/class/${batch}`, { at: slow });
      await page.getByText('Its cap on tokens does not leave room for all of it').waitFor();
      await button('Mark all 4').click();
      await button('Pause').click();
      await button('Go on').click();
      await button('Pause').waitFor();
      finish();
      const cap = page.getByRole('textbox', { name: 'A larger cap' });
      await cap.fill('1', { timeout: 20_000 });
      await button('Go on').click();
      await page.getByText(/must be more than the [\d]+ tokens/u).waitFor();
      await cap.fill('900000');
      await button('Go on').click();
      await page.getByText('4 of 4 marked').waitFor({ timeout: 20_000 });
    } finally {
      finish();
      await page.context().close();
      await slow.close();
    }
  });

  it('asks before it leaves the rest as it is for good', async () => {
    const batch = await classOf(3, { first: 1 }, { start: false });
    await open(`#/class/${batch}`);
    await button('Mark the first 1, then ask').click();
    await button('Cancel the rest').click({ timeout: 20_000 });
    await button('Do not cancel').click();
    await button('Cancel the rest').click();
    await button('Leave 2 essays as they are for good').click();
    await page.getByText('1 of 3 marked, 2 cancelled').waitFor();
  });

  it('says at once that a seed script is marked outside its tolerance', async () => {
    const seed = await asked('POST', '/seeds', { title: 'Settled at full marks', text: essayOf(7), definitive: 25, tolerance: 0 });
    const batch = await classOf(2, { seedShare: 0.5 });
    await open(`#/class/${batch}`);
    await page
      .getByRole('alert', { name: 'Drift' })
      .getByText(/^Settled at full marks: marked \d+, definitive mark 25/u)
      .waitFor();
    await page.getByText('3 of 3 marked, 1 of them a seed script').waitFor();
    await asked('POST', `/batches/${batch}/release`, { states: ['marked'] });
    await open(`#/class/${batch}`);
    await part('Release and take away');
    await page.getByText('2 of 2 are released. There is nothing to release now.').waitFor();
    expect(await button('Release all that are marked').count()).toBe(0);
    await asked('DELETE', `/seeds/${seed.id}`);
  });
});

describe('drift while a class is being marked', () => {
  it('comes with the events: nothing has to be asked anew', async () => {
    const { before, open: finish } = gate();
    const slow = await startSite(fakeModelEngine(100, before), undefined, keys);
    try {
      await asked('POST', '/seeds', { title: 'Settled at full marks', text: essayOf(7), definitive: 25, tolerance: 0 }, { at: slow });
      const batch = await classOf(2, { seedShare: 0.5 }, { at: slow, start: false });
      await asked('POST', `/batches/${batch}/start`, {}, { at: slow });
      await open(`#/class/${batch}`, { at: slow });
      await button('Pause').waitFor();
      await page.route(`**/api/v1/batches/${batch}`, (route) => route.abort());
      finish();
      await page.getByRole('alert', { name: 'Drift' }).getByText('Settled at full marks').waitFor({ timeout: 20_000 });
    } finally {
      finish();
      await page.context().close();
      await slow.close();
    }
  });
});

describe('what is made of a class', () => {
  it('lists by state, and puts neighbours of the rank order side by side with what their marks rest on', async () => {
    const batch = await classOf(3);
    await open(`#/class/${batch}`);
    await page.getByLabel('Show', { exact: true }).selectOption('released');
    await page.getByText('There is none in this state').waitFor();
    await part('Rank order');
    const marks = async () => (await page.locator('.rank-mark').allTextContents()).map(Number);
    await vi.waitFor(async () => expect(await marks()).toHaveLength(3));
    expect(await marks()).toEqual((await marks()).toSorted((a, b) => b - a));
    expect(page.url()).toBe(`${site.url}/#/class/${batch}/order`);
    await page.getByRole('link', { name: 'Child 1 (001)' }).click();
    await page.locator('.mark').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Rank order' }).waitFor();
    await button(/^compare .* with the next/u)
      .first()
      .press('Enter');
    const facts = page.getByRole('table', { name: 'What the two marks rest on' });
    const [first, second] = await marks();
    expect(await facts.getByRole('row', { name: /^Mark/u }).textContent()).toMatch(
      new RegExp(`^Mark${first} out of 25 .*${second} out of 25`, 'u'),
    );
    expect(await page.locator('.essay-text').count()).toBe(2);
  });

  it('keeps the mark of an essay back that its teacher marks first', async () => {
    const batch = await classOf(1, { blindShare: 1 });
    await open(`#/class/${batch}`);
    const row = page.locator('.queue > li');
    await row.getByText('mark it yourself first').waitFor();
    expect(await row.textContent()).not.toMatch(/out of|level|engine/u);
    await part('Rank order');
    await page.getByText('No essay has a mark that you may see yet').waitFor();
  });

  it('names those whose feedback is for another level when a release is refused, each as a way to it', async () => {
    const batch = await classOf(2);
    const { items } = await asked('GET', `/batches/${batch}/items?sort=order`);
    const id = items[1].submissionId;
    const { level } = items[1].mark;
    const change = (body: object) => asked('POST', `/submissions/${id}/overrides`, { change: body, reason: 'r' });
    await change({ kind: 'feedback', summary: `All of this is of level ${level}.` });
    await change({ kind: 'mark', awarded: level > 3 ? 1 : 25 });
    await open(`#/class/${batch}`);
    await page.getByText('Written for another level: summary').waitFor();
    await part('Release and take away');
    await button('Release the 1 you have read').click();
    await page.getByRole('alert').getByText('was written for another level').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'Child 2 (002)' }).click();
    expect(page.url()).toBe(`${site.url}/#/review/${batch}/${id}`);
  });

  it('is taken away as tables, sheets and a report, and in a worksheet of the teacher’s own', async () => {
    const batch = await classOf(2);
    const { items } = await asked('GET', `/batches/${batch}/items?sort=order`);
    await asked('POST', `/submissions/${items[0].submissionId}/review`);
    await open(`#/class/${batch}`);
    await part('Release and take away');
    const saved = async (act: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const csv = await saved(() => button('Marks as a table: CSV').click());
    expect([csv.name, csv.text.includes('Child 2')]).toEqual(['10B.csv', true]);
    await page.getByText('Columns: the usual ones').click();
    const preview = page.getByRole('table', { name: 'The first rows' });
    await preview.getByRole('cell', { name: '002' }).waitFor();
    for (const name of ['Name', 'Group', 'State', 'Summary']) await button(`Leave out ${name}`).click();
    await page.getByRole('textbox', { name: 'Heading of Mark', exact: true }).fill('identifier');
    await page.getByText('is the heading of another column too').first().waitFor();
    expect(await button('Marks as a table: CSV').isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Heading of Mark', exact: true }).fill('Result: /25');
    await button('Up Mark').click();
    await button('Add Words').click();
    expect(await seriousViolations(page)).toEqual([]);
    await preview.getByRole('columnheader', { name: 'Words' }).waitFor();
    const headings = await preview.getByRole('columnheader').allTextContents();
    expect([...headings.slice(0, 2), headings.at(-1)]).toEqual(['Result: /25', 'Identifier', 'Words']);
    const chosen = await saved(() => button('Marks as a table: CSV').click());
    expect(chosen.text.split('\r\n')[0]).toBe(`\uFEFF${headings.map((heading) => `"${heading}"`).join(',')}`);
    expect((await saved(() => button('Marks as a table: Excel').click())).name).toBe('10B.xlsx');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Child');
    await page.reload();
    await part('Release and take away');
    await page.getByText('Columns: chosen by you').click();
    await vi.waitFor(async () => expect(await preview.getByRole('columnheader').allTextContents()).toEqual(headings));
    await button('Back to the usual columns').click();
    await page.getByText('Columns: the usual ones').waitFor();
    const report = await saved(() => button('Class report').click());
    expect(report.text).toMatch(/<!doctype html>/iu);
    const sheets = await saved(() => button('Feedback sheets: Word').click());
    expect(sheets.name).toBe('10B-feedback.zip');
    await page.getByText('Saved. 1 essay left out').waitFor();
    const worksheet = page.getByLabel('Fill a Moodle worksheet').first();
    await worksheet.setInputFiles(file('moodle.csv', 'Identifier,Grade\nParticipant 001,\n'));
    await page.getByRole('alert').getByText('Maximum grade').waitFor();
    const rows = [
      'Identifier,Full name,Grade,Maximum Grade,Last modified (grade)',
      'Participant 001,Child 1,,25.00,-',
      'Participant 555,Zoe,,25.00,-',
    ];
    const moodle = await saved(() => worksheet.setInputFiles(file('moodle.csv', rows.join('\n'))));
    expect(moodle.text).toContain(`Child 1,${items[0].mark.awarded}`);
    await page.getByText('1 row filled').waitFor();
    await page.getByText('1 row left as it is: Participant 555').waitFor();
    const finnish = ['Tunniste,Koko nimi,Arvosana,Enimmäisarvosana,Muokattu', ...rows.slice(1)].join('\n');
    await worksheet.setInputFiles(file('moodle.csv', finnish));
    const said = { Identifier: 'Tunniste', Grade: 'Arvosana', 'Maximum grade': 'Enimmäisarvosana', 'Last modified (grade)': 'Muokattu' };
    for (const [label, heading] of Object.entries(said)) await page.getByRole('textbox', { name: label, exact: true }).fill(heading);
    const own = await saved(() => worksheet.setInputFiles(file('moodle.csv', finnish)));
    expect(own.text).toContain(`Child 1,${items[0].mark.awarded}`);
  });

  it('is marked again once it is said what that does', async () => {
    const { id } = await asked('POST', '/batches?start=true', {
      title: 'Again',
      essays: [1, 2].map((n) => ({ identifier: `0${n}`, text: essayOf(n) })),
    });
    await vi.waitFor(async () => expect((await asked('GET', `/batches/${id}`)).progress.state).toBe('done'), { timeout: 20_000 });
    const { items } = await asked('GET', `/batches/${id}/items`);
    const [plain, kept] = items.map(({ submissionId }: { submissionId: string }) => submissionId);
    await asked('POST', `/submissions/${kept}/review`);
    await open(`#/class/${id}`, { width: 360 });
    await button('Mark this class again').click();
    await page.getByText('1 script that you have read, changed or released will keep the mark').waitFor();
    await page.getByText('1 essay that nobody has read will take the new mark').waitFor();
    await page.getByText('The rubric has not changed since').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await button('Leave the marks as they are').click();
    expect((await asked('GET', `/submissions/${plain}`)).earlier).toEqual([]);
    await button('Mark this class again').click();
    await button('Mark 2 essays again').click();
    await vi.waitFor(async () => expect((await asked('GET', `/submissions/${kept}`)).review.proposals).toHaveLength(1), {
      timeout: 20_000,
    });
    await vi.waitFor(async () => expect((await asked('GET', `/submissions/${plain}`)).earlier).toHaveLength(1), { timeout: 20_000 });
    await button('Mark this class again').waitFor();
  });

  it('is deleted for good after asking once', async () => {
    const batch = await classOf(1);
    await open(`#/class/${batch}`);
    await button('Delete this class').click();
    await button('Delete 1 essay for good').click();
    await page.getByRole('heading', { name: 'Your classes' }).waitFor();
    expect((await asked('GET', `/batches/${batch}`)).status).toBe(404);
    await page.goto(`${site.url}/#/class/${batch}`);
    await page.getByText('There is nothing at this address').waitFor();
  });
});

describe('an assignment', () => {
  it('is set, gives a link, tells who is missing and who handed in twice, and is marked', async () => {
    await open('#/class/assignments');
    await button('Set this assignment').click();
    await vi.waitFor(async () =>
      expect(await page.getByRole('textbox', { name: 'What students are asked' }).getAttribute('aria-invalid')).toBe('true'),
    );
    await page.getByRole('textbox', { name: 'What students are asked' }).fill('Did it succeed?');
    await button('Set this assignment').click();
    await page.getByText('Nothing has come in yet').waitFor();
    const id = page.url().split('/').at(-1);
    expect(await page.getByRole('textbox', { name: 'The link for students' }).inputValue()).toBe(`${site.url}/#/a/${id}`);
    for (const [n, identifier] of ['0001', '0002', '0002', '0777'].entries())
      await asked('POST', '/submissions', { assignmentId: id, identifier, text: essayOf(n + 1) }, { key: null });
    const list = 'identifier,name\n0001,Anna\n0002,Bert\n0003,Cleo\n';
    await page.getByLabel('Give a class list').first().setInputFiles(file('list.csv', list));
    await page.getByRole('heading', { name: 'Missing (1)' }).waitFor();
    const under = async (heading: string) => page.locator(`h3:text-is("${heading}") + ul`).textContent();
    expect(await under('Missing (1)')).toBe('Cleo 0003');
    expect(await under('Handed in more than once (1)')).toMatch(/^Bert 0002, 2 times/u);
    expect(await under('Handed in (1)')).toBe('Anna 0001');
    expect(await under('Of nobody on the list (1)')).toContain('0777');
    await button('Mark what came in').click();
    await page.getByText('3 essays taken, 1 duplicate').waitFor();
    await page.getByRole('heading', { name: 'Did it succeed?' }).waitFor();
  });

  it('says in words why a class list cannot be read', async () => {
    const { id } = await asked('POST', '/assignments', { task: 'Did it?' });
    await open(`#/class/assignments/${id}`);
    await page.getByLabel('Give a class list').first().setInputFiles(file('list.csv', 'colour,shape\nred,round\n'));
    await page.getByRole('alert').getByText('no column').waitFor();
  });
});

describe('the teachers’ pages', () => {
  it.each([
    { width: 360, dark: false },
    { width: 1280, dark: false },
    { width: 360, dark: true },
  ])('have no serious accessibility fault and fit a screen $width wide (dark: $dark)', async (look) => {
    const batch = await classOf(3, { blindShare: 0.3 });
    const looksWell = async () => {
      expect(await seriousViolations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    };
    await open('#/class', { key: null, ...look });
    await page.getByRole('textbox', { name: 'Your key' }).waitFor();
    await looksWell();
    await page.context().close();
    await open('#/class', look);
    await page.getByRole('table').waitFor();
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles([file(`${'x'.repeat(120)}.txt`, essayOf(1)), file('2.txt', essayOf(2))]);
    await page.getByText('More settings').click();
    await looksWell();
    await page.goto(`${site.url}/#/class/${batch}`);
    await page.locator('.queue > li').nth(2).waitFor();
    await looksWell();
    await part('Rank order');
    await button(/^compare/u)
      .first()
      .click();
    await page.locator('.essay-text').nth(1).waitFor();
    await looksWell();
    await part('Release and take away');
    await looksWell();
    await part('Files');
    await page.locator('.outcomes > li').first().waitFor();
    await looksWell();
    await page.goto(`${site.url}/#/class/assignments`);
    await button('Set this assignment').waitFor();
    await looksWell();
    const { id } = await asked('POST', '/assignments', { task: 'Did it?' });
    await page.goto(`${site.url}/#/class/assignments/${id}`);
    await page.getByText('Nothing has come in yet').waitFor();
    await looksWell();
  });
});
