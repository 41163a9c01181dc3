import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { EngineId } from '../engines/engine.ts';
import { allowanceOf, capOf, tokenCap } from './allowance.ts';
import { chooseEngine } from './engine-choice.ts';
import { markFiles, rubricFrom } from './mark.ts';
import { nameOf } from './read-file.ts';
import { reportOf } from './report.ts';
import { whole } from './whole.ts';

type MarkOptions = {
  engine?: EngineId;
  replay?: string;
  round?: number;
  rubric?: string;
  json?: boolean;
  out?: string;
  full?: boolean;
  tokenCap?: number;
};

/** `examiner mark FILE...`: exit code 0 when every file is marked, 1 when some are not. `configured` is asked only when the command runs. */
export function addMarkCommand(program: Command, configured: () => Config): void {
  program
    .command('mark')
    .description('mark essays and print a report of each')
    .argument('<file...>', 'essays as plain text or Markdown; - is standard input')
    .addOption(
      new Option('--engine <engine>', 'what checks the claims (default: openai when a key and a model are set)').choices([
        'offline',
        'openai',
      ]),
    )
    .addOption(new Option('--replay <dir>', 'answer the model’s calls from recordings, with no network (engine openai)'))
    .addOption(tokenCap())
    .addOption(new Option('--round <k>', 'which recorded round answers, with --replay (default: the first)').argParser(whole))
    .option('--rubric <id>', 'the rubric to mark against')
    .option('--json', 'print the assessment as JSON, an array for several files')
    .option('--out <dir>', 'write <name>.json for each essay instead of reports')
    .option('--full', 'report every claim and each step of the mark')
    .action(async (files: string[], options: MarkOptions, command: Command) => {
      const twice = options.out && repeated(files.map(nameOf));
      if (twice) command.error(`error: two of these essays would be written to the same file, ${twice}.json`);
      if (options.replay && options.engine === 'offline')
        command.error('error: --replay answers a model’s calls, and the offline engine makes none');
      if (options.round && !options.replay) command.error('error: --round says which of the recordings answers: name them with --replay');
      const config = configured();
      const [engine, rubric] = [chooseEngine(options, config), rubricFrom(config.rubricsDir, options.rubric)];
      const costs = engine.model !== null && !options.replay;
      const marker = { engine, rubric, allowance: costs ? allowanceOf(engine, rubric, capOf(config, options.tokenCap)) : undefined };
      const done: Assessment[] = [];
      for await (const { essay, assessment } of markFiles(files, marker, (sentence) => console.error(sentence))) {
        done.push(assessment);
        if (assessment.status !== 'marked') console.error(`${essay.shown}: not marked. ${assessment.reason}`);
        if (options.out) writeOut(options.out, essay.name, assessment, !options.json);
        else if (!options.json)
          process.stdout.write(
            reportOf(assessment, essay.text, {
              name: essay.shown,
              full: options.full,
              rubric: marker.rubric,
              width: process.stdout.columns || 80,
              colour: Boolean(process.stdout.isTTY && process.stdout.hasColors()),
            }),
          );
      }
      if (options.json && (files.length > 1 || done.length)) console.log(JSON.stringify(files.length > 1 ? done : done[0], null, 2));
      if (done.filter(({ status }) => status === 'marked').length < files.length) process.exitCode = 1;
    });
}

function writeOut(dir: string, name: string, assessment: Assessment, say: boolean): void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(assessment, null, 2)}\n`);
  if (say) console.log(`${name}: ${summaryOf(assessment)} (${file})`);
}

/** The mark in a few words. */
export const summaryOf = ({ mark }: Assessment): string =>
  mark ? `${mark.awarded} out of ${mark.outOf}, level ${mark.level}` : 'no mark, a teacher needs to look';

const repeated = (names: string[]) => names.find((name, i) => names.indexOf(name) !== i);
