import { fileTypeFromBuffer } from 'file-type';
import { extensionOf } from '../domain/file-names.ts';
import { filesOf } from './archive.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { isRefused, type Refused, refused } from './outcome.ts';
import { isPlainText } from './read-text.ts';

/** What the bytes of a file are, whatever its name says. */
export type Kind = 'text' | 'docx' | 'pdf' | 'xlsx' | 'zip';

const SAVE_AS = 'Open it, save it as .docx, .pdf or .txt and hand that in.';
const wrong = (what: string) => refused('wrong-type', `This is ${what}. ${SAVE_AS}`);
const TEXT_NAMES = new Set(['', '.txt', '.text', '.md', '.markdown']);
/** The name that Word and Excel give to what they lock. */
const LOCKED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const LOCKED = refused('encrypted', 'This document is locked by a password. Save it without a password and hand that in.');
const PICTURE = refused('picture', 'This is a picture, not text. Hand in the essay as typed text: .docx, .pdf or .txt.');

const TYPES: [RegExp, Refused][] = [
  [/^image\//u, PICTURE],
  [/^(?:audio|video)\//u, wrong('a recording, not an essay')],
  [/x-cfb/u, wrong('an old Word or Excel file (.doc, .xls)')],
  [
    /rar|7z|gzip|x-tar|bzip|x-xz|zstd/u,
    refused('wrong-type', 'This is an archive of another kind. Make it a .zip, or hand in the files themselves.'),
  ],
  [/xml|html/u, wrong('a web page or data file')],
];

/** Tells the kind from the bytes; the name decides only between kinds of text. */
export async function kindOf(bytes: Uint8Array, name: string): Promise<Kind | Refused> {
  if (!bytes.length) return refused('empty', 'There is nothing in it. Look whether the right file was handed in.');
  const start = Buffer.from(bytes.subarray(0, 4100));
  const head = start.toString('latin1');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return kindOfZip(bytes, name);
  if (/^(?:\xEF\xBB\xBF)?\s*%PDF-/u.test(head)) return 'pdf';
  if (/^\{\\rtf/u.test(head)) return wrong('a Rich Text file (.rtf)');
  if (isPlainText(bytes) || /^(?:\xFF\xFE|\xFE\xFF)/u.test(head)) return kindOfText(head, name);
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (bytes.indexOf(0xd0) === 0 && Buffer.from(bytes).includes(LOCKED_PACKAGE)) return LOCKED;
  const type = await fileTypeFromBuffer(start).catch(() => undefined);
  const known = type && TYPES.find(([pattern]) => pattern.test(type.mime));
  if (known) return known[1];
  return type && start.includes(0) ? wrong(`a file of the type ${type.ext}`) : kindOfText(head, name);
}

function kindOfText(head: string, name: string): Kind | Refused {
  const extension = extensionOf(name);
  if (/^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html|\?xml)/iu.test(head) || ['.html', '.htm'].includes(extension))
    return wrong('a web page');
  if (TEXT_NAMES.has(extension)) return 'text';
  if (['.csv', '.tsv'].includes(extension))
    return refused('wrong-type', 'This is a table. Hand it in as a table with one essay a row, or hand in the essays as files.');
  if (extension === '.zip') return refused('damaged', 'This is no archive, although its name says so. Make it anew or download it again.');
  if (['.docx', '.pdf'].includes(extension))
    return refused('wrong-type', `This is no ${extension === '.pdf' ? 'PDF' : 'Word document'}, although its name says so. ${SAVE_AS}`);
  return wrong(`a file of the type ${extension}, which is not read`);
}

async function kindOfZip(bytes: Uint8Array, name: string): Promise<Kind | Refused> {
  const files = await filesOf(bytes, { each: MAX_FILE_BYTES, left: MAX_FILE_BYTES });
  const extension = extensionOf(name);
  const office = ['.docx', '.xlsx'].includes(extension);
  if (isRefused(files))
    return files.why === 'damaged' && office
      ? refused('damaged', 'This file is damaged: part of it is missing. Open it, save it anew and hand that in.')
      : files;
  const holds = (part: string) => files.some(({ path }) => path === part);
  // Word in the browser numbers it
  if (files.some(({ path }) => /^word\/document\d*\.xml$/u.test(path))) return 'docx';
  if (holds('xl/workbook.xml')) return 'xlsx';
  if (holds('ppt/presentation.xml')) return wrong('a presentation');
  if (holds('content.xml') && holds('META-INF/manifest.xml')) return wrong('an OpenDocument file (.odt)');
  if (holds('Index/Document.iwa')) return wrong('a Pages document');
  if (extension === '.zip' || extension === '') return 'zip';
  return refused(
    'wrong-type',
    `This is an archive, although its name ends in ${extension}. Hand in the files themselves, or name it .zip.`,
  );
}
