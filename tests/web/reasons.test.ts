import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { seriousViolations, sidewaysScroll } from './looks.ts';
import { type Site, startSite } from './site.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const KEY = 'teacher-key-0123456789';
const ESSAY = readFileSync(`${import.meta.dirname}/../../fixtures/essays/dev-01.md`, 'utf8');
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

async function open(address: string, width = 1280) {
  page = await (await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true })).newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript((key) => sessionStorage.setItem('examiner-key', key), KEY);
  await page.goto(`${site.url}/${address}`);
}
const asked = async (method: string, path: string, body?: object) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
  return (await fetch(`${site.url}/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json();
};
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

describe('the page of the reasons', () => {
  it.each([1280, 360])(
    'adds, moves, changes and deletes one, says what is wrong beside it, and looks sound at a width of %i',
    async (width) => {
      await asked('PUT', '/reasons', {
        reasons: [
          { key: 'r', words: 'It is right.' },
          { key: 'w', words: 'It is wrong.' },
        ],
      });
      await open('#/class', width);
      await page.getByRole('link', { name: 'Reasons' }).click();
      await button('Add a reason').click();
      await field('Words of reason 3').fill('The board says so.');
      await field('Key of reason 3').fill('W');
      await button('Keep this list').click();
      await page.getByText('is the key of another reason too').waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await field('Key of reason 3').fill('b');
      await button('Up reason 3').click();
      await button('Delete reason 1').click();
      await button('Keep this list').click();
      await page.getByText('Kept.').waitFor();
      expect(await asked('GET', '/reasons')).toEqual({
        reasons: [
          { key: 'b', words: 'The board says so.' },
          { key: 'w', words: 'It is wrong.' },
        ],
      });
    },
  );

  it('does not pass over what somebody else has kept meanwhile', async () => {
    await open('#/class/reasons');
    await field('Words of reason 1').waitFor();
    const others = { reasons: [{ key: 'z', words: 'Somebody else’s.' }] };
    await asked('PUT', '/reasons', others);
    await field('Words of reason 1').fill('Mine.');
    await button('Keep this list').click();
    await page.getByText('Someone has changed the reasons meanwhile').waitFor();
    expect(await asked('GET', '/reasons')).toEqual(others);
    await button('Try again').click();
    await vi.waitFor(async () => expect(await field('Words of reason 1').inputValue()).toBe('Somebody else’s.'));
  });

  it('are offered on the screen of a script, and kept in the words that were read there', async () => {
    const list = (words: string) => ({ reasons: [{ key: 'z', words }] });
    await asked('PUT', '/reasons', list('As it was read.'));
    const { id: batch } = await asked('POST', '/batches?start=true', { essays: [{ identifier: '001', text: ESSAY }] });
    await vi.waitFor(async () => expect((await asked('GET', `/batches/${batch}`)).progress.state).toBe('done'), { timeout: 20_000 });
    const id = (await asked('GET', `/batches/${batch}/items?sort=order`)).items[0].submissionId;
    await open(`#/review/${batch}/${id}`);
    await field('Your mark, 0 to 25').fill('1');
    await page.getByRole('button', { name: 'As it was read.' }).waitFor();
    await page.getByText('→ 1').waitFor();
    await asked('PUT', '/reasons', list('As it is now.'));
    await page.getByLabel('Why').fill('z');
    await button('Keep this change').click();
    await page.getByRole('heading', { name: 'What was changed' }).waitFor();
    expect((await asked('GET', `/submissions/${id}/overrides`)).overrides).toMatchObject([{ reason: 'As it was read.' }]);
  });
});
