import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Config } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import type { EngineId } from '../engines/engine.ts';
import { standardise } from '../standardise.ts';
import { chooseEngine } from './engine-choice.ts';
import { newId, now, rubricFrom } from './mark.ts';
import { progress } from './progress.ts';
import { panelFrom, scriptsFrom } from './standardise-files.ts';
import { standardiseHtml } from './standardise-html.ts';
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
    .action(async (options: Options) => {
      const config = configured();
      const rubric = rubricFrom(config.rubricsDir, options.rubric);
      const tolerance = Number(options.tolerance);
      if (!options.tolerance.trim() || !Number.isInteger(tolerance) || tolerance < 0 || tolerance >= rubric.scheme.maxMark)
        throw new Problem('invalid-field', `--tolerance must be a whole number below ${rubric.scheme.maxMark}.`);
      const scripts = await scriptsFrom(options.essays, options.marks, rubric.scheme.maxMark);
      const panel = panelFrom(options.marks, options.panel);
      const working = progress(`Marking ${scripts.length} scripts…`);
      const deps = { engine: chooseEngine(options, config), now, newId };
      const report = await standardise(scripts, rubric, { panel, tolerance }, deps).finally(() => working.done());
      if (options.html) writeFileSync(options.html, standardiseHtml(report));
      for (const line of options.json ? [JSON.stringify(report, null, 2)] : standardiseLines(report)) console.log(line);
      if (options.html && !options.json) console.log(`Written: ${options.html}`);
    });
}
