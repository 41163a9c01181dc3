import { zipSync } from 'fflate';
import { type ArchiveFile, filesOf } from './archive.ts';
import { MAX_PARTS_BYTES } from './limits.ts';
import { isRefused, type Refused, refused } from './outcome.ts';

const DAMAGED = refused('damaged', 'This file is damaged. Open it, save it anew and hand that in.');

/** The files of a Word document or workbook that its text is in; styles, pictures, fonts and macros stay packed. */
const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document\d*\.xml|_rels\/document\d*\.xml\.rels)|xl\/(?:[^/]+\/)*[^/]+\.(?:xml|rels))$/u;

/**
 * A Word document or workbook made anew, with the parts of ours in `own`, from nothing but the parts that its text is read from, unpacked within limits: what a library makes
 * of it can no longer grow. A part with a document type is refused, for that is where entities are declared and files fetched from.
 */
export async function officeParts(bytes: Uint8Array, own: Record<string, Uint8Array> = {}): Promise<Uint8Array | Refused> {
  const files = await filesOf(bytes, { each: MAX_PARTS_BYTES, left: MAX_PARTS_BYTES });
  if (isRefused(files)) return DAMAGED;
  const parts: Record<string, Uint8Array> = {};
  for (const { path, read } of files.filter(isNeeded)) {
    const part = await read();
    if (isRefused(part)) return part.why === 'damaged' ? DAMAGED : part;
    if (hasDocumentType(part))
      return refused(
        'unsafe-archive',
        'This file declares entities of its own, as no Word or Excel file does. Save it anew and hand that in.',
      );
    parts[path] = part;
  }
  return zipSync({ ...parts, ...own }, { level: 0 });
}

const isNeeded = ({ path }: ArchiveFile) => NEEDED.test(path);

/** Latin-1, for the letters looked for are the same in every encoding that a part may have once nothing bytes are left out. */
const hasDocumentType = (part: Uint8Array) => /<!\s*(?:DOCTYPE|ENTITY)/iu.test(Buffer.from(part).toString('latin1').replaceAll('\0', ''));
