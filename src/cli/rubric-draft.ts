import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { draftFailed, REACH } from '../actions/draft-rubric.ts';
import type { Config } from '../config.ts';
import { EngineFailure } from '../domain/engine-failure.ts';
import { Problem } from '../domain/errors.ts';
import { outOfReach, type Rubric } from '../domain/rubric.ts';
import type { EngineId } from '../engines/engine.ts';
import type { Draft } from '../engines/rubric-reader.ts';
import { loadRubrics, sourceOf } from '../rubric-files.ts';
import { chooseDrafter } from './engine-choice.ts';
import { progress } from './progress.ts';

export type DraftOptions = {
  question: string;
  notes: string;
  scheme?: string;
  out?: string;
  engine?: EngineId;
  replay?: string;
  record?: string;
};

/** Most characters of notes that are read. */
const LONGEST = 60_000;

/**
 * A draft from a file of notes: as YAML on standard output, or as a folder of rubric files under `out`.
 * @throws Problem when the notes cannot be read or made into points, the model gave no draft, or the folder holds a rubric already.
 */
export async function draftFrom(options: DraftOptions, rubricsDir: string, config: Config, say: (line: string) => void): Promise<string> {
  const { question, notes, scheme, out } = options;
  const shipped = rubricWith(rubricsDir, scheme);
  if (question.trim().length < 8) throw new Problem('invalid-field', 'Give the question as students are asked it, with --question.');
  const drafter = chooseDrafter({ engine: options.engine, replay: options.replay, complete: options.record }, config);
  const working = drafter.model ? progress(`Asking ${drafter.model} for a draft…`) : null;
  const draft = await drafter
    .draft(question.trim(), notesIn(notes), shipped.scheme.id)
    .catch((error: unknown) => {
      throw error instanceof EngineFailure ? draftFailed(error) : error;
    })
    .finally(() => working?.done());
  for (const line of foundIn(draft)) say(line);
  const far = outOfReach(shipped.scheme, Object.keys(draft.bank.points).length);
  if (far) say(`${far} ${REACH}`);
  const files = filesOf(draft);
  if (!out) return files.map(({ name, text }) => `# ${name}\n${text}`).join('---\n');
  const source = sourceOf(rubricsDir, shipped.id) ?? '';
  const schemeText = source.split('---\n').find((text) => text.startsWith('# schemes/')) ?? '';
  for (const { name, text } of [...files, { name: `schemes/${shipped.scheme.id}.yaml`, text: schemeText }]) {
    const file = join(out, name);
    if (existsSync(file) && !name.startsWith('schemes/')) throw new Problem('conflict', `${file} is there already: choose another folder.`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    say(`Written: ${file}`);
  }
  return '';
}

/** The first rubric with this scheme, or the first of all. @throws Problem `rubric-unknown`. */
export function rubricWith(rubricsDir: string, scheme?: string): Omit<Rubric, 'version'> {
  const found = loadRubrics(rubricsDir).find((one) => !scheme || one.scheme.id === scheme);
  if (!found) throw new Problem('rubric-unknown', `There is no mark scheme called "${scheme}".`);
  return found;
}

function filesOf({ question, bank }: Draft): { name: string; text: string }[] {
  const yaml = (value: unknown) => stringify(value, { lineWidth: 140, aliasDuplicateObjects: false });
  return [
    { name: `questions/${question.id}.yaml`, text: `# A draft: name the sides, the tests of success and the argument.\n${yaml(question)}` },
    {
      name: `banks/${bank.id}/bank.yaml`,
      text: `# A draft from notes. Check each point, add wordings as students write them, then take its "unreviewed: true" away:\n# while one is left, essays get feedback but no mark.\n${yaml(bank)}`,
    },
  ];
}

/** What was found, a line for each line of the notes, and what is left to do. */
function foundIn({ lines, warnings, bank }: Draft): string[] {
  const list = (label: string, words: string[]) => (words.length ? [`${label} ${words.join(', ')}`] : []);
  return [
    ...lines.map(({ line, point, dates, numbers, names }) => {
      const found = [...list('date', dates), ...list('number', numbers), ...list('names', names)].join('; ');
      return `line ${line}: ${point} (${found || 'no date, number or name'})`;
    }),
    ...warnings.map(({ field, detail }) => `${field}: ${detail}`),
    `${Object.keys(bank.points).length} points drafted, none of them reviewed.`,
  ];
}

/** The notes in a file; `-` is standard input. @throws Problem that names the file. */
export function notesIn(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Problem('bad-request', `${file}: the notes cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (bytes.length > LONGEST) throw new Problem('too-large', `${file}: these notes are longer than ${LONGEST} characters.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('not-utf8', `${file}: this is not UTF-8 text.`);
  }
}
