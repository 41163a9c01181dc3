import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Replayed, replayAssessment } from '../actions/replay-assessment.ts';
import type { Config } from '../config.ts';
import { system } from '../domain/actor.ts';
import type { Difference } from '../domain/differences.ts';
import { Problem } from '../domain/errors.ts';
import { counted } from '../domain/words.ts';
import { replayEngine } from '../make-engine.ts';

/** `examiner replay ASSESSMENT`: makes a kept assessment again. Exit code 0 when it comes out equal, 1 when it does not. */
export function addReplayCommand(program: Command, configured: () => Config): void {
  program
    .command('replay')
    .description('make an assessment of the service’s database again from what was kept of it, and say where it differs')
    .argument('<assessment>', 'its id, asm_...')
    .action(async (id: string) => {
      const { database } = configured();
      if (!existsSync(database))
        throw new Problem('not-found', `There is no database ${database}: set DATABASE_URL to that of the service.`);
      // loaded only here: it brings the whole service along
      const { storeAt } = await import('../compose.ts');
      const store = storeAt(database);
      try {
        const replayed = await replayAssessment(system, id, { store, engineOf: replayEngine });
        for (const line of replayedLines(replayed)) console.log(line);
        if (replayed.differences.length) process.exitCode = 1;
      } finally {
        store.close();
      }
    });
}

/** A line for each difference, and one that says what came of it. */
export function replayedLines({ assessment, differences, asksAnew, version }: Replayed): string[] {
  const { id, engine, rubric, usage } = assessment;
  const made = `${engine.id}${engine.model ? ` (${engine.model})` : ''}, rubric ${rubric.id} version ${rubric.version}, ${counted(usage.requests, 'request')}`;
  return [
    ...differences.map(differenceLine),
    ...(version.was === version.is ? [] : [`The engine has changed since: it was version ${version.was} and is version ${version.is}.`]),
    ...(asksAnew
      ? ['The engine asks the model something else now, so what the model said then cannot be used: nothing further was compared.']
      : []),
    differences.length ? `${id}: ${counted(differences.length, 'difference')} (${made}).` : `${id}: made again, equal (${made}).`,
  ];
}

/** Most characters shown of a value: an essay stands in some of them. */
const SHOWN = 72;

function differenceLine({ path, was, is }: Difference): string {
  const [before, after] = [shown(was), shown(is)];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  // long values are shown from shortly before the place where they part
  const from = Math.max(0, Math.min(same - 12, Math.max(before.length, after.length) - SHOWN));
  return `${path}: was ${cut(before, from)}, is ${cut(after, from)}`;
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const cut = (text: string, from: number): string =>
  `${from && text.length > from ? '…' : ''}${text.length > from ? text.slice(from, from + SHOWN) : text.slice(-SHOWN)}${text.length > from + SHOWN ? '…' : ''}`;
