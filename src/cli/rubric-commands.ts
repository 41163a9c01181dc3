import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { Problem } from '../domain/errors.ts';
import type { Bank } from '../domain/rubric-parts.ts';
import { buildKnowledge, type Knowledge } from '../engines/offline/knowledge.ts';
import { noSayings } from '../engines/offline/likeness.ts';
import { type Meaning, meaningOf } from '../engines/offline/meaning.ts';
import { readSentences } from '../engines/offline/reading.ts';
import { readEssay } from '../marking/read-essay.ts';
import { loadBank, loadRubrics } from '../rubric-files.ts';

/** `examiner rubric check DIR` and `examiner rubric wordings [THEME]`. */
export function addRubricCommands(program: Command, rubricsDir: string): void {
  const rubric = program.command('rubric').description('check the rubric files');
  rubric
    .command('check')
    .argument('[dir]', 'the folder of a bank, or a folder with banks, schemes and questions', rubricsDir)
    .description('say what is wrong in the rubric files, with line numbers')
    .action((dir: string) =>
      reporting(() => {
        if (!statSync(dir).isDirectory()) throw new Problem('rubric-invalid', `${dir} is not a folder`);
        const isBank = !statSync(`${dir}/banks`, { throwIfNoEntry: false });
        const banks = isBank ? [loadBank(dir)] : loadRubrics(dir).map((one) => one.bank);
        for (const bank of banks) {
          buildKnowledge(bank);
          console.log(
            `${bank.id}: ${Object.keys(bank.points).length} points and ${Object.keys(bank.beyond).length} entries beyond the cards, nothing wrong.`,
          );
        }
      }),
    );
  rubric
    .command('wordings')
    .argument('[theme]', 'only the points of this theme')
    .option('--bank <dir>', 'the folder of the bank', `${rubricsDir}/banks/soviet-foreign-policy`)
    .description('list wordings that miss their point or hit another, and misconceptions that are not caught')
    .action((theme: string | undefined, options: { bank: string }) =>
      reporting(() => {
        for (const line of wordingReport(bankFor(options.bank, theme), theme)) console.log(line);
      }),
    );
}

/** Runs a command; a rubric that breaks a rule is told line by line, with exit code 1. */
function reporting(run: () => void): void {
  try {
    run();
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

/** One line for each wording or example that is read otherwise than its author meant, and a line of totals. */
export function wordingReport(bank: Bank, theme?: string): string[] {
  // without likeness: a wording would always be like itself
  const knowledge = { ...buildKnowledge(bank), sayings: noSayings };
  const lines: string[] = [];
  let [wordings, missed, accused, examples, uncaught, credited] = [0, 0, 0, 0, 0, 0];
  for (const entry of knowledge.entries.values()) {
    if (theme && entry.about.theme !== theme) continue;
    for (const text of entry.about.wordings) {
      wordings++;
      const { met, wrong } = readText(text, knowledge);
      const twins = 'twins' in entry.about ? entry.about.twins : [];
      if (![entry.id, ...twins].some((id) => met.has(id))) {
        missed++;
        lines.push(`missed   ${entry.id}: "${text}"${met.size ? ` (met instead: ${[...met].join(', ')})` : ''}`);
      } else {
        const others = [...met].filter((id) => id !== entry.id && !twins.includes(id));
        if (others.length) lines.push(`also     ${entry.id}: "${text}" meets ${others.join(', ')}`);
      }
      for (const one of wrong) {
        accused++;
        lines.push(`ACCUSED  ${entry.id}: "${text}" is called wrong: ${one}`);
      }
    }
    for (const { misconception } of entry.misconceptions)
      for (const text of misconception.examples) {
        examples++;
        const { met, wrong, commented } = readText(text, knowledge);
        if (misconception.kind === 'contestable' ? !commented.length : !wrong.length) {
          uncaught++;
          lines.push(`uncaught ${entry.id} (${misconception.kind}): "${text}"`);
        }
        if (misconception.kind === 'contestable' && wrong.length)
          lines.push(`ACCUSED  ${entry.id} (contestable): "${text}" is called wrong: ${wrong[0]}`);
        if (misconception.kind === 'error' && !wrong.length && met.has(entry.id)) credited++;
      }
  }
  const kinds = lines.sort((a, b) => (a < b ? -1 : 1));
  return [
    ...kinds,
    `${wordings} wordings: ${missed} missed, ${accused} called wrong. ${examples} misconceptions: ${uncaught} uncaught, ${credited} of them credited.`,
  ];
}

function readText(text: string, knowledge: Knowledge): { met: Set<string>; wrong: string[]; commented: string[] } {
  const essay = readEssay(text);
  const meanings = readSentences(essay, knowledge.lexicon, knowledge.mender()).map((reading) => meaningOf(reading, essay, knowledge));
  const told = ({ entry, clash }: Meaning['clashes'][number]) =>
    `${entry?.id ?? 'lexicon'}: ${[clash.said, clash.correction].filter(Boolean).join('. ')}`;
  return {
    met: new Set(meanings.flatMap(({ met }) => met.map(({ entry }) => entry.id))),
    wrong: meanings.flatMap(({ clashes }) => clashes.map(told)),
    commented: meanings.flatMap(({ comments }) => comments.map(told)),
  };
}
