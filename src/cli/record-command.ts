import { join, relative } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config, OpenaiConfig } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import { completingFetch, recordingFetch } from '../engines/openai/recordings.ts';
import { rubricFrom } from './mark.ts';
import { progress } from './progress.ts';
import { checkLines, checkRecordings, isComplete } from './record-check.ts';
import { readManifest } from './record-manifest.ts';
import { inParallel, markWork, type Work } from './record-work.ts';
import { whole } from './whole.ts';

type Options = { out?: string; rubric?: string; times: number; atOnce: number; check?: string | true; missing?: string | true };
type Recorder = (dir: string, inner: typeof fetch, round: number) => typeof fetch;

const RECORDINGS = join(import.meta.dirname, '../../fixtures/recordings');

/**
 * `examiner record FILE... --out DIR` marks with the model and keeps its calls for `mark --replay DIR`; `--missing DIR` does so for what the list in
 * DIR names and is not there, and `--check DIR` says what that is. Exit code 0 when all is well, 1 when something is not.
 */
export function addRecordCommand(program: Command, configured: () => Config): void {
  program
    .command('record')
    .description('mark essays with the model and keep its calls, to be replayed without a network')
    .argument('[file...]', 'essays as plain text or Markdown')
    .option('--out <dir>', 'the folder of the recordings')
    .option('--rubric <id>', 'the rubric to mark against')
    .addOption(new Option('--times <n>', 'mark each essay so often, each time anew: round 1, 2 and so on').argParser(whole).default(1))
    .addOption(new Option('--at-once <n>', 'how many are asked for at the same time').argParser(whole).default(4))
    .addOption(new Option('--check [dir]', 'say what is missing, stale or unused by the list in the folder').conflicts(['out', 'rubric']))
    .addOption(new Option('--missing [dir]', 'record what the list names and is missing').conflicts(['out', 'rubric', 'check']))
    .action(async (files: string[], options: Options, command: Command) => {
      const { out, check, missing, atOnce, times } = options;
      const listed = check ?? missing;
      if (listed ? files.length : !files.length || !out)
        command.error('error: name essays and --out DIR, or --check or --missing with the folder of a list');
      const config = configured();
      if (!listed) {
        const rubric = rubricFrom(config.rubricsDir, options.rubric);
        const rounds = Array.from({ length: times }, (_, i) => i + 1);
        const works = rounds.flatMap((round) => files.map((file) => markWork(file, round, rubric)));
        if (!(await record(works, modelOf(config), recordingFetch, { dir: out as string, atOnce }))) process.exitCode = 1;
        return;
      }
      const dir = listed === true ? RECORDINGS : listed;
      const { model, works } = readManifest(dir, config.rubricsDir);
      if (missing) await recordMissing(works, modelOf(config, model), dir, atOnce);
      const found = await checkRecordings(dir, model, works);
      for (const line of checkLines(found, relative('', dir) || '.')) console.log(line);
      if (!isComplete(found)) process.exitCode = 1;
    });
}

async function recordMissing(works: Work[], openai: OpenaiConfig, dir: string, atOnce: number): Promise<void> {
  const { missing } = await checkRecordings(dir, openai.model, works);
  const lacking = new Set(missing.map(({ work }) => work));
  await record([...lacking], openai, completingFetch, { dir, atOnce });
}

/** Does the works, telling of each as it ends. Whether all of them came to something. */
async function record(works: Work[], openai: OpenaiConfig, recorder: Recorder, to: { dir: string; atOnce: number }): Promise<boolean> {
  const fetches = new Map([...new Set(works.map(({ round }) => round))].map((round) => [round, recorder(to.dir, fetch, round)]));
  const working = progress(`Asking ${openai.model}: ${works.length} to record, ${to.atOnce} at once…`);
  let failures = 0;
  const tell = (say: (line: string) => void, line: string) => {
    working.clear();
    say(line);
  };
  await inParallel(works, to.atOnce, async ({ name, round, run }) => {
    const over = fetches.get(round) ?? fetch;
    let asked = 0;
    const counting: typeof fetch = (input, init) => {
      asked++;
      return over(input, init);
    };
    try {
      const { said, failed } = await run(openai, counting);
      if (failed) tell(console.error, `${name}: not marked. ${failed}`);
      if (failed) failures++;
      tell(console.log, `${name}: ${asked} calls kept in ${to.dir}; ${said}`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures++;
      tell(console.error, error.detail);
    }
  });
  working.done();
  return failures === 0;
}

/** @throws Problem `engine-not-configured` where no model is set, or another than the recordings are of. */
function modelOf({ openai }: Config, recorded?: string): OpenaiConfig {
  if (!openai) throw new Problem('engine-not-configured', 'The openai engine needs OPENAI_API_KEY and OPENAI_MODEL to be set.');
  if (recorded && openai.model !== recorded)
    throw new Problem('engine-not-configured', `These recordings are of the model "${recorded}", and OPENAI_MODEL is another.`);
  return openai;
}
