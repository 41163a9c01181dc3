import { readFileSync, statSync } from 'node:fs';
import { checkRubric } from '../actions/check-rubric.ts';
import type { Config } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import { mergePatch } from '../domain/merge-patch.ts';
import type { Rubric } from '../domain/rubric.ts';
import { counted } from '../domain/words.ts';
import type { EngineId } from '../engines/engine.ts';
import { patternCheck } from '../pattern-check.ts';
import { type DraftToPreview, type Preview, previewDraft } from '../preview-draft.ts';
import { hashOf } from '../rubric-hash.ts';
import { fromYaml } from '../rubric-yaml.ts';
import { chooseEngine } from './engine-choice.ts';
import { newId, now, rubricFrom } from './mark.ts';
import { progress } from './progress.ts';
import { readEssayFile } from './read-file.ts';

export type PreviewOptions = {
  rubric?: string;
  dir: string;
  engine?: EngineId;
  mayAsk: string;
  replay?: string;
  record?: string;
};

/** Most moves of verdicts that are told of one essay. */
const TOLD = 5;

/**
 * Marks essays with a rubric and with a draft of it: a folder of rubric files, or a file of YAML or JSON with a merge patch of the rubric.
 * @throws Problem where the draft, an essay or the engine cannot be used.
 */
export async function previewFiles(draft: string, files: string[], options: PreviewOptions, config: Config): Promise<Preview> {
  const mayAsk = Number(options.mayAsk);
  if (!Number.isInteger(mayAsk) || mayAsk < 0) throw new Problem('invalid-field', '--may-ask must be a whole number.');
  const { engine: id, replay, record, rubric, dir } = options;
  const toPreview = await readPreview(draft, files, rubricFrom(dir, rubric));
  const engine = chooseEngine({ engine: id, replay, complete: record }, config);
  const working = progress(`Marking ${counted(files.length, 'essay')} twice…`);
  return previewDraft({ ...toPreview, mayAsk }, { engine, now, newId }).finally(() => working.done());
}

/** The draft and the essays from their files. @throws Problem where one of them cannot be used. */
export async function readPreview(draft: string, files: string[], current: Rubric): Promise<Omit<DraftToPreview, 'mayAsk'>> {
  const next = draftFrom(draft, current);
  const read = await Promise.all(files.map(readEssayFile));
  return { current, next, essays: read.map(({ name, text }) => ({ essay: name, text, candidate: null, before: null })) };
}

function draftFrom(path: string, current: Rubric): Rubric {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) throw new Problem('rubric-invalid', `${path}: there is no such file or folder.`);
  if (about.isDirectory()) return { ...rubricFrom(path, current.id), version: current.version + 1 };
  const { question, bank, scheme } = current;
  const content = inFile(path, () => {
    const patch = fromYaml(readFileSync(path, 'utf8')).body;
    return checkRubric(mergePatch({ question, bank, scheme }, patch), patternCheck);
  });
  return { id: current.id, version: current.version + 1, hash: hashOf(content), ...content };
}

/** @throws Problem whose fields' details name the file, and the place in the rubric where there is one. */
function inFile<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const fields = error.fields.map(({ field, detail }) => ({
      field,
      detail: `${path}: ${field.startsWith('/') ? `${field} ` : ''}${detail.trim()}`,
    }));
    throw new Problem(error.code, error.detail, fields);
  }
}

type Seen = Preview['moved'][number]['verdicts'][number]['before'];

/** Both verdicts, or, where only the points differ, which came and went. */
function moved(was: Seen, is: Seen): string {
  if (was?.verdict !== is?.verdict) return `${was?.verdict ?? 'no claim'} -> ${is?.verdict ?? 'no claim'}`;
  const [before, after] = [new Set(was?.points), new Set(is?.points)];
  const named = (sign: string, ids: Set<string>) => [...ids].map((id) => `${sign}${id}`);
  return [`still ${is?.verdict}`, ...named('+', after.difference(before)), ...named('-', before.difference(after))].join(' ');
}

/** What moves, in plain words. */
export function previewLines({ engine, changes, essays, marked, asks, totals, moved: essaysMoved, left }: Preview): string[] {
  const { marksUp, marksDown, levels, unmarked, verdicts } = totals;
  const seen = ({ awarded, level }: Preview['moved'][number]['before']) => (awarded === null ? 'no mark' : `${awarded} (level ${level})`);
  return [
    `The draft changes ${changes.length ? `this:` : 'nothing.'}`,
    ...changes.map(({ words }) => `  ${words}`),
    `${marked} of ${counted(essays, 'essay')} marked with both, engine ${engine.model ? `${engine.id} (${engine.model})` : engine.id}: ` +
      `${counted(marksUp, 'mark')} up, ${marksDown} down, ${unmarked ? `${unmarked} taken away, ` : ''}${counted(levels, 'level')} and ${counted(verdicts, 'verdict')} moved.`,
    ...(asks.needed ? [`Requests to the model: ${asks.needed} needed, ${asks.allowed} allowed (--may-ask), ${asks.asked} made.`] : []),
    ...essaysMoved.flatMap(({ essay, before, after, verdicts: list, why }) => [
      '',
      `${essay}: ${seen(before)} -> ${seen(after)}${after.awarded === null ? `. ${after.reason}` : ''}`,
      ...list
        .slice(0, TOLD)
        .flatMap(({ quote, before: was, after: is, because }) => [
          `  “${quote}”: ${moved(was, is)}`,
          ...because.map((words) => `    ${words}`),
        ]),
      ...(list.length > TOLD ? [`  and ${counted(list.length - TOLD, 'verdict')} more`] : []),
      ...why.map((line) => `  ${line}`),
    ]),
    ...left.map(({ essay, reason }) => `${essay}: left out. ${reason}`),
  ];
}
