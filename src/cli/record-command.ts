import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { allowanceOf, capOf, tokenCap } from './allowance.ts';
import { chooseEngine } from './engine-choice.ts';
import { markFiles, rubricFrom } from './mark.ts';
import { summaryOf } from './mark-command.ts';

/** `examiner record FILE... --out DIR`: marks with the model and keeps its calls for `mark --replay DIR`. Exit codes as for `mark`. */
export function addRecordCommand(program: Command, configured: () => Config): void {
  program
    .command('record')
    .description('mark essays with the model and keep its calls, to be replayed without a network')
    .argument('<file...>', 'essays as plain text or Markdown')
    .requiredOption('--out <dir>', 'the folder of the recordings')
    .addOption(tokenCap())
    .option('--rubric <id>', 'the rubric to mark against')
    .action(async (files: string[], options: { out: string; rubric?: string; tokenCap?: number }) => {
      const config = configured();
      const [engine, rubric] = [chooseEngine({ record: options.out }, config), rubricFrom(config.rubricsDir, options.rubric)];
      const marker = { engine, rubric, allowance: allowanceOf(engine, rubric, capOf(config, options.tokenCap)) };
      let marked = 0;
      for await (const { essay, assessment } of markFiles(files, marker, (sentence) => console.error(sentence))) {
        if (assessment.status === 'marked') marked++;
        else console.error(`${essay.shown}: not marked. ${assessment.reason}`);
        console.log(`${essay.name}: ${assessment.usage.requests} calls kept in ${options.out}; ${summaryOf(assessment)}`);
      }
      if (marked < files.length) process.exitCode = 1;
    });
}
