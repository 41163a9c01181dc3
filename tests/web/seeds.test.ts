import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { seriousViolations, sidewaysScroll } from './looks.ts';
import { type Site, startSite } from './site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TEACHER = 'teacher-key-0123456789';
const HEAD = 'head-key-0123456789';
const essayOf = (n: number) => readFileSync(`${import.meta.dirname}/../../fixtures/essays/dev-0${n}.md`, 'utf8');

let browser: Browser;
let site: Site;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([
    startBrowser(),
    startSite(undefined, undefined, { API_KEYS: `miss-hill:${TEACHER},dr-head:${HEAD}:admin` }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await page?.context().close();
  for (const { id } of (await asked('GET', '/seeds', undefined, HEAD)).items) await asked('DELETE', `/seeds/${id}`, undefined, HEAD);
  expect(faults.splice(0)).toEqual([]);
});

async function open(address: string, key = TEACHER, width = 1280) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript((own) => sessionStorage.setItem('examiner-key', own), key);
  await page.goto(`${site.url}/${address}`);
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const field = (name: string | RegExp) => page.getByRole('textbox', { name });
const asked = async (method: string, path: string, body?: object, key = TEACHER) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const reply = await fetch(`${site.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return reply.status === 204 ? null : reply.json();
};

/** A class of three that is marked, with a seed script in it where there is one. */
async function classOfThree(more: object = {}): Promise<{ id: string; scripts: string[] }> {
  const essays = [1, 2, 3].map((n) => ({ identifier: `00${n}`, name: `Child ${n}`, text: essayOf(n) }));
  const { id } = await asked('POST', '/batches?start=true', { title: '10B', essays, ...more });
  await vi.waitFor(async () => expect((await asked('GET', `/batches/${id}`)).progress.state).toBe('done'), 30_000);
  const { items } = await asked('GET', `/batches/${id}/items?sort=order`);
  return { id, scripts: items.map(({ submissionId }: { submissionId: string }) => submissionId) };
}

/** The same with every script read; the first has a mark of 20 and the last of 3. */
async function readClass(): Promise<{ id: string; scripts: string[] }> {
  const made = await classOfThree();
  for (const [i, awarded] of [20, 12, 3].entries())
    await asked('POST', `/submissions/${made.scripts[i]}/overrides`, { change: { kind: 'mark', awarded }, reason: 'f' });
  return made;
}

const looksWell = async () => {
  expect(await seriousViolations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
};

describe('the page of seed scripts', () => {
  it('registers one from pasted text, says beside a field what is wrong with it, and deletes it after asking', async () => {
    await open('#/class/seeds');
    await page.getByText('There is none yet').waitFor();
    await button('Register it').click();
    await vi.waitFor(async () => expect(await page.getByRole('alert').allTextContents()).toEqual(Array(3).fill('must be given')));
    await field('Title').fill('Summer, script 3');
    await field('Definitive mark').fill('26');
    await field('The essay').fill(essayOf(7));
    await button('Register it').click();
    await vi.waitFor(async () => expect(await field('Definitive mark').getAttribute('aria-invalid')).toBe('true'));
    expect(await field('The essay').inputValue()).toBe(essayOf(7));
    await field('Definitive mark').fill('20');
    await button('Register it').click();
    await page.getByRole('heading', { name: 'Summer, script 3' }).waitFor();
    await page.getByText('Definitive mark 20 out of 25, tolerance 2 marks. Not slipped into a class yet.').waitFor();
    await button('Delete Summer, script 3').click();
    await button('Keep').click();
    await button('Delete Summer, script 3').click();
    await button('Delete it for good').click();
    await page.getByText('There is none yet').waitFor();
  });

  it('registers one from a file that is dropped, under its name where no title is given, and says why one cannot be read', async () => {
    await open('#/class/seeds');
    const drop = async (name: string, text: string) => {
      const given = { name, text };
      const dropped = await page.evaluateHandle((one) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([one.text], one.name));
        return transfer;
      }, given);
      await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
      await page.getByText(`${name} is chosen`).waitFor();
    };
    await field('Definitive mark').fill('20');
    await drop('broken.pdf', '%PDF-1.4 broken');
    await button('Register it').click();
    await page.getByRole('alert').getByText('This PDF is damaged').waitFor();
    await drop('script-7.md', essayOf(7));
    await button('Register it').click();
    await page.getByRole('heading', { name: 'script-7.md' }).waitFor();
  });

  it.each([1280, 360])('shows how far each marking was from the definitive one, drift plainly, on a screen %i wide', async (width) => {
    await asked('POST', '/seeds', { title: 'Settled at full marks', text: essayOf(7), definitive: 25, tolerance: 0 });
    await classOfThree({ seedShare: 0.1 });
    await open('#/class/seeds', TEACHER, width);
    await page.getByText(/^drifts: \d+ marks lower$/u).waitFor();
    await page.getByRole('img', { name: 'How far each marking of Settled at full marks was from its definitive mark' }).waitFor();
    expect(await page.locator('.gap-plot desc').textContent()).toMatch(/^\d+ \w+ \d{4}: \d+ marks lower, outside the tolerance\.$/u);
    expect(await page.locator('.gap-plot .drifted').count()).toBe(1);
    await looksWell();
  });

  it('is where a class gets its share from: chosen in its settings, and told in the list where the marking drifts', async () => {
    await asked('POST', '/seeds', { title: 'Settled at full marks', text: essayOf(7), definitive: 25, tolerance: 0 });
    await open('#/class');
    await page
      .getByLabel('Choose files')
      .first()
      .setInputFiles([1, 2].map((n) => ({ name: `00${n}.txt`, mimeType: 'text/plain', buffer: Buffer.from(essayOf(n)) })));
    await page.getByText('More settings').click();
    await page.getByRole('combobox', { name: 'Seed scripts to slip in' }).selectOption('One to ten essays');
    await button('Read the files').click();
    await button('Mark all 3').click();
    await page.getByRole('alert', { name: 'Drift' }).getByText('Settled at full marks').waitFor({ timeout: 30_000 });
    await page.goto(`${site.url}/#/class`);
    await page
      .getByRole('row', { name: /the marking drifts/u })
      .first()
      .waitFor();
  });
});

