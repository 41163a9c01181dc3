import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feedback } from '../../src/domain/assessment.ts';
import type { Script } from '../../src/domain/script.ts';
import { plainText } from '../../src/exports/plain-text.ts';
import { sheetOf } from '../../src/exports/sheet.ts';
import { sheetDocx } from '../../src/exports/sheet-docx.ts';
import { sheetHtml } from '../../src/exports/sheet-html.ts';
import { sheetsZip } from '../../src/exports/sheets-zip.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { hostile } from './hostile.ts';
import { aScript, markedScript, rubric, WORTH } from './scripts.ts';

const feedback = aScript().assessment?.feedback as Feedback;
const unmarked = aScript({ identifier: 'late', assessment: null });
const flag = { start: null, end: null } as const;
const page = (script: Script) => sheetHtml(script, rubric, WORTH);
const document = async (script: Script) =>
  (await mammoth.extractRawText({ buffer: Buffer.from(await sheetDocx(script, rubric, WORTH)) })).value;
/** What a page shows, its markup and entities undone. */
const shown = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/su, '')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const tagsOf = (html: string) =>
  [...html.matchAll(/<\/?[a-z!][^>]*>/giu)].map(([tag]) => tag).filter((tag) => !/^<(?:\/?(?:span|p|title))\b/u.test(tag));

