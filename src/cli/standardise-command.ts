import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { recordCheck } from '../actions/record-check.ts';
import type { Config } from '../config.ts';
import { system } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import type { EngineId } from '../engines/engine.ts';
import { type Panel, standardise } from '../standardise.ts';
import type { Store } from '../store/store.ts';
import { chooseEngine } from './engine-choice.ts';
import { newId, now, rubricFrom } from './mark.ts';
import { progress } from './progress.ts';
import { panelFrom, scriptsFrom } from './standardise-files.ts';
import { standardiseHtml } from './standardise-html.ts';
import { rubricInForce, serviceStore } from './standardise-record.ts';
import { standardiseLines } from './standardise-text.ts';

type Options = {
  essays: string;
  marks: string;
  engine?: EngineId;
  replay?: string;
  rubric?: string;
  panel?: string;
  tolerance: string;
  json?: boolean;
  html?: string;
  record?: string;
};

/** `examiner standardise --essays DIR --marks FILE`: how far the marker agrees with marks that are known. */
export function addStandardiseCommand(program: Command, configured: () => Config): void {
  program
    .command('standardise')
    .description('mark scripts whose marks are known, and say how far the marker agrees with them')
    .requiredOption('--essays <dir>', 'the scripts, as plain text or Markdown')
    .requiredOption('--marks <file>', 'their marks: JSON ({"script": [17, 18]}) or CSV (script,mark,mark...)')
    .addOption(new Option('--engine <engine>', 'what checks the claims').choices(['offline', 'openai']))
    .option('--replay <dir>', 'answer the model’s calls from recordings')
    .option('--rubric <id>', 'the rubric to mark against')
    .option('--panel <name>', 'who gave the marks (default: what panel.json beside them says)')
    .option('--tolerance <marks>', 'how far apart two careful markers may be', '2')
    .option('--json', 'print the report as JSON')
    .option('--html <file>', 'write the report as a page with plots')
    .addOption(
      new Option(
        '--record <name>',
        'keep it as the department’s own check, if it passes: NAME answers for it. Marks as the service does, with its engine and its newest rubric',
      ).conflicts('replay'),
    )
    .action(async (options: Options) => {
      const config = configured();
      const panel = panelFrom(options.marks, options.panel);
      const { record } = options;
      const store = record === undefined ? null : await serviceStore({ ...options, record }, panel, config);
      await run(options, config, panel, store).finally(() => store?.close());
    });
}

async function run(options: Options, config: Config, panel: Panel, store: Store | null): Promise<void> {
  const { essays, marks, html, json, engine, replay, record = '' } = options;
  const rubric = store ? rubricInForce(store, config.rubricsDir, options.rubric) : rubricFrom(config.rubricsDir, options.rubric);
  const tolerance = Number(options.tolerance);
  if (!options.tolerance.trim() || !Number.isInteger(tolerance) || tolerance < 0 || tolerance >= rubric.scheme.maxMark)
    throw new Problem('invalid-field', `--tolerance must be a whole number below ${rubric.scheme.maxMark}.`);
  const scripts = await scriptsFrom(essays, marks, rubric.scheme.maxMark);
  const working = progress(`Marking ${scripts.length} scripts…`);
  const deps = { engine: chooseEngine({ engine, replay }, config), now, newId };
  const report = await standardise(scripts, rubric, { panel, tolerance }, deps).finally(() => working.done());
  if (html) writeFileSync(html, standardiseHtml(report));
  for (const line of json ? [JSON.stringify(report, null, 2)] : standardiseLines(report)) console.log(line);
  if (html && !json) console.log(`Written: ${html}`);
  if (!store) return;
  const check = recordCheck(system, report, record, { store, now, newId });
  const say = json ? console.error : console.log;
  say(
    `Recorded as ${check.id}, for which ${check.by} answers: what this engine marks against this rubric is no longer called a practice mark.`,
  );
}
