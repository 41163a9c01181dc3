import { join } from 'node:path';
import { Command } from 'commander';
import { addRubricCommands } from './cli/rubric-commands.ts';

const program = new Command('examiner');
addRubricCommands(program, join(import.meta.dirname, '../rubrics'));
await program.parseAsync();
