import { describe, expect, it } from 'vitest';
import { MAX_PAGES } from '../../src/intake/limits.ts';
import { readApart } from '../../src/intake/read-apart.ts';
import { readDocx } from '../../src/intake/read-docx.ts';
import { readPdf } from '../../src/intake/read-pdf.ts';
import { readXlsx } from '../../src/intake/read-xlsx.ts';
import { bytesOf, docxOf, sample, wordParagraph, wordPart } from './make.ts';

const ESSAY = 'The canal was meant to carry coal.';

const PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>';

/** A PDF of these objects, the first of them its catalogue. */
function pdfOf(objects: string[]): Uint8Array {
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, n) => {
    const start = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return `${`${start}`.padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.join('')}`;
  return bytesOf(`${file}${table}trailer <</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`);
}

describe('Word documents', () => {
  it('are read as paragraphs with a blank line between, line breaks and tabs kept', async () => {
    expect(await readDocx(sample('essay.docx'))).toEqual({
      text: expect.stringMatching(
        /^Was the canal a success\?\n\nThe canal .*trade\.\n\nYet .*them\.\n\nIn the end .*success\.\n\nOne line\nand another\.$/su,
      ),
      note: null,
    });
    const tab = wordPart('<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p><w:p/><w:p/><w:p><w:r><w:t>c</w:t></w:r></w:p>');
    expect(await readDocx(docxOf(tab))).toEqual({ text: 'a\tb\n\nc', note: null });
  });

  it('are read without what was struck out, and with what was put in', async () => {
    const changed = '<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>';
    expect(await readDocx(docxOf(wordPart(changed)))).toEqual({ text: 'new', note: null });
  });

  it('have the cells of a table row on one line', async () => {
    const row = `<w:tr><w:tc>${wordParagraph('a')}</w:tc><w:tc>${wordParagraph('b')}</w:tc></w:tr>`;
    expect(await readDocx(docxOf(wordPart(`<w:tbl>${row}${row}</w:tbl>`)))).toEqual({ text: 'a\tb\n\na\tb', note: null });
  });

  it.each([
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['entities that multiply', `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY e "${'&b;'.repeat(100)}">]>`],
    ['a document type elsewhere', '<!doctype x SYSTEM "http://192.0.2.1/x.dtd">'],
  ])('with %s are refused', async (_, before) => {
    expect(await readDocx(docxOf(wordPart(wordParagraph('&e;'), before)))).toMatchObject({ why: 'unsafe-archive' });
  });

  it('with a document type in another encoding are refused, and parts that hold no text are not looked at', async () => {
    const wide = new Uint8Array(Buffer.from(`\uFEFF${wordPart(wordParagraph('&e;'), '<!DOCTYPE x [<!ENTITY e "x">]>')}`, 'utf16le'));
    expect(await readDocx(docxOf(wide))).toMatchObject({ why: 'unsafe-archive' });
    expect(await readDocx(docxOf(wordPart(wordParagraph(ESSAY)), { 'word/styles.xml': wide }))).toEqual({ text: ESSAY, note: null });
  });

  it('that are cut off, or whose text is broken, are damaged', async () => {
    const whole = sample('essay.docx');
    expect(await readDocx(whole.subarray(0, whole.length / 2))).toMatchObject({ why: 'damaged' });
    expect(await readDocx(docxOf('<w:document><w:body>'))).toMatchObject({ why: 'damaged' });
    expect(await readDocx(docxOf(''))).toMatchObject({ why: 'damaged' });
  });

  it('that hold photographs and no words are pictures', async () => {
    const photographed = docxOf(wordPart('<w:p/>'), { 'word/media/image1.jpeg': new Uint8Array(100) });
    expect(await readDocx(photographed)).toMatchObject({ why: 'picture', detail: expect.stringContaining('typed') });
    expect(await readDocx(docxOf(wordPart('<w:p/>')))).toEqual({ text: '', note: null });
  });
});

