import { writeFileSync } from 'node:fs';
import type { ClassReport } from '../domain/class-report.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { caveatOf } from '../domain/words.ts';
import { classReportHtml } from '../exports/class-report-html.ts';
import { csvOf } from '../exports/csv.ts';
import { type SheetForm, sheetsZip } from '../exports/sheets-zip.ts';
import { xlsxOf } from '../exports/xlsx.ts';
import type { Targets } from './batch-targets.ts';

type Class = { title: string; scripts: Script[]; report: ClassReport; rubric: Rubric; sheetForm: SheetForm };

/** A run over files opens no database, so it knows of no department's check. */
const WORTH = caveatOf(null);

/** Writes what was asked for. A file that cannot be written stops no other: `failed` has a sentence for each. */
export async function writeFiles(targets: Targets, made: Class): Promise<{ written: string[]; failed: string[] }> {
  const { title, scripts, report, rubric } = made;
  const [written, failed]: [string[], string[]] = [[], []];
  const write = async (path: string | undefined, bytes: () => Promise<string | Uint8Array> | string | Uint8Array) => {
    if (!path) return;
    try {
      writeFileSync(path, await bytes());
      written.push(path);
    } catch (error) {
      failed.push(
        `${path} could not be written (${(error as NodeJS.ErrnoException).code ?? 'something went wrong'}). Is it open elsewhere?`,
      );
    }
  };
  await write(targets.csv, () => csvOf(scripts, rubric));
  await write(targets.xlsx, () => xlsxOf(scripts, rubric));
  await write(targets.sheets, () => sheetsOf(made));
  await write(targets.report, () => classReportHtml(report, { title, note: WORTH }));
  return { written, failed };
}

/** A sheet for each script with a mark, and a list of the others. */
async function sheetsOf({ scripts, rubric, sheetForm }: Class): Promise<Uint8Array> {
  const [marked, others] = [scripts.filter(({ assessment }) => assessment?.mark), scripts.filter(({ assessment }) => !assessment?.mark)];
  const note = others.length
    ? `These essays have no mark, so they have no sheet:\r\n${others.map(({ identifier }) => `${identifier}\r\n`).join('')}`
    : undefined;
  return (await sheetsZip(marked, [rubric], { form: sheetForm, worth: WORTH, note })).zip;
}
