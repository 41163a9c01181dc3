import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { patternProblems } from '../actions/check-rubric.ts';
import { Problem } from '../domain/errors.ts';
import { patternCheck } from '../pattern-check.ts';
import { checkRubricFile, loadBank, loadRubrics } from '../rubric-files.ts';

const check = (bank: Parameters<typeof patternProblems>[0]) => patternProblems(bank, patternCheck);

/**
 * What is right about rubric files, a line each: one file, the folder of a bank, or a folder with banks, schemes and questions.
 * @throws Problem `rubric-invalid`, each field a sentence with file and line.
 */
export function checkRubrics(path: string): string[] {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about) throw new Problem('rubric-invalid', `${path}: there is no such file or folder.`);
  if (about.isFile()) return checkFile(path);
  if (existsSync(join(path, 'questions')) || existsSync(join(path, 'banks'))) {
    const rubrics = loadRubrics(path, check);
    if (!rubrics.length) throw new Problem('rubric-invalid', `${path}: there is no question in its folder "questions".`);
    return rubrics.map(({ id, bank }) => `${id}: ${counted(bank)}, nothing wrong.`);
  }
  if (!readdirSync(path).some((name) => /\.ya?ml$/u.test(name)))
    throw new Problem(
      'rubric-invalid',
      `${path}: this folder holds no rubric files (.yaml), nor folders called banks, schemes and questions.`,
    );
  const bank = loadBank(path, () => true, check);
  return [`${bank.id}: ${counted(bank)}, nothing wrong.`];
}

/** A file by itself first, and then, where it stands in its folder, what it says of the files beside it. */
function checkFile(path: string): string[] {
  const kind = checkRubricFile(path);
  const folder = dirname(resolve(path));
  const mine = (problem: unknown) => {
    if (!(problem instanceof Problem)) throw problem;
    const fields = problem.fields.filter(({ detail }) => detail.startsWith(`${basename(path)} `));
    if (fields.length) throw new Problem('rubric-invalid', problem.detail, fields);
  };
  try {
    if (kind === 'bank') loadBank(folder, () => true, check);
    else if (kind === 'question' && existsSync(join(folder, '../banks'))) loadRubrics(join(folder, '..'));
  } catch (problem) {
    mine(problem);
  }
  return [`${basename(path)}: a ${kind === 'bank' ? 'part of a bank' : kind}, nothing wrong.`];
}

const counted = ({ points, beyond }: { points: object; beyond: object }) =>
  `${Object.keys(points).length} points and ${Object.keys(beyond).length} entries beyond the cards`;
