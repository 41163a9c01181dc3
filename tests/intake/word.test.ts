import { describe, expect, it } from 'vitest';
import { readDocx } from '../../src/intake/read-docx.ts';
import { docxOf, wordParagraph, wordPart } from './make.ts';

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inside: string) => `<w:p>${inside}</w:p>`;
const deleted = (text: string) => `<w:del w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const inserted = (inside: string) => `<w:ins w:id="2" w:author="A">${inside}</w:ins>`;
const textIn = async (body: string, more: Record<string, string> = {}) => {
  const read = await readDocx(docxOf(wordPart(body), more));
  return 'text' in read ? read.text : read.why;
};
const table = (rows: string) => `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>${rows}</w:tbl>`;
const row = (cell: string, about = '') => `<w:tr>${about}<w:tc><w:tcPr/>${cell}</w:tc></w:tr>`;
const box = `<w:txbxContent>${wordParagraph('In a box.')}</w:txbxContent>`;
const drawn = `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

/** What Word writes around the words of an essay, by hand, since no file of its own is at hand. */
describe('an essay as Word writes it', () => {
  it.each([
    [
      'what was deleted is not there, and what was inserted is',
      p(`${run('It ')}${deleted('worked')}${inserted(run('failed'))}${run('.')}`),
      'It failed.',
    ],
    ['what was inserted and deleted again is not there', p(inserted(deleted('gone')) + run('kept')), 'kept'],
    [
      'what was moved is where it was moved to',
      p(`<w:moveFrom w:id="1">${run('Moved.')}</w:moveFrom>${run('Stays. ')}<w:moveTo w:id="2">${run('Moved.')}</w:moveTo>`),
      'Stays. Moved.',
    ],
    [
      'a paragraph whose end was deleted goes on in the next',
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('It ended')}</w:p>${p(run(' in war.'))}`,
      'It ended in war.',
    ],
    [
      'a row of a table that was deleted is not there',
      table(row(wordParagraph('gone'), '<w:trPr><w:del w:id="1"/></w:trPr>') + row(wordParagraph('kept'))),
      'kept',
    ],
    [
      'marks of the spelling checker part no word',
      p(`${run('imp')}<w:proofErr w:type="spellStart"/>${run('ort')}<w:proofErr w:type="spellEnd"/>${run('ant')}`),
      'important',
    ],
    [
      'smart tags, controls and custom tags hold words',
      `${p(`<w:smartTag w:uri="u" w:element="place">${run('Here')}</w:smartTag><w:customXml w:element="x">${run(' and')}</w:customXml>`)}<w:sdt><w:sdtPr/><w:sdtContent>${wordParagraph('there.')}</w:sdtContent></w:sdt>`,
      'Here and\n\nthere.',
    ],
    [
      'the result of a field is read, its code is not',
      p(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('shown')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
      'shown',
    ],
    [
      'a hyphen that shows at the end of a line only is none',
      p('<w:r><w:t>im</w:t><w:softHyphen/><w:t>port\u00ADant</w:t></w:r>'),
      'important',
    ],
    ['a hyphen at which no line ends is a hyphen', p('<w:r><w:t>anti</w:t><w:noBreakHyphen/><w:t>war</w:t></w:r>'), 'anti-war'],
    [
      'notes and comments break no sentence',
      p(
        `<w:commentRangeStart w:id="0"/>${run('It failed')}<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>${run('. So it ended.')}`,
      ),
      'It failed. So it ended.',
    ],
    ['a page that ends breaks no sentence', p(`${run('It')}<w:r><w:lastRenderedPageBreak/></w:r>${run(' failed.')}`), 'It failed.'],
    ['a text box is read once, as a paragraph of its own', p(drawn + run('Outside.')), 'Outside.\n\nIn a box.'],
    [
      'a table with a style, as all of Word’s are, is read by its cells',
      p(run('Above.')) + table(row(wordParagraph('One.') + wordParagraph('Two.'))),
      'Above.\n\nOne.\n\nTwo.',
    ],
    [
      'paragraphs of a style that is not there are paragraphs',
      `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run('Title')}</w:p>${p(run('Words.'))}`,
      'Title\n\nWords.',
    ],
  ])('%s', async (_what, body, text) => {
    expect(await textIn(body)).toBe(text);
  });

  it('is read without its headers, footers and the words of its notes, and whatever its own styles are', async () => {
    const relation = (id: string, what: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${what}" Target="${what}.xml"/>`;
    const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('r1', 'header')}${relation('r2', 'footnotes')}${relation('r3', 'styles')}</Relationships>`;
    const named = (tag: string, inside: string) =>
      `<w:${tag} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${inside}</w:${tag}>`;
    const body = `${p(`${run('It failed')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('.')}`)}<w:sectPr><w:headerReference w:type="default" r:id="r1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:sectPr>`;
    const more = {
      'word/_rels/document.xml.rels': rels,
      'word/header.xml': named('hdr', wordParagraph('Ann, page 1')),
      'word/footnotes.xml': named('footnotes', `<w:footnote w:id="2">${wordParagraph('A book.')}</w:footnote>`),
      'word/styles.xml': '<broken',
    };
    expect(await textIn(body, more)).toBe('It failed.');
  });
});
