import { BorderStyle, Document, HeadingLevel, type IParagraphOptions, Packer, Paragraph, TextRun } from 'docx';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/** A4 in twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1020;
const INDENT = 340;

/**
 * One student's feedback as a Word document: the same words as the page, with each note under its paragraph.
 * @throws Problem `conflict` where the script has not been marked.
 */
export async function sheetDocx(script: Script, rubric: Rubric, worth: string): Promise<Uint8Array> {
  const sheet = sheetOf(script, rubric, worth);
  const document = new Document({
    creator: 'essay-examiner',
    lastModifiedBy: 'essay-examiner',
    title: `Feedback for ${sheet.who.join(', ')}`,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 100 } } },
        heading1: { run: { size: 34, bold: true, color: '000000' }, paragraph: { outlineLevel: 0, spacing: { after: 40 } } },
        heading2: { run: { size: 26, bold: true, color: '000000' }, paragraph: { outlineLevel: 1, spacing: { before: 280, after: 80 } } },
        heading3: { run: { size: 22, bold: true, color: '000000' }, paragraph: { outlineLevel: 2, spacing: { before: 100, after: 20 } } },
      },
    },
    sections: [
      {
        properties: { page: { size: A4, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        children: [...headOf(sheet), ...adviceOf(sheet), ...essayOf(sheet)],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const headOf = ({ who, task, mark, summary, warnings }: Sheet): Paragraph[] => [
  heading('Feedback on your essay', HeadingLevel.HEADING_1),
  said(who.join(' · ')),
  said(task, {}, { italics: true }),
  ...(mark
    ? [
        said(
          `${mark.awarded} out of ${mark.outOf}, level ${mark.level}`,
          { spacing: { before: 160, after: 40 } },
          { bold: true, size: 30 },
        ),
        said(mark.descriptor),
        said(mark.worth, {}, { size: 20, color: '444444' }),
      ]
    : []),
  said(summary),
  ...warnings.map((warning) => said(`Note: ${warning}`)),
];

const adviceOf = ({ strengths, nextSteps, corrections }: Sheet): Paragraph[] => [
  ...under('What went well', strengths, (strength) => [said(strength)]),
  ...under('What to do next', nextSteps, ({ title, quote, advice }, i) => [
    heading(`${i + 1}. ${title}`, HeadingLevel.HEADING_3),
    quoted(quote),
    said(advice),
  ]),
  ...under('To put right', corrections, ({ quote, correction }) => [quoted(quote), said(correction)]),
];

const essayOf = ({ paragraphs }: Sheet): Paragraph[] =>
  under('Your essay', paragraphs, ({ pieces, notes }) => [
    new Paragraph({
      children: pieces.flatMap(({ text, note }) =>
        note === null ? runs(text) : [new TextRun({ text: String(note), bold: true, superScript: true }), ...runs(text, { underline: {} })],
      ),
    }),
    ...notes.map(
      ({ n, sign, label, words }) =>
        new Paragraph({
          ...aside,
          children: [new TextRun({ text: `${n} ${sign} ${label}: `, bold: true, size: 19 }), ...runs(words, { size: 19 })],
        }),
    ),
  ]);

type Look = { italics?: true; bold?: true; underline?: object; size?: number; color?: string };

const aside: IParagraphOptions = {
  indent: { left: INDENT },
  border: { left: { style: BorderStyle.SINGLE, size: 6, space: 8, color: '888888' } },
};

const under = <T>(title: string, list: T[], of: (one: T, i: number) => Paragraph[]): Paragraph[] =>
  list.length ? [heading(title, HeadingLevel.HEADING_2), ...list.flatMap(of)] : [];

const heading = (text: string, level: IParagraphOptions['heading'] & string): Paragraph =>
  new Paragraph({ heading: level, keepNext: true, children: runs(text) });

const said = (text: string, paragraph: IParagraphOptions = {}, look: Look = {}): Paragraph =>
  new Paragraph({ ...paragraph, children: runs(text, look) });

const quoted = (text: string): Paragraph => said(`“${text}”`, { ...aside, keepNext: true }, { italics: true });

/** A line feed is a new line of the same paragraph. */
const runs = (text: string, look: Look = {}): TextRun[] =>
  text.split('\n').map((line, i) => new TextRun({ ...look, text: line, ...(i > 0 && { break: 1 }) }));
