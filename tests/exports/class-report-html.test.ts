import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { classReport, type ReportRow } from '../../src/domain/class-report.ts';
import { classReportHtml } from '../../src/exports/class-report-html.ts';
import { startBrowser } from '../support/browser.ts';
import { shippedRubric } from '../support/builders.ts';
import { row, someRows } from '../support/class-rows.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const rubric = shippedRubric();
const words = { title: 'Year 12', note: 'These are practice marks.' };
const pageOf = (rows: ReportRow[], more: Partial<typeof words> = {}) => classReportHtml(classReport(rows, rubric), { ...words, ...more });

/** A class of which something is to be said in every section. */
const klass = Array.from({ length: 12 }, (_, i) =>
  row(i, {
    group: i % 3 ? '12A' : null,
    awarded: 2 * i,
    level: null,
    awardedByEngine: i === 4 ? 11 : 2 * i,
    digest: {
      targets: i % 2 ? ['know-more', 'weigh-both-sides'] : ['weigh-both-sides'],
      mistakes: i < 7 ? [{ correction: 'It was Litvinov.', quote: `sentence ${i}` }] : [{ correction: `Only ${i}.`, quote: 'alone' }],
      absent: { themes: i < 3 ? ['spain'] : [], phases: i < 6 ? ['1941'] : [] },
    },
  }),
);

