import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { Problem } from '../domain/errors.ts';
import type { Bank } from '../domain/rubric-parts.ts';
import { buildKnowledge } from '../engines/offline/knowledge.ts';
import { loadBank, loadRubrics } from '../rubric-files.ts';
import { wordingReport } from './wording-report.ts';

/** `examiner rubric check DIR` and `examiner rubric wordings [THEME]`. */
export function addRubricCommands(program: Command, rubricsDir: string): void {
  const rubric = program.command('rubric').description('check the rubric files');
  rubric
    .command('check')
    .argument('[dir]', 'the folder of a bank, or a folder with banks, schemes and questions', rubricsDir)
    .description('say what is wrong in the rubric files, with line numbers')
    .action((dir: string) =>
      reporting(() => {
        if (!statSync(dir).isDirectory()) throw new Problem('rubric-invalid', `${dir} is not a folder`);
        const isBank = !statSync(`${dir}/banks`, { throwIfNoEntry: false });
        const banks = isBank ? [loadBank(dir)] : loadRubrics(dir).map((one) => one.bank);
        for (const bank of banks) {
          buildKnowledge(bank);
          console.log(
            `${bank.id}: ${Object.keys(bank.points).length} points and ${Object.keys(bank.beyond).length} entries beyond the cards, nothing wrong.`,
          );
        }
      }),
    );
  rubric
    .command('wordings')
    .argument('[theme]', 'only the points of this theme')
    .option('--bank <dir>', 'the folder of the bank', `${rubricsDir}/banks/soviet-foreign-policy`)
    .description('list wordings that miss their point or hit another, and misconceptions that are not caught')
    .action((theme: string | undefined, options: { bank: string }) =>
      reporting(() => {
        for (const line of wordingReport(bankFor(options.bank, theme), theme)) console.log(line);
      }),
    );
}

/** Runs a command; a rubric that breaks a rule is told line by line, with exit code 1. */
function reporting(run: () => void): void {
  try {
    run();
  } catch (error) {
    console.error(
      error instanceof Problem ? error.fields.map((field) => field.detail).join('\n') || error.detail : (error as Error).message,
    );
    process.exitCode = 1;
  }
}

/** The whole bank, or, where another theme's file is broken, this theme with the shared files. */
function bankFor(folder: string, theme: string | undefined): Bank {
  try {
    return loadBank(folder);
  } catch (error) {
    if (!theme || !(error instanceof Problem)) throw error;
    console.error(`Left out, since something is wrong elsewhere:\n${error.fields.map((field) => field.detail).join('\n')}`);
    return loadBank(folder, (file) => ['bank.yaml', 'lexicon.yaml', `${theme}.yaml`].includes(basename(file)));
  }
}
