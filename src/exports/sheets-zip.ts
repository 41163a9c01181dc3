import { strToU8, type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { fileNames } from './file-names.ts';
import { rubricOf } from './rubric-of.ts';
import { sheetDocx } from './sheet-docx.ts';
import { sheetHtml } from './sheet-html.ts';

export const SheetForm = z.enum(['html', 'docx']);
export type SheetForm = z.infer<typeof SheetForm>;

/** The sheets of a class, one file each under its identifier; `left` are the identifiers of scripts that have not been marked. */
export type Sheets = { zip: Uint8Array; files: number; left: string[] };

/**
 * Feedback sheets in a zip, as pages to print or Word documents. `rubrics`: the versions that the scripts were marked against. `worth` says what the marks are worth; `note`, where there is one, stands in a
 * file of its own beside the sheets.
 */
export async function sheetsZip(
  scripts: Script[],
  rubrics: Rubric[],
  { form, worth, note }: { form: SheetForm; worth: string; note?: string | undefined },
): Promise<Sheets> {
  const marked = scripts.filter(({ assessment }) => assessment);
  const names = fileNames(
    marked.map(({ identifier }) => identifier),
    `.${form}`,
  );
  const files: Zippable = {};
  for (const [i, script] of marked.entries()) {
    const rubric = rubricOf(script, rubrics);
    files[names[i] ?? ''] =
      form === 'html' ? strToU8(sheetHtml(script, rubric, worth)) : [await sheetDocx(script, rubric, worth), { level: 0 }];
  }
  if (note) files['_left out.txt'] = strToU8(note);
  const left = scripts.filter(({ assessment }) => !assessment).map(({ identifier }) => identifier);
  return { zip: zipSync(files), files: marked.length, left };
}