describe('the class report as a page', () => {
  it('stands alone: no script, no style, font or picture from elsewhere', () => {
    const html = pageOf(klass);
    expect(html).not.toMatch(/<script|<link|<img|https?:\/\/|url\(|@import|\son\w+=|\ssrc=|\shref=/u);
    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
  });

  it('takes nothing of a class for markup, and holds no value that is none', () => {
    const bare = (html: string) => html.replaceAll(/<style>.*?<\/style>/gsu, '').replaceAll(/<[^>]*>/gu, '');
    fc.assert(
      fc.property(someRows, fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=y>', "' & </title>"), (rows, hostile) => {
        const named = rows.map((one) => ({
          ...one,
          name: hostile,
          identifier: hostile,
          group: hostile,
          digest: one.digest && {
            ...one.digest,
            targets: [hostile, ...one.digest.targets],
            mistakes: [{ correction: hostile, quote: hostile }, ...one.digest.mistakes],
          },
        }));
        const html = pageOf(named, { title: hostile, note: hostile });
        expect(html).not.toContain(hostile);
        expect(html).not.toMatch(/<script|<img/u);
        expect(bare(pageOf(rows))).not.toMatch(/\b(?:undefined|null|NaN|Infinity|\[object)/u);
        expect(pageOf(rows)).not.toMatch(/="[^"]*(?:NaN|undefined|Infinity)/u);
      }),
      { numRuns: 50 },
    );
  });

  it('says at the top how many there are and where the middle is', () => {
    expect(pageOf([...klass, row(20, { awarded: null, level: null, awardedByEngine: null })])).toContain(
      '13 scripts: 12 with a mark, 1 without one. Out of 25 the mean is 11 and the median 11; the middle half of the class lies between 5.5 and 16.5.',
    );
    expect(pageOf([row(1, { awarded: null, level: null })])).toContain('1 script, none with a mark yet.');
  });

  it('leaves away what there is nothing to say of', () => {
    const html = pageOf([]);
    for (const said of ['No script has a mark yet.', 'No script has a target yet.', 'No script could be read yet.'])
      expect(html).toContain(said);
    expect(html).not.toContain('No mistake');
    expect(pageOf([row(1)])).toContain('No mistake of fact was found.');
    expect(html).not.toMatch(/By group|What teachers changed|<svg/u);
  });

  it('tells mistakes that scripts share, and of those made by one alone how many there are', () => {
    const html = pageOf(klass);
    expect(html).toContain('“<bdi>sentence 4</bdi>”');
    expect(html).toContain('and 2 more scripts');
    expect(html).not.toContain('Only 8.');
    expect(html).toContain('5 more mistakes, each made by one script alone.');
    expect(pageOf(klass.slice(8))).toContain('Only 8.');
  });

  it('says that a mistake which is not told may be shared as well, where the list is cut', () => {
    const many = Array.from({ length: 21 }, (_, i) => ({ correction: `Both ${i}.`, quote: 'so' }));
    const rows = [1, 2].map((n) => row(n, { digest: { targets: ['know-more'], mistakes: many, absent: { themes: [], phases: [] } } }));
    expect(pageOf(rows)).toContain('1 more mistake, each made by no more scripts than these.');
  });

  it('cuts a sentence that has no end and a title that has no room, without cutting a letter in two', () => {
    const mistakes = [{ correction: 'So.', quote: '😀'.repeat(5000) }];
    const html = pageOf([row(1, { digest: { targets: ['𝒯'.repeat(80)], mistakes, absent: { themes: [], phases: [] } } })]);
    expect(html).toContain(`“<bdi>${'😀'.repeat(299)}…</bdi>”`);
    expect(html).toContain(`>${'𝒯'.repeat(45)}…</text>`);
    expect(html.isWellFormed()).toBe(true);
  });

  it('says what teachers changed, and which way', () => {
    const html = pageOf([row(1, { awarded: 12, awardedByEngine: 16 }), row(2), row(3, { awardedByEngine: null })]);
    expect(html).toContain('Of 2 marks by the engine, teachers changed 1: 0 up, 1 down, by 4 on average (−4 taken together).');
    expect(html).toContain('1 script without a mark by the engine got one from a teacher.');
    expect(pageOf([row(1)])).toContain('Of 1 mark by the engine, teachers have changed none.');
  });

  it('says how many more groups, targets and students there are than it names', () => {
    const needing = (n: number, group: string) =>
      row(n, { group, digest: { targets: [`own ${n % 60}`, 'know-more'], mistakes: [], absent: { themes: [], phases: [] } } });
    const html = pageOf(Array.from({ length: 120 }, (_, i) => needing(i, `group ${i % 53}`)));
    expect(html).toContain('3 more groups.');
    expect(html).toContain(`${60 + Object.keys(rubric.scheme.targets).length - 40} more targets.`);
    expect(pageOf(Array.from({ length: 104 }, (_, i) => row(i)))).toContain(' and 4 more</td>');
  });

  it('draws one column for each mark that was given, and shares columns where there are very many marks', () => {
    const columns = (html: string) => (html.split('</svg>')[0] ?? '').match(/class="near"/gu)?.length;
    expect(columns(pageOf(klass))).toBe(12);
    const wide = { ...rubric, scheme: { ...rubric.scheme, maxMark: 1000 } };
    const rows = Array.from({ length: 1001 }, (_, i) => row(i, { awarded: i, level: 1 }));
    const html = classReportHtml(classReport(rows, wide), words);
    expect(columns(html)).toBe(51);
    expect(html).toContain('>0–19</text>');
    expect(pageOf(klass)).toMatch(/>0<\/text>.*>1<\/text>.*>25<\/text>/su);
  });
});

describe('the page in a browser', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it.each([1280, 360])('has no fault that axe finds and does not scroll sideways at %i pixels', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    await page.setContent(pageOf(klass));
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await context.close();
  });

  it('names every plot and every table for those who do not see them', async () => {
    const page = await browser.newPage();
    await page.setContent(pageOf(klass));
    const plots = await page.getByRole('img').all();
    expect(plots).toHaveLength(4);
    for (const plot of plots)
      expect(await plot.evaluate((node) => node.querySelector('title')?.textContent?.length ?? 0)).toBeGreaterThan(10);
    expect(await page.getByRole('img', { name: 'How many students need each target' }).count()).toBe(1);
    expect(await page.locator('table').count()).toBe(await page.locator('table > caption').count());
    await page.close();
  });

  it('prints on A4 without losing the right edge', async () => {
    const page = await browser.newPage({ viewport: { width: 680, height: 900 } });
    await page.setContent(pageOf(klass));
    await page.emulateMedia({ media: 'print' });
    const wide = await page.evaluate(() => [...document.querySelectorAll('table, svg')].map((one) => one.getBoundingClientRect().right));
    expect(Math.max(...wide)).toBeLessThanOrEqual(680);
    await page.close();
  });
});
