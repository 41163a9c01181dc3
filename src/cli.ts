import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addBatchCommand } from './cli/batch-command.ts';
import { addMarkCommand } from './cli/mark-command.ts';
import { addRecordCommand } from './cli/record-command.ts';
import { addReplayCommand } from './cli/replay-command.ts';
import { addRubricCommands } from './cli/rubric-commands.ts';
import { addStandardiseCommand } from './cli/standardise-command.ts';
import { readConfig } from './config.ts';
import { Problem } from './domain/errors.ts';

const program = new Command('examiner')
  .description('Marks history essays: a verdict on every claim, and a mark that follows from them.')
  .exitOverride()
  .showHelpAfterError('(examiner --help, or examiner COMMAND --help, says more)');
addMarkCommand(program, readConfig);
addBatchCommand(program, readConfig);
program
  .command('serve')
  .description('serve the page and the API')
  .action(async () => {
    const { serve } = await import('./server.ts');
    await serve();
  });
addRecordCommand(program, readConfig);
addReplayCommand(program, readConfig);
addStandardiseCommand(program, readConfig);
addRubricCommands(program, join(import.meta.dirname, '../rubrics'), readConfig);

// a reader that stops early (| head) is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    console.error(error instanceof Problem ? error.detail : `Something went wrong: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