describe('the moderation of a class', () => {
  it.each([1280, 360])('goes from the sample over each script to the figures, on a screen %i wide', async (width) => {
    const { id, scripts } = await readClass();
    await open(`#/class/${id}/moderation`, HEAD, width);
    await page.getByText('3 scripts of this class are read').waitFor();
    await looksWell();
    await button('Draw the sample').click();
    await page.getByText('None of the 3 scripts of the sample is settled yet').waitFor();
    await button('Agree with 20 Child 1').click();
    await page.getByText('1 of 3 settled, 1 agreed.').waitFor();
    await button('Give another mark Child 2').click();
    await field(/^Your mark/u).fill('8');
    await looksWell();
    await button('Put this mark in its place').click();
    await page.getByText('2 of 3 settled, 1 agreed.').waitFor();
    await page.getByText('dr-head: 8, 4 marks lower').waitFor();
    await page.getByText('Mean gap 2 marks, the teacher was the more generous: within the tolerance of 2 marks').waitFor();
    await page.getByRole('link', { name: 'Child 3 (003)' }).click();
    await page.getByRole('heading', { name: 'Child 3 (003)' }).waitFor();
    await asked('POST', `/submissions/${scripts[2]}/overrides`, { change: { kind: 'mark', awarded: 5 }, reason: 's' }, HEAD);
    await page.getByRole('link', { name: 'Back to the moderation' }).click();
    await page.getByText('the mark is 5 now').waitFor();
    await button('Settle it at 5 Child 3').click();
    await page.getByText('3 of 3 settled, 1 agreed.').waitFor();
    await looksWell();
    await page.reload();
    await page.getByText('3 of 3 settled, 1 agreed.').waitFor();
    await button('Remove this sample').click();
    await button(/^Remove it with what was agreed/u).click();
    await button('Draw the sample').waitFor();
  });

  it('is for its teacher to see only, and says so where there is none', async () => {
    const { id } = await readClass();
    await open(`#/class/${id}/moderation`);
    await page.getByText('No sample of this class is drawn yet').waitFor();
    await asked('POST', `/batches/${id}/moderation`, {}, HEAD);
    await page.reload();
    await page.getByText('to be settled').first().waitFor();
    expect(await button(/^Agree/u).count()).toBe(0);
  });
});
