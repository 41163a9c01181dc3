import { getDocumentProxy } from 'unpdf';
import { MAX_PAGES } from './limits.ts';
import { type Reading, type Refused, refused } from './outcome.ts';
import { type Piece, paragraphsOf } from './pdf-paragraphs.ts';

const SCAN = refused(
  'no-text-layer',
  'This PDF is a scan or a set of photographs: it holds pictures of words, not words. Have the essay typed, or run text recognition (OCR) on it, and hand that in.',
);
const LOCKED = refused('encrypted', 'This PDF is locked by a password. Save it without a password and hand that in.');
const DAMAGED = refused('damaged', 'This PDF is damaged: part of it is missing or wrong. Save or download it again and hand that in.');

/** The text layer of a PDF, its lines joined to paragraphs. Scripts, forms, fonts and links of the file are not looked at. */
export async function readPdf(bytes: Uint8Array): Promise<Reading | Refused> {
  if (!endsAsPdf(bytes)) return DAMAGED;
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>> | undefined;
  try {
    pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      stopAtErrors: true,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
    });
    if (pdf.numPages > MAX_PAGES) return refused('too-large', `This PDF has ${pdf.numPages} pages; the most is ${MAX_PAGES}.`);
    const pages: Piece[][] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(items.flatMap((item) => ('str' in item ? [pieceOf(item)] : [])));
      page.cleanup();
    }
    const text = paragraphsOf(pages);
    return text.trim() ? { text, note: null } : SCAN;
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? LOCKED : DAMAGED;
  } finally {
    await pdf?.loadingTask.destroy().catch(() => {});
  }
}

/** A PDF that was cut off would still be read, but without its end. */
const endsAsPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(-4096)).includes('%%EOF');

type Item = { str: string; transform: number[]; width: number; height: number; hasEOL: boolean };

const pieceOf = ({ str, transform, width, height, hasEOL }: Item): Piece => ({
  text: str,
  x: transform[4] ?? 0,
  y: transform[5] ?? 0,
  width,
  size: height || Math.abs(transform[3] ?? 0),
  ends: hasEOL,
});