describe('PDF files', () => {
  it('are read as paragraphs across pages, without page numbers and running heads', async () => {
    const read = await readPdf(sample('three-pages.pdf'));
    if ('why' in read) throw new Error(read.detail);
    const paragraphs = read.text.split('\n\n');
    expect(paragraphs).toHaveLength(19);
    expect(paragraphs.filter((text) => /^The canal .* non-aggression pact .* trade\.$/u.test(text))).toHaveLength(9);
    expect(new Set(paragraphs).size).toBe(3);
  });

  it('that are scans, locked or damaged are told apart', async () => {
    const whole = sample('three-pages.pdf');
    expect(await readPdf(sample('scan.pdf'))).toMatchObject({ why: 'no-text-layer' });
    expect(await readPdf(sample('locked.pdf'))).toMatchObject({ why: 'encrypted' });
    for (const part of [0.2, 0.5, 0.9]) expect(await readPdf(whole.subarray(0, whole.length * part))).toMatchObject({ why: 'damaged' });
    expect(await readPdf(new Uint8Array(Buffer.from('%PDF-1.7\nnothing more\n%%EOF')))).toMatchObject({ why: 'damaged' });
  });

  it('that end before their end are not read in part, and a wrong table of contents is forgiven', async () => {
    const whole = sample('three-pages.pdf');
    const cut = Buffer.from(whole).indexOf('xref');
    expect(await readPdf(whole.subarray(0, cut))).toMatchObject({ why: 'damaged' });
    const begunAnew = Uint8Array.from([...whole, ...bytesOf(`9 0 obj\n${'% a later version\n'.repeat(300)}`)]);
    const astray = Buffer.from(
      Buffer.from(whole)
        .toString('latin1')
        .replace(/startxref\n\d+/u, 'startxref\n7'),
      'latin1',
    );
    expect(await readPdf(new Uint8Array(astray))).toEqual(await readPdf(whole));
    expect(await readPdf(begunAnew)).toMatchObject({ why: 'damaged' });
  });

  it('of too many pages are too large', async () => {
    const pages = (count: number) =>
      pdfOf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Count ${count}/Kids[${'3 0 R '.repeat(count)}]>>`, PAGE]);
    expect(await readPdf(pages(1))).toMatchObject({ why: 'no-text-layer' });
    expect(await readPdf(pages(MAX_PAGES + 1))).toMatchObject({ why: 'too-large', detail: expect.stringContaining('301 pages') });
  });

  it('leave the bytes that they were read from as they were', async () => {
    const bytes = sample('three-pages.pdf');
    await readPdf(bytes);
    expect(bytes).toEqual(sample('three-pages.pdf'));
  });
});

describe('workbooks', () => {
  it('are read as text, number by number as they stand in the file, no formula reckoned', async () => {
    const sheets = await readXlsx(sample('class.xlsx'));
    if ('why' in sheets) throw new Error(sheets.detail);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['11B', 'Notes']);
    expect(sheets[0]?.rows.map(([first]) => first)).toEqual(['Candidate number', '0040', '0041', '0042', '420']);
    expect(sheets[0]?.rows[3]?.[3]).toBe('');
  });

  it('that are cut off or none are damaged', async () => {
    const whole = sample('class.xlsx');
    expect(await readXlsx(whole.subarray(0, whole.length / 2))).toMatchObject({ why: 'damaged' });
    expect(await readXlsx(sample('essay.docx'))).toMatchObject({ why: 'damaged' });
  });
});

describe('the thread of their own', () => {
  it('reads what the reader reads', async () => {
    expect(await readApart('readPdf', sample('three-pages.pdf'))).toEqual(await readPdf(sample('three-pages.pdf')));
  });

  it('is ended when a file takes too long, and the next file is read by another', async () => {
    const long = docxOf(wordPart(Array.from({ length: 100_000 }, (_, n) => wordParagraph(`Coal ${(n * n) % 99_991}`)).join('')));
    expect(await readApart('readDocx', long, 20)).toMatchObject({ why: 'damaged', detail: expect.stringContaining('too long') });
    expect(await readApart('readDocx', docxOf(wordPart(wordParagraph(ESSAY))))).toEqual({ text: ESSAY, note: null });
  });
});
