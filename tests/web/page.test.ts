import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { startBrowser } from '../support/browser.ts';
import { aCheck, shippedRubric } from '../support/builders.ts';
import { failing, fakeEngine, gate } from '../support/fake-engine.ts';
import { seriousViolations, sidewaysScroll } from './looks.ts';
import { type Site, startSite } from './site.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const sample = readFileSync(`${import.meta.dirname}/../../fixtures/essays/dev-01.md`, 'utf8');

let browser: Browser;
let site: Site;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await page?.context().close();
  expect(faults.splice(0)).toEqual([]);
});

/** A fresh page; whatever it complains about in the console fails the test, unless it is the status of a reply. */
async function open(options: { width?: number; dark?: boolean; bypassCSP?: boolean; at?: string } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    bypassCSP: options.bypassCSP ?? false,
  });
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) faults.push(message.text());
  });
  await page.goto(options.at ?? site.url);
  return page;
}

async function mark(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your essay' }).fill(text);
  await page.getByRole('button', { name: 'Mark this essay' }).click();
  await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
}

const essay = () => page.locator('.essay');

/** The essay's own words as shown, without notes, signs and what is only said aloud. */
const essayWords = () =>
  essay().evaluate((node) => {
    const copy = node.cloneNode(true) as HTMLElement;
    for (const extra of copy.querySelectorAll('.note, .sign, .hidden')) extra.remove();
    return copy.textContent;
  });

