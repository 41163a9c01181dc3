import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { seriousViolations } from './looks.ts';
import { type Site, startSite } from './site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const essayOf = (n: number) => readFileSync(`${import.meta.dirname}/../../fixtures/essays/dev-0${n}.md`, 'utf8');
const KEY = 'teacher-key-0123456789';

let browser: Browser;
let site: Site;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite(undefined, undefined, { API_KEYS: `miss-hill:${KEY}` })]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await page?.context().close();
  expect(faults.splice(0)).toEqual([]);
});

const asked = async (method: string, path: string, body?: object, key: string | null = KEY) => {
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  const reply = await fetch(`${site.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return reply.json();
};

/** A class of two that is marked, one of them open on the page of a teacher who is signed in. */
async function review(more: object = {}, width = 1280): Promise<{ batch: string; first: string }> {
  const essays = [1, 2].map((n) => ({ identifier: `00${n}`, name: `Child ${n}`, text: essayOf(n) }));
  const { id: batch } = await asked('POST', '/batches?start=true', { title: '10B', essays, ...more });
  await vi.waitFor(async () => expect((await asked('GET', `/batches/${batch}`)).progress.state).toBe('done'), { timeout: 20_000 });
  const { items } = await asked('GET', `/batches/${batch}/items?sort=order`);
  const first: string = items[0].submissionId;
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript((key) => sessionStorage.setItem('examiner-key', key), KEY);
  await page.goto(`${site.url}/#/review/${batch}/${first}`);
  await page.getByRole('heading', { name: 'Child 1 (001)' }).waitFor();
  return { batch, first };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const markShown = async () => Number(await page.locator('.mark').textContent());
async function keep(why: string): Promise<void> {
  await page.locator('.worth-panel').getByRole('button', { name: why }).click();
  await button('Keep this change').click();
}
async function clean(): Promise<void> {
  expect(await seriousViolations(page)).toEqual([]);
}

describe('the screen of one script', () => {
  it('shows what a changed finding is worth before it is kept, moves the mark, and takes it back', async () => {
    await review();
    await page.locator('.mark').waitFor();
    const before = await markShown();
    await page.getByLabel('A test of success is named').selectOption('explicit');
    await page.getByLabel('Its judgement is').selectOption('none');
    await page.getByLabel('The opposing argument is').selectOption('absent');
    await page.locator('.worth-panel strong').waitFor();
    expect(await page.locator('.worth-panel').textContent()).toMatch(/The mark stays at \d+|\d+ → \d+/u);
    await keep('The essay says something else than was read.');
    await page.getByRole('heading', { name: 'What was changed' }).waitFor();
    await page.getByLabel('Your mark, 0 to 25').fill(String(before + 2));
    await page.getByText(`→ ${before + 2}`).waitFor();
    await keep('The answer as a whole fits');
    await vi.waitFor(async () => expect(await markShown()).toBe(before + 2), { timeout: 20_000 });
    expect(await page.locator('.worth').textContent()).toBe('mark');
    for (const left of [1, 0]) {
      await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
      await vi.waitFor(async () => expect(await page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(left), {
        timeout: 20_000,
      });
    }
    expect(await markShown()).toBe(before);
  });

  it('changes the verdict on a claim that is chosen in the essay', async () => {
    const { first } = await review();
    await page.locator('.claim.contradicted').first().click();
    await page.getByLabel('Verdict').selectOption('supported');
    await page.locator('.worth-panel strong').waitFor();
    await keep('It is right: the record bears it out.');
    await page.getByText('became “accurate”').waitFor();
    const { review: kept } = await asked('GET', `/submissions/${first}`);
    expect(kept.overrides).toMatchObject([{ change: { kind: 'verdict', verdict: 'supported' }, author: 'miss-hill' }]);
  });

  it('leaves what is typed elsewhere as it is while a verdict is kept, and says which words that change wrote anew', async () => {
    const { first } = await review();
    await page.getByLabel('Summary').fill('Typed, and not kept yet.');
    await page.getByLabel('Your mark, 0 to 25').fill('24');
    await page.locator('.claim.contradicted').first().click();
    await page.getByLabel('Verdict').selectOption('supported');
    const panel = page.locator('.at-hand .worth-panel');
    await panel.getByRole('button', { name: 'It is right' }).click();
    await panel.getByRole('button', { name: 'Keep this change' }).click();
    await page.getByText('became “accurate”').waitFor();
    expect(await page.getByLabel('Summary').inputValue()).toBe('Typed, and not kept yet.');
    expect(await page.getByLabel('Your mark, 0 to 25').inputValue()).toBe('24');
    const { summary } = (await asked('GET', `/submissions/${first}`)).assessment.feedback;
    await button('take the new summary instead').click();
    expect(await page.getByLabel('Summary').inputValue()).toBe(summary);
  });

  it('keeps what is typed where somebody else changed the script meanwhile, and takes it at the second try', async () => {
    const { first } = await review();
    await page.getByLabel('Summary').fill('Typed beside another change.');
    await page.locator('.worth-panel strong').waitFor();
    await asked('POST', `/submissions/${first}/overrides`, { change: { kind: 'mark', awarded: 24 }, reason: 'f' });
    await keep('Said better for this student.');
    await page.getByRole('alert').waitFor();
    await page.getByText('The mark was set to 24').waitFor();
    expect(await page.getByLabel('Summary').inputValue()).toBe('Typed beside another change.');
    await button('Keep this change').click();
    await page.getByText('Edited: summary').waitFor();
  });

  it('is worked by keys: a chosen claim can be changed at the next Tab, and Escape leads back to it', async () => {
    await review();
    const claim = page.locator('.claim').nth(1);
    await claim.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Verdict').waitFor();
    for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab');
    expect(await page.getByLabel('Verdict').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await vi.waitFor(async () => expect(await page.getByLabel('Verdict').count()).toBe(0), 20_000);
    expect(await claim.evaluate((span) => span === document.activeElement)).toBe(true);
  });

  it('refuses to release words that were written for another level, until they are kept or edited', async () => {
    const { first } = await review();
    await page.getByLabel('Summary').fill('A fair answer.');
    await page.locator('.worth-panel strong').waitFor();
    await keep('Said better for this student.');
    await page.getByText('Edited: summary').waitFor();
    await page.getByLabel('Your mark, 0 to 25').fill('24');
    await page.locator('.worth-panel strong').waitFor();
    await keep('The answer as a whole fits');
    await page.getByText('The summary was written for another level.').waitFor();
    await button('Release to the student').click();
    await page.getByRole('alert').waitFor();
    expect((await asked('GET', `/submissions/${first}`, undefined, null)).assessment).toBeNull();
    await button('keep it as it is').click();
    await page.locator('.worth-panel strong').waitFor();
    await keep('Said better for this student.');
    await vi.waitFor(async () => expect(await page.getByText('was written for another level').count()).toBe(0), { timeout: 20_000 });
    await button('Release to the student').click();
    await button('Take back').waitFor();
    expect((await asked('GET', `/submissions/${first}`, undefined, null)).assessment).toMatchObject({
      mark: { awarded: 24 },
      feedback: { summary: 'A fair answer.' },
    });
  });

  it.each([1280, 360])('adds a note on words that are selected, and on a claim, edits and undoes them, at a width of %i', async (width) => {
    const { first } = await review({}, width);
    const text: string = essayOf(1);
    await page.locator('.essay .claim').first().waitFor();
    const quoted = await page.evaluate(() => {
      const parts = [...document.querySelectorAll('.essay [data-start]')]
        .map((part) => part.firstChild as Text)
        .filter((words) => words.data.trim());
      const range = document.createRange();
      range.setStart(parts[1] as Text, 3);
      range.setEnd(parts[3] as Text, 4);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return [parts[1]?.data.slice(3), parts[3]?.data.slice(0, 4)];
    });
    await page.getByRole('heading', { name: 'Add on these words' }).waitFor();
    await page.getByLabel('Your note', { exact: true }).fill('Say why this matters.');
    await page.locator('.worth-panel strong').waitFor();
    await clean();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await keep('Said better for this student.');
    await page.getByRole('note', { name: 'from your teacher' }).getByText('Say why this matters.').waitFor();
    const notes = async () => (await asked('GET', `/submissions/${first}`)).assessment.feedback.teacherNotes;
    const [{ start, end, quote }] = await notes();
    expect(quote).toBe(text.slice(start, end));
    expect([quote.startsWith(quoted[0]?.trimStart()), quote.endsWith(quoted[1]?.trimEnd())]).toEqual([true, true]);

    await page.locator('.claim').last().click();
    await button('Add a note on it').click();
    await page.getByLabel('Your note', { exact: true }).fill('And this.');
    await page.locator('.worth-panel strong').waitFor();
    await keep('Said better for this student.');
    await vi.waitFor(async () => expect(await button('Delete this note of yours').count()).toBe(2), 20_000);
    await button('Delete this note of yours').first().click();
    await page.locator('.worth-panel strong').waitFor();
    await keep('Said better for this student.');
    await vi.waitFor(async () => expect(await notes()).toMatchObject([{ note: 'And this.' }]), 20_000);
    await vi.waitFor(async () => expect(await button('Undo').count()).toBe(3), 20_000);
    for (const left of [2, 1, 0]) {
      await button('Undo').first().click();
      await vi.waitFor(async () => expect(await button('Undo').count()).toBe(left), 20_000);
    }
    expect(await notes()).toBeUndefined();
  });

  it('adds a next step on words that are selected', async () => {
    const { first } = await review();
    const steps = (await asked('GET', `/submissions/${first}`)).assessment.feedback.nextSteps.length;
    if (steps === 3) {
      await button('Delete this step').first().click();
      await page.locator('.worth-panel strong').waitFor();
      await keep('Said better for this student.');
      await page.getByText('Edited: next steps').waitFor();
    }
    await page.locator('.claim').last().click();
    await button('Add a note on it').click();
    await page.getByLabel('What to add').selectOption({ index: 1 });
    expect(await page.getByLabel('Advice', { exact: true }).first().inputValue()).not.toBe('');
    await page.locator('.worth-panel strong').waitFor();
    await keep('Said better for this student.');
    const added = async () => (await asked('GET', `/submissions/${first}`)).assessment.feedback.nextSteps.at(-1).quote;
    const { claims } = (await asked('GET', `/submissions/${first}`)).assessment;
    await vi.waitFor(async () => expect(await added()).toBe(claims.at(-1).quote), 20_000);
  });

  it('moves to the next script by one key', async () => {
    const { batch } = await review();
    await page
      .getByRole('link', { name: /\((?:j|k)\)/u })
      .first()
      .waitFor();
    const key = (await page.getByRole('link', { name: 'Next (j)' }).count()) ? 'j' : 'k';
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: 'Child 2 (002)' }).waitFor();
    expect(page.url()).toContain(`#/review/${batch}/`);
  });

  it('shows nothing of the engine’s to a teacher who marks it first', async () => {
    await review({ blindShare: 1 });
    await page.getByText('Mark this one yourself first.').waitFor();
    expect(await page.locator('.mark').count()).toBe(0);
    await page.getByLabel('Your mark, 0 to 25').fill('26');
    await button('This is my mark').click();
    expect(await page.getByRole('alert').textContent()).toBe('must be at most 25');
    await page.getByLabel('Your mark, 0 to 25').fill('25');
    await button('This is my mark').click();
    await page.locator('.mark').waitFor();
    await page.getByText('gave 25 before seeing it.').waitFor();
    await button('Decide between them').click();
    await button('Put 25 in its place').click();
    await page.locator('.worth-panel strong').waitFor();
    await clean();
    expect(await page.getByLabel('Your mark, 0 to 25').inputValue()).toBe('25');
  });

  it.each([1280, 360])('has no accessibility faults at a width of %i, with a change under way', async (width) => {
    await review({}, width);
    await page.locator('.claim.contradicted').first().click();
    await page.getByLabel('Verdict').selectOption('supported');
    await page.locator('.worth-panel strong').waitFor();
    const [claim, panel] = [await page.locator('.claim.chosen').boundingBox(), await page.locator('.at-hand').boundingBox()];
    expect((claim?.y ?? 0) + (claim?.height ?? 0)).toBeLessThanOrEqual(panel?.y ?? 0);
    await clean();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});

describe('a second look at a mark', () => {
  it.each([1280, 360])('is asked for on the page of the essay and answered on that of the script, at a width of %i', async (width) => {
    const { batch, first } = await review({}, width);
    const teacher = page;
    await asked('POST', `/submissions/${first}/release`);
    page = await (await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true })).newPage();
    await page.goto(`${site.url}/#/s/${first}`);
    await button('Ask for a second look').click();
    await page.getByLabel('What should your teacher look at again').fill('My last paragraph\n<b>answers</b> the other side.');
    await clean();
    await button('Send it to my teacher').click();
    await page.getByText('has yet to answer').waitFor();
    expect(await page.locator('.said').textContent()).toBe('My last paragraph\n<b>answers</b> the other side.');
    expect(await button('Ask for a second look').count()).toBe(0);
    await clean();
    const student = page;
    page = teacher;
    await page.goto(`${site.url}/#/class/${batch}`);
    await page.locator('.queue li').first().getByText('Its student asks for a second look').waitFor();
    await page.goto(`${site.url}/#/review/${batch}/${first}`);
    await page.getByRole('heading', { name: 'Its student asks for a second look' }).waitFor();
    await page.getByLabel('Your answer').fill('I have read it again, and it stands.');
    await clean();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await button('Send the answer').click();
    await page.getByText('miss-hill answered').waitFor();
    expect(await page.getByLabel('Your answer').count()).toBe(0);
    await student.reload();
    await student.getByText('Your teacher answered').waitFor();
    expect(await student.locator('.said').last().textContent()).toBe('I have read it again, and it stands.');
    expect(await student.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await student.context().close();
  });

  it('keeps an answer that is being written while the mark is changed, and says when the student reads it', async () => {
    const { batch, first } = await review();
    await asked('POST', `/submissions/${first}/release`);
    await asked('POST', `/submissions/${first}/queries`, { words: 'Is it not more?' }, null);
    await page.reload();
    await page.getByLabel('Your answer').fill('It is.');
    await button('Take back').click();
    await page.getByText('when you release the script again').waitFor();
    await page.getByLabel('Your mark, 0 to 25').fill('24');
    await page.locator('.worth-panel strong').waitFor();
    await keep('The answer as a whole fits');
    await page.getByText('The mark was set to 24').waitFor();
    expect(await page.getByLabel('Your answer').inputValue()).toBe('It is.');
    expect(page.url()).toContain(batch);
  });
});

describe('a student of a class', () => {
  it('is told that their teacher has it, until it is released', async () => {
    const { first } = await review();
    await page.context().close();
    page = await (await browser.newContext()).newPage();
    await page.goto(`${site.url}/#/s/${first}`);
    await page.getByText('Your teacher has it.').waitFor();
    await asked('POST', `/submissions/${first}/overrides`, { change: { kind: 'mark', awarded: 24 }, reason: 'f' });
    await asked('POST', `/submissions/${first}/release`);
    await page.reload();
    await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
    const how = page.locator('.how');
    expect(await how.locator('li').allTextContents()).toEqual(['A teacher set the mark to 24 (level 5).']);
    expect(await how.textContent()).toMatch(/Read by the offline engine/u);
    expect(await how.textContent()).not.toContain('These steps');
    expect(await page.locator('.worth').textContent()).toBe('mark');
  });

  it('hands in on the page of an assignment, with whose it is, and not once it is closed', async () => {
    const { id } = await asked('POST', '/assignments', { task: 'Did it succeed?', mode: 'class' });
    page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.goto(`${site.url}/#/a/${id}`);
    await page.getByText('Did it succeed?').waitFor();
    await page.getByRole('textbox', { name: 'Your essay' }).fill(essayOf(1));
    expect(await button('Hand in').isDisabled()).toBe(true);
    await page.getByLabel('Your candidate number').fill('0042');
    await clean();
    await button('Hand in').click();
    await page.getByText('Your teacher has it.').waitFor();
    const { unknown } = await asked('GET', `/assignments/${id}/class`);
    expect(unknown).toMatchObject([{ identifier: '0042', state: 'waiting' }]);
    const closes = new Date(Date.now() + 1000).toISOString();
    const { id: closed } = await asked('POST', '/assignments', { task: 'Over', mode: 'class', closes });
    await page.waitForTimeout(1200);
    await page.goto(`${site.url}/#/a/${closed}`);
    await page.getByText('This closed on').waitFor();
    expect(await button('Hand in').count()).toBe(0);
  });
});
