import { InvalidArgumentError, Option } from 'commander';
import type { EngineId } from '../engines/engine.ts';
import type { SheetForm } from '../exports/sheets-zip.ts';
import type { TableOptions } from '../intake/read-table.ts';
import type { Targets } from './batch-targets.ts';

export type BatchOptions = Targets & {
  out?: string;
  sheetForm: SheetForm;
  engine?: EngineId;
  replay?: string;
  rubric?: string;
  pattern?: string;
  column?: TableOptions;
  first?: number;
  tokenCap?: number;
  again?: boolean;
  yes?: boolean;
  json?: boolean;
};

export const sheetForms: SheetForm[] = ['docx', 'html'];
const ROLES = ['essay', 'identifier', 'name', 'group', 'sheet'] as const;

/** `--column essay="Your answer"`, as often as there are columns to name; `sheet` names the sheet of a workbook. */
export const columnOption = (): Option =>
  new Option(
    '--column <role=heading>',
    `which column of a table is which (${ROLES.join(', ')}), where its heading does not say so`,
  ).argParser((given: string, before: TableOptions = {}): TableOptions => {
    const at = given.indexOf('=');
    const role = ROLES.find((one) => one === given.slice(0, at).trim());
    const heading = given.slice(at + 1).trim();
    if (!role || !heading) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}, then = and the heading.`);
    return { ...before, [role]: heading };
  });

/** `--first 5`. */
export const firstOption = (): Option =>
  new Option('--first <n>', 'mark so many, then ask whether to go on').argParser((given) => {
    const n = Number(given);
    if (!/^\d+$/u.test(given) || n < 1 || n > 10_000) throw new InvalidArgumentError('It must be a whole number from 1 to 10000.');
    return n;
  });
