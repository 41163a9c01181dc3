import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';

export const bytesOf = (text: string): Uint8Array => strToU8(text);

/** A sample file of tests/intake/files. */
export const sample = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, 'files', name)));

/** A zip archive of files by their paths, each as text or bytes. */
export const zipOf = (files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([path, file]) => [path, typeof file === 'string' ? strToU8(file) : file])) as Zippable,
    { level },
  );

const CONTENT_TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** The main part of a Word document whose body is as given. */
export const wordPart = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A Word document with such a main part and further files. */
export const docxOf = (part: string | Uint8Array, more: Record<string, string | Uint8Array> = {}): Uint8Array =>
  zipOf({ '[Content_Types].xml': CONTENT_TYPES, '_rels/.rels': RELATIONS, 'word/document.xml': part, ...more });

/** Changes in the central directory of a zip archive each number of two bytes that stands so far behind the start of an entry. */
export function inDirectory(zip: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = Buffer.from(zip);
  for (let at = changed.indexOf('PK\u0001\u0002'); at >= 0; at = changed.indexOf('PK\u0001\u0002', at + 4))
    changed.writeUInt16LE(value, at + offset);
  return new Uint8Array(changed);
}