describe('the page', () => {
  it('shows the question, and counts the words of what is pasted', async () => {
    await open();
    await page.getByText('Assess the validity of this view').waitFor();
    await page.getByRole('textbox', { name: 'Your essay' }).fill('Stalin  wanted\nsecurity.');
    expect(await page.getByTestId('words').textContent()).toContain('3 words');
  });

  it('marks a pasted essay: mark, level, range and every word of the essay', async () => {
    await open();
    await mark(sample);
    const head = page.getByRole('region', { name: 'The mark', exact: true });
    expect(await head.textContent()).toMatch(/\d+ out of 25level \d/u);
    expect(await head.textContent()).toMatch(/practice mark.*could give \d+ to \d+/u);
    const shown = await essayWords();
    expect(shown?.replaceAll(/\s/gu, '')).toBe(sample.replaceAll(/\s/gu, ''));
  });

  it('calls it a mark, and says what was checked, only while a department’s own check holds for it', async () => {
    const { store } = site;
    const audit = { at: '2026', actor: 'system', role: 'system', action: 'record-check', subject: 'chk_built', detail: null };
    const { id, version, hash } = store.rubrics()[0] ?? { id: '', version: 0, hash: '' };
    const worth = () => page.locator('.worth').textContent();
    store.addCheck(
      aCheck({ rubric: { id, version, hash }, engine: { id: 'offline', version: offlineEngine().version, model: null } }),
      audit,
    );
    try {
      await open();
      await mark(sample);
      expect(await worth()).toBe('mark');
      const head = await page.getByRole('region', { name: 'The mark', exact: true }).textContent();
      expect(head).toContain('Checked by Hillside on 14 of its own scripts: the mean gap was 1.2 marks, within its tolerance of 2.');
      expect(head).not.toContain('practice');
    } finally {
      store.withdrawCheck('chk_built', audit);
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
    expect(await worth()).toBe('practice mark');
  });

  it('marks a sample that is chosen', async () => {
    await open();
    await page.getByLabel('Start from a sample essay').selectOption('dev-13');
    await vi.waitFor(async () => expect(await page.getByTestId('words').textContent()).toContain('419 words'));
    await page.getByRole('button', { name: 'Mark this essay' }).click();
    await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
    await page.getByRole('heading', { name: 'What to do next' }).waitFor();
  });

  it('says in words, beside the field, that an empty essay cannot be marked', async () => {
    await open();
    await page.getByRole('button', { name: 'Mark this essay' }).click();
    await page.getByText('There is nothing to mark').waitFor();
    const field = page.getByRole('textbox', { name: 'Your essay' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby'))?.trim().split(/\s+/u) ?? [];
    const words = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).textContent()));
    expect(words.join(' ')).toContain('There is nothing to mark');
  });

  it('gives a hint first, and the correction when it is asked for', async () => {
    await open();
    await mark(sample);
    const note = page.getByRole('note', { name: 'not right' }).first();
    await note.waitFor();
    expect(await note.textContent()).not.toContain('Correction');
    await note.getByRole('button', { name: 'Show the correction' }).click();
    expect(await note.textContent()).toContain('Correction:');
  });

  it('has at most six notes, and opens the full ledger, one verdict of it, and a claim in the text by keyboard', async () => {
    await open();
    await mark(sample);
    expect(await page.getByRole('note').count()).toBeLessThanOrEqual(6);
    await page.getByRole('switch', { name: 'Show every claim' }).press('Space');
    const ledger = page.getByRole('region', { name: 'Every claim' });
    const all = await ledger.getByRole('listitem').count();
    expect(all).toBe(await essay().locator('.claim').count());
    await ledger.getByRole('button', { name: '✓ accurate' }).press('Enter');
    const accurate = await ledger.getByRole('listitem').count();
    expect(accurate).toBe(await essay().locator('.claim.supported').count());
    expect(accurate).toBeLessThan(all);
    expect(await ledger.textContent()).toMatch(/Cards? \d+ \(/u);
    const plain = essay().locator('.claim:not(.noted)').first();
    await plain.focus();
    await plain.press('Enter');
    expect(await plain.getAttribute('aria-pressed')).toBe('true');
    await essay().locator('.note.chosen').waitFor();
  });

  it('shows hostile text as text, and runs nothing of it', async () => {
    await open({ bypassCSP: true });
    const hostile = `<img src=x onerror="window.owned=1"><script>window.owned=2</script> {{7*7}} &amp; ${sample}`;
    await mark(hostile);
    expect((await essayWords())?.startsWith(hostile.slice(0, 90))).toBe(true);
    expect(await essay().locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
  });

  it('shows the same essay again after a reload of its link', async () => {
    await open();
    await mark(sample);
    expect(page.url()).toMatch(/#\/s\/sub_/u);
    const before = await page.locator('.mark').textContent();
    await page.reload();
    await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
    expect(await page.locator('.mark').textContent()).toBe(before);
  });

  it('deletes an essay for good after asking once', async () => {
    await open();
    await mark(sample);
    const link = page.url();
    await page.getByRole('button', { name: 'Delete this essay' }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('has been deleted').waitFor();
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('There is nothing at this address').waitFor();
    const id = link.split('/').at(-1);
    expect((await fetch(`${site.url}/api/v1/submissions/${id}`)).status).toBe(404);
  });

  it('fits a narrow screen without scrolling sideways, also with a word that has no break', async () => {
    await open({ width: 360 });
    expect(await sidewaysScroll(page)).toBe(0);
    await mark(`${'x'.repeat(300)} ${sample}`);
    await page.getByRole('switch').press('Space');
    expect(await sidewaysScroll(page)).toBe(0);
  });

  it.each([{ dark: false }, { dark: true }])(
    'has no serious accessibility fault before or after marking (dark: $dark)',
    async ({ dark }) => {
      await open({ dark, bypassCSP: true });
      await page.getByRole('textbox', { name: 'Your essay' }).waitFor();
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await seriousViolations(page)).toEqual([]);
      await mark(sample);
      await page.getByRole('switch').press('Space');
      await page.getByRole('button', { name: 'Show the correction' }).first().click();
      for (const summary of await page.locator('.qualities summary, .how summary').all()) await summary.click();
      expect(await seriousViolations(page)).toEqual([]);
    },
  );

  it('shows that it waits, keeps asking, and shows the marked text when it is there', async () => {
    const { before, open: finish } = gate();
    const slow = await startSite(fakeEngine(before));
    try {
      await open({ at: slow.url });
      await page.route('**/submissions?wait=*', (route) => route.continue({ url: `${slow.url}/api/v1/submissions?wait=0` }));
      await page.getByRole('textbox', { name: 'Your essay' }).fill(sample);
      await page.getByRole('button', { name: 'Mark this essay' }).click();
      await page.getByRole('heading', { name: 'Marking your essay' }).waitFor();
      await page.getByText('checking each claim').waitFor();
      finish();
      await page.getByRole('heading', { name: 'Your marked essay' }).waitFor();
      expect(await page.getByText('checking each claim').count()).toBe(0);
    } finally {
      finish();
      await slow.close();
    }
  });

  it('says that a teacher is needed, why, and shows no mark, where no mark is safe', async () => {
    const broken = await startSite(fakeEngine(failing('The model refused to answer.')));
    try {
      await open({ at: broken.url });
      await mark(sample);
      await page.getByText('a teacher needs to look at this essay').waitFor();
      await page.getByText('The model refused to answer.').waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/\d+ out of 25(?! follows)/u);
      expect((await essayWords())?.startsWith(sample.slice(0, 40))).toBe(true);
    } finally {
      await broken.close();
    }
  });

  it('shows claims and feedback but no mark, and says why, where nobody has reviewed the rubric', async () => {
    const { version: _version, ...rubric } = shippedRubric();
    const points = Object.fromEntries(Object.entries(rubric.bank.points).map(([id, point]) => [id, { ...point, unreviewed: true }]));
    const draft = await startSite(undefined, [{ ...rubric, hash: 'sha256-draft', bank: { ...rubric.bank, points } }]);
    try {
      await open({ at: draft.url });
      await mark(sample);
      await page.getByText('This rubric is a draft.').waitFor();
      await page.getByRole('heading', { name: 'What to do next' }).waitFor();
      await page.getByRole('heading', { name: 'What it covers' }).waitFor();
      expect(await page.locator('.essay .note').count()).toBeGreaterThan(0);
      const text = await page.locator('main').textContent();
      expect(text).not.toMatch(/\d+ out of 25(?! follows)|fits level/u);
    } finally {
      await draft.close();
    }
  });

  it('shows an essay with the titles of the rubric that it was marked against', async () => {
    const { version: _version, ...first } = shippedRubric();
    const themes = Object.fromEntries(Object.entries(first.bank.themes).map(([id, theme]) => [id, { ...theme, title: `Other ${id}` }]));
    const second = { ...first, id: 'second', hash: 'sha256-second', bank: { ...first.bank, themes } };
    const two = await startSite(undefined, [first, second]);
    try {
      const reply = await fetch(`${two.url}/api/v1/submissions?wait=10`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: sample, rubricId: 'second' }),
      });
      const { id } = (await reply.json()) as { id: string };
      await open({ at: `${two.url}/#/s/${id}` });
      await page.getByText(`Other ${Object.keys(themes)[0]}`).waitFor();
    } finally {
      await two.close();
    }
  });

  it('keeps the essay and says so in words when the marker does not answer', async () => {
    await open();
    await page.route('**/submissions?wait=*', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Your essay' }).fill(sample);
    await page.getByRole('button', { name: 'Mark this essay' }).click();
    await page.getByText('The marker did not answer').waitFor();
    expect(await page.getByRole('textbox', { name: 'Your essay' }).inputValue()).toBe(sample);
  });
});