describe.each([
  ['page', async (script: Script) => shown(page(script))],
  ['Word document', document],
])('a feedback sheet as a %s', (_, read) => {
  let real: Script;
  beforeAll(async () => {
    real = await markedScript('dev-01', { identifier: '0042' });
  });

  it('says whose it is, the task, the mark with its level and descriptor, and what it is worth', async () => {
    const text = await read(real);
    const mark = real.assessment?.mark;
    expect(text).toContain('Anna Smith · 0042 · 12B');
    expect(text).toContain(rubric.question.text);
    expect(text).toContain(`${mark?.awarded} out of 25, level ${mark?.level}`);
    expect(text).toContain(rubric.scheme.levels[String(mark?.level)]?.descriptor);
    expect(text).toContain(WORTH);
  });

  it('says what went well, each next step with its title, and each correction, once', async () => {
    const text = await read(real);
    const { summary, strengths, nextSteps, corrections } = real.assessment?.feedback ?? feedback;
    expect(corrections.length).toBeGreaterThan(1);
    for (const part of [
      summary,
      ...strengths,
      ...nextSteps.map(({ advice }) => advice),
      ...corrections.map(({ correction }) => correction),
    ])
      expect(text.split(part), part).toHaveLength(2);
    for (const { target } of nextSteps) expect(text).toContain(rubric.scheme.targets[target]?.title);
  });

  it('gives the essay back whole, with a note for each that the feedback names', async () => {
    const text = await read(real);
    const sheet = sheetOf(real, rubric, WORTH);
    const essay = sheet.paragraphs.map(({ pieces }) => pieces.map((piece) => `${piece.note ?? ''}${piece.text}`).join(''));
    for (const paragraph of essay) expect(text).toContain(paragraph);
    const notes = sheet.paragraphs.flatMap((paragraph) => paragraph.notes);
    expect(notes.map(({ n }) => n)).toEqual(real.assessment?.feedback.notes.map((_id, i) => i + 1));
    for (const { n, sign, label, words } of notes) expect(text).toContain(`${n} ${sign} ${label}: ${words}`);
  });

  it('never tells a student how many points were met, what a flag tells teachers, or how the mark was reckoned', async () => {
    const assessment = { ...aScript().assessment, coverage: [{ theme: 'aims', status: 'developed' as const, met: 4711, points: 4712 }] };
    const flags = [
      { kind: 'copied-cards' as const, audience: 'teacher' as const, detail: 'Only for teachers.', ...flag },
      { kind: 'too-short' as const, audience: 'student' as const, detail: 'There is little to mark.', ...flag },
    ];
    const text = await read(aScript({}, { ...assessment, flags, reason: 'A reason.' }));
    expect(text).toContain('There is little to mark.');
    for (const hidden of ['Only for teachers', '4711', '4712', 'A reason.', 'Best fit', 'clm_']) expect(text).not.toContain(hidden);
  });

  it('says nothing of a mark, or of its worth, where there is none', async () => {
    const text = await read(aScript({}, { mark: null, status: 'needs_teacher' }));
    expect(text).not.toContain('out of');
    expect(text).not.toContain(WORTH);
    expect(text).toContain(feedback.summary);
  });

  it('gives three next steps at most, and no heading over nothing', async () => {
    const step = (n: number) => ({ target: 'know-more', quote: `Quote ${n}.`, advice: `Advice ${n}.` });
    const many = await read(aScript({}, { feedback: { ...feedback, nextSteps: [1, 2, 3, 4].map(step) } }));
    expect(many).toContain('Advice 3.');
    expect(many).not.toContain('Advice 4.');
    const none = await read(aScript({}, { feedback: { ...feedback, strengths: [], nextSteps: [], corrections: [] } }));
    for (const heading of ['What went well', 'What to do next', 'To put right']) {
      expect(many).toContain(heading);
      expect(none).not.toContain(heading);
    }
  });

  it('refuses a script that has not been marked', async () => {
    await expect((async () => read(unmarked))()).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a sheet with a note of the teacher’s own', () => {
  it('shows it under its paragraph, with the words it is on, and counts it among the others', async () => {
    const { text, assessment } = aScript();
    const start = text.indexOf('bought time');
    const own = { start, end: start + 11, quote: 'bought time', note: 'How <much>?' };
    const feedback = { ...anAssessment(text, []).feedback, notes: ['clm_1'], teacherNotes: [own] };
    const script = aScript({ assessment: { ...anAssessment(text, assessment?.claims ?? []), feedback } });
    const { paragraphs } = sheetOf(script, rubric, WORTH);
    expect(paragraphs[0]?.notes.map(({ n, label, words }) => [n, label, words])).toEqual([
      [1, expect.anything(), expect.anything()],
      [2, 'your teacher', '“bought time”: How <much>?'],
    ]);
    expect(paragraphs[1]?.notes).toEqual([]);
    expect(sheetHtml(script, rubric, WORTH)).toContain('How &lt;much&gt;?');
  });
});

describe('the page', () => {
  it('stands alone: no script, nothing from elsewhere, and a language', () => {
    const html = page(aScript());
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/u);
    expect(html).not.toMatch(/<script|https?:|@import|url\(|<link|<img/iu);
    expect([...html.matchAll(/<h(\d)/gu)].map(([, level]) => level)).toEqual(['1', '2', '2', '3', '2', '2']);
  });

  it('lets no text of student or teacher become markup', () => {
    const tags = tagsOf(page(aScript()));
    fc.assert(
      fc.property(hostile(), hostile(), (text, words) => {
        const said = { ...feedback, summary: words, strengths: [words], nextSteps: [{ target: words, quote: words, advice: words }] };
        const corrections = [{ claim: 'clm_1', quote: words, hint: null, correction: words }];
        const essay = `It was signed in 1938. It bought time.\n\nx${text}x`;
        const html = page(
          aScript({ text: essay, identifier: `x${words}`, name: words, group: words }, { feedback: { ...said, corrections } }),
        );
        expect(tagsOf(html).filter((tag) => tag !== '<div class="paragraph">' && tag !== '<div class="text">' && tag !== '</div>')).toEqual(
          tags.filter((tag) => !tag.includes('div class="paragraph"') && !tag.includes('div class="text"') && tag !== '</div>'),
        );
        expect(shown(html)).toContain(plainText(words));
      }),
    );
  });
});

describe('the Word document', () => {
  it('can be opened whatever the essay and the feedback hold', async () => {
    await fc.assert(
      fc.asyncProperty(hostile(), hostile(), async (text, words) => {
        const script = aScript({ text: `x${text}x`, identifier: words, name: words }, { feedback: { ...feedback, summary: `x${words}x` } });
        const read = await document(script);
        expect(read.replaceAll(/\s+/gu, '')).toContain(`x${plainText(words)}x`.replaceAll(/\s+/gu, ''));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the lines of a paragraph apart', async () => {
    const html = await mammoth.convertToHtml({
      buffer: Buffer.from(await sheetDocx(aScript({ text: 'One line.\nAnother.' }), rubric, WORTH)),
    });
    expect(html.value).toContain('<p>One line.<br />Another.</p>');
  });
});

describe('the zip of a class', () => {
  it.each(['html', 'docx'] as const)('holds a %s for every marked script and names those that have none', async (form) => {
    const { zip, files, left } = await sheetsZip([aScript(), unmarked, aScript({ identifier: '7' })], [rubric], { form, worth: WORTH });
    expect(Object.keys(unzipSync(zip))).toEqual([`00123.${form}`, `7.${form}`]);
    expect([files, left]).toEqual([2, ['late']]);
  });

  it('holds each student their own sheet', async () => {
    const scripts = [aScript(), aScript({ identifier: '7', name: 'Ben Jones' })];
    const { zip } = await sheetsZip(scripts, [rubric], { form: 'html', worth: WORTH });
    const sheets = Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes));
    expect(sheets).toEqual(scripts.map(page));
    const documents = Object.values(unzipSync((await sheetsZip(scripts, [rubric], { form: 'docx', worth: WORTH })).zip));
    const texts = documents.map(async (bytes) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value);
    expect(await Promise.all(texts)).toEqual(await Promise.all(scripts.map(document)));
  });
});
