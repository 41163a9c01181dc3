import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import type { Bank } from '../domain/rubric-parts.ts';
import { makeReader } from '../make-reader.ts';
import { loadBank } from '../rubric-files.ts';
import { leaveOneOut, leaveOneOutLines } from './leave-one-out.ts';
import { rubricFrom } from './mark.ts';
import { checkRubrics } from './rubric-check.ts';
import { type DraftOptions, draftFrom } from './rubric-draft.ts';
import { type PreviewOptions, previewFiles, previewLines } from './rubric-preview.ts';
import { triedLines } from './rubric-try.ts';
import { wordingReport } from './wording-report.ts';

/** `examiner rubric check|try|draft|preview|wordings`. `configured` is asked only by commands that may use a model. */
export function addRubricCommands(program: Command, rubricsDir: string, configured: () => Config): void {
  const rubric = program.command('rubric').description('check, try and draft rubrics');
  rubric
    .command('check')
    .argument('[path]', 'a rubric file, the folder of a bank, or a folder with banks, schemes and questions', rubricsDir)
    .description('say what is wrong in rubric files, with line numbers')
    .action((path: string) =>
      reporting(() => {
        for (const line of checkRubrics(path)) console.log(line);
      }),
    );
  rubric
    .command('try')
    .argument('<sentence>', 'a sentence as a student might write it')
    .option('--rubric <id>', 'the rubric to read it against')
    .option('--dir <dir>', 'the folder of rubrics', rubricsDir)
    .option('--json', 'print the reading as JSON')
    .description('say which points a sentence makes, what clashes, and why')
    .action((sentence: string, options: { rubric?: string; dir: string; json?: boolean }) =>
      reporting(() => {
        if (!/\p{L}{2,}/u.test(sentence)) throw new Problem('invalid-field', 'The sentence holds no words.');
        const tried = makeReader().trySentence(sentence, rubricFrom(options.dir, options.rubric).bank);
        if (options.json) console.log(JSON.stringify(tried, null, 2));
        else for (const line of triedLines(tried)) console.log(line);
      }),
    );
  rubric
    .command('draft')
    .requiredOption('--question <text>', 'the question as students are asked it')
    .requiredOption('--notes <file>', 'notes, one point a line; - is standard input')
    .option('--scheme <id>', 'the mark scheme to use')
    .option('--out <dir>', 'write rubric files into this folder instead of printing them')
    .addOption(new Option('--engine <engine>', 'openai: a model writes wordings and misconceptions too').choices(['offline', 'openai']))
    .option('--replay <dir>', 'answer the model’s calls from recordings')
    .option('--record <dir>', 'keep the model’s calls in a folder, and answer from it what is there already')
    .description('draft a bank and a question from notes, for a teacher to review')
    .action((options: DraftOptions) =>
      reporting(async () => {
        process.stdout.write(await draftFrom(options, rubricsDir, configured(), (line) => console.error(line)));
      }),
    );
  rubric
    .command('preview')
    .argument('<draft>', 'a folder of rubric files, or a file (YAML or JSON) with a merge patch of the rubric')
    .argument('<essay...>', 'essays to mark with both')
    .option('--rubric <id>', 'the rubric of which it is a draft')
    .option('--dir <dir>', 'the folder of rubrics', rubricsDir)
    .addOption(new Option('--engine <engine>', 'what checks the claims').choices(['offline', 'openai']))
    .option('--may-ask <n>', 'most requests to a model', '0')
    .option('--replay <dir>', 'answer the model’s calls from recordings')
    .option('--record <dir>', 'keep the model’s calls in a folder, and answer from it what is there already')
    .option('--json', 'print the preview as JSON')
    .description('say which marks, levels and verdicts a draft would move, and why')
    .action((draft: string, essays: string[], options: PreviewOptions & { json?: boolean }) =>
      reporting(async () => {
        const preview = await previewFiles(draft, essays, options, configured());
        for (const line of options.json ? [JSON.stringify(preview, null, 2)] : previewLines(preview)) console.log(line);
      }),
    );
  rubric
    .command('wordings')
    .argument('[theme]', 'only the points of this theme')
    .option('--bank <dir>', 'the folder of the bank', `${rubricsDir}/banks/${readdirSync(`${rubricsDir}/banks`)[0]}`)
    .option('--leave-one-out', 'read each wording without itself: what the rest of its point makes of it')
    .description('list wordings that miss their point or hit another, and misconceptions that are not caught')
    .action((theme: string | undefined, options: { bank: string; leaveOneOut?: boolean }) =>
      reporting(() => {
        const bank = bankFor(options.bank, theme);
        for (const line of options.leaveOneOut ? leaveOneOutLines(leaveOneOut(bank)) : wordingReport(bank, theme)) console.log(line);
      }),
    );
}

/** Runs a command; a rubric that breaks a rule is told line by line, with exit code 1. */
async function reporting(run: () => void | Promise<void>): Promise<void> {
  try {
    await run();
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
