import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { tokenCap } from './allowance.ts';
import { type BatchOptions, columnOption, firstOption, sheetForms } from './batch-options.ts';
import { whyNotThere } from './batch-targets.ts';
import { oneLine } from './terminal-text.ts';

/** `examiner batch DIR|ZIP|CSV|XLSX`: exit code 0 when all was read and marked, 1 when some was not. */
export function addBatchCommand(program: Command, configured: () => Config): void {
  program
    .command('batch')
    .description('mark a class: a folder or zip of essays (.txt, .md, .docx, .pdf), or a table with one essay a row')
    .argument('<source>', 'a folder, a .zip, a .csv or an .xlsx')
    .option('--out <dir>', 'write <identifier>.json for each essay; run again, what is there and unchanged is not marked again')
    .option('--xlsx <file>', 'write the marks as a workbook')
    .option('--csv <file>', 'write the marks as CSV')
    .option('--sheets <zip>', 'write a feedback sheet for each student into a zip')
    .addOption(new Option('--sheet-form <form>', 'what the sheets are').choices(sheetForms).default('docx'))
    .option('--report <file>', 'write the class report as a page that prints')
    .addOption(
      new Option('--engine <engine>', 'what checks the claims (default: openai when a key and a model are set)').choices([
        'offline',
        'openai',
      ]),
    )
    .option('--replay <dir>', 'answer the model’s calls from recordings, with no network (engine openai)')
    .option('--rubric <id>', 'the rubric to mark against')
    .option('--pattern <pattern>', 'how files are named, such as "{group}_{identifier}_{anything}" or "{name}/{anything}"')
    .addOption(columnOption())
    .addOption(firstOption())
    .addOption(tokenCap())
    .option('--again', 'mark everything anew, and write over what is in --out')
    .option('--yes', 'go on after the first few without asking')
    .option('--json', 'print the outcome of every file and the class report as JSON')
    .action(async (source: string, options: BatchOptions, command: Command) => {
      if (options.replay && options.engine === 'offline')
        command.error('error: --replay answers a model’s calls, and the offline engine makes none');
      if (options.again && !options.out) command.error('error: --again writes over what is in --out: name it');
      const { csv, xlsx, sheets, report, out } = options;
      const wrong = whyNotThere({ csv, xlsx, sheets, report, out }, source);
      if (wrong) command.error(`error: ${oneLine(wrong)}`);
      const [{ batchMarker }, { runBatch }] = await Promise.all([import('./batch-marker.ts'), import('./batch-session.ts')]);
      const marker = batchMarker(options, configured());
      if (!(await runBatch(source, options, marker).finally(marker.close))) process.exitCode = 1;
    });
}
