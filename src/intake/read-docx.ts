import mammoth from 'mammoth';
import { filesOf } from './archive.ts';
import { officeParts } from './office-parts.ts';
import { isRefused, type Reading, type Refused, refused } from './outcome.ts';

const PICTURES = refused(
  'picture',
  'This Word document holds pictures and no words. Have the essay typed, or run text recognition (OCR) on it, and hand that in.',
);

/** Styles say nothing about the words, but where there are none mammoth breaks off at the first table that has one, as every table of Word has. */
const NO_STYLES = new TextEncoder().encode('<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>');

/** What mammoth makes of a document, as far as text is concerned. */
type Node = { type: string; value?: string; children?: Node[] };

/** The text of a Word document, a blank line between its paragraphs. Comments, notes, headers and what was struck out are left out. */
export async function readDocx(bytes: Uint8Array): Promise<Reading | Refused> {
  const parts = await officeParts(bytes, { 'word/styles.xml': NO_STYLES });
  if (isRefused(parts)) return parts;
  let document: Node = { type: 'document' };
  const keep = (read: Node): Node => {
    document = read;
    return { ...read, children: [] };
  };
  try {
    await mammoth.convertToHtml({ buffer: Buffer.from(parts) }, { transformDocument: keep, includeEmbeddedStyleMap: false });
  } catch {
    return refused('damaged', 'This Word document is damaged. Open it, save it anew as .docx and hand that in.');
  }
  const text = textOf(document)
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return text || !(await holdsPictures(bytes)) ? { text, note: null } : PICTURES;
}

async function holdsPictures(bytes: Uint8Array): Promise<boolean> {
  const files = await filesOf(bytes, { each: 0, left: 0 });
  return !isRefused(files) && files.some(({ path }) => path.startsWith('word/media/'));
}

/** Hyphens as a keyboard has them: one that shows only at the end of a line is none, and one at which no line ends is a hyphen. */
const asTyped = (text: string): string => text.replaceAll('\u00AD', '').replaceAll('\u2011', '-');

function textOf({ type, value, children = [] }: Node): string {
  if (type === 'text') return asTyped(value ?? '');
  if (type === 'tab') return '\t';
  if (type === 'break') return '\n';
  const inside = children.map(textOf).join('');
  if (type === 'paragraph') return `${inside.trim()}\n\n`;
  if (type === 'tableRow')
    return `${children
      .map((cell) => textOf(cell).trim())
      .filter(Boolean)
      .join('\t')}\n\n`;
  return inside;
}
