import { z } from 'zod';
import { Problem } from '../domain/errors.ts';
import { inForce } from '../domain/override.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';

/** Words or a number; null leaves the cell empty. */
export type Cell = string | number | null;
type Definition = { heading: string; means: string; of: (script: Script, rubric: Rubric) => Cell };

const joined = (parts: string[]) => parts.join(' | ');
const feedback = ({ assessment }: Script) => assessment?.feedback;
const steps = (script: Script) => feedback(script)?.nextSteps ?? [];
const titleOf = (target: string, { scheme }: Rubric) => scheme.targets[target]?.title ?? target;

/** Every column but those of the criteria: the heading it has when none is given, what it means, and its cell. */
const definitions = {
  identifier: { heading: 'Identifier', means: 'the identifier, as text', of: ({ identifier }) => identifier },
  name: { heading: 'Name', means: 'the name, where it is known', of: ({ name }) => name },
  group: { heading: 'Group', means: 'the group of the class list', of: ({ group }) => group },
  file: { heading: 'File', means: 'the name of the file that was sent in', of: ({ fileName }) => fileName },
  state: { heading: 'State', means: 'waiting, marked, needs_teacher, reviewed, released or cancelled', of: ({ state }) => state },
  words: { heading: 'Words', means: 'the words of the essay', of: ({ words }) => words },
  mark: { heading: 'Mark', means: 'the mark with every change of a teacher', of: ({ assessment }) => assessment?.mark?.awarded ?? null },
  maxMark: {
    heading: 'Out of',
    means: 'the highest mark there is',
    of: ({ assessment }, { scheme }) => assessment?.mark?.outOf ?? scheme.maxMark,
  },
  level: { heading: 'Level', means: 'the level of the mark', of: ({ assessment }) => assessment?.mark?.level ?? null },
  rangeLow: { heading: 'Range from', means: 'the lowest mark of its range', of: ({ assessment }) => assessment?.mark?.range[0] ?? null },
  rangeHigh: { heading: 'Range to', means: 'the highest mark of its range', of: ({ assessment }) => assessment?.mark?.range[1] ?? null },
  confidence: { heading: 'Confidence', means: 'high, medium or low', of: ({ assessment }) => assessment?.mark?.confidence ?? null },
  markByEngine: { heading: 'Mark by engine', means: 'the mark before any change', of: ({ awardedByEngine }) => awardedByEngine },
  changed: {
    heading: 'Changed by teacher',
    means: 'yes or no',
    of: ({ overrides }) => (inForce(overrides).length ? 'yes' : 'no'),
  },
  reasons: {
    heading: 'Reasons',
    means: 'why a teacher changed it, oldest first',
    of: ({ overrides }) => joined(inForce(overrides).map(({ reason }) => reason)),
  },
  needsTeacher: { heading: 'Needs a teacher', means: 'why it has no mark', of: ({ assessment }) => assessment?.reason ?? null },
  targets: { heading: 'Targets', means: 'codes of the next steps', of: (script) => joined(steps(script).map(({ target }) => target)) },
  targetTitles: {
    heading: 'Next steps',
    means: 'titles of the next steps',
    of: (script, rubric) => joined(steps(script).map(({ target }) => titleOf(target, rubric))),
  },
  nextSteps: {
    heading: 'Advice',
    means: 'title and advice of the next steps',
    of: (script, rubric) => joined(steps(script).map(({ target, advice }) => `${titleOf(target, rubric)}: ${advice}`)),
  },
  corrections: {
    heading: 'Corrections',
    means: 'how many statements need correcting',
    of: (script) => feedback(script)?.corrections.length ?? null,
  },
  summary: { heading: 'Summary', means: 'the summary for the student', of: (script) => feedback(script)?.summary ?? null },
  strengths: { heading: 'What went well', means: 'the strengths', of: (script) => joined(feedback(script)?.strengths ?? []) },
  flags: {
    heading: 'Flags',
    means: 'kinds of the flags, those for teachers too',
    of: ({ assessment }) => joined([...new Set(assessment?.flags.map(({ kind }) => kind))]),
  },
  engine: {
    heading: 'Engine',
    means: 'what marked it: engine, version and model',
    of: ({ assessment }) =>
      assessment ? [assessment.engine.id, assessment.engine.version, assessment.engine.model].filter(Boolean).join(' ') : null,
  },
  rubricVersion: {
    heading: 'Rubric version',
    means: 'the version marked against',
    of: ({ assessment }) => assessment?.rubric.version ?? null,
  },
} satisfies Record<string, Definition>;

type FixedKey = keyof typeof definitions;
const CRITERION = 'criterion.';

export const ColumnKey = z.union([
  z.enum(Object.keys(definitions) as [FixedKey, ...FixedKey[]]),
  z.string().regex(/^criterion\.[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a column of a criterion is criterion. and its id'),
]);

/** A column of a teacher's table: what stands in it, and the heading that their school's system asks for. */
export const Column = z.strictObject({ key: ColumnKey, heading: z.string().trim().min(1).max(100) });
export const Columns = z.array(Column).min(1).max(60);
export type Column = z.infer<typeof Column>;

const inOrder = ({ scheme }: Rubric) => Object.entries(scheme.criteria).sort(([, a], [, b]) => a.order - b.order);

/** Every column that this rubric's table can have, with the heading it has when none is given and what it means. */
export const columnsOf = (rubric: Rubric): (Column & { means: string })[] => [
  ...Object.entries(definitions).map(([key, { heading, means }]) => ({ key, heading, means })),
  ...inOrder(rubric).map(([id, { title }]) => ({ key: `${CRITERION}${id}`, heading: title, means: 'the level of this criterion' })),
];

const named = (...keys: FixedKey[]): Column[] => keys.map((key) => ({ key, heading: definitions[key].heading }));

/** The columns of a table for which none were chosen. */
export const usualColumns = (rubric: Rubric): Column[] => [
  ...named('identifier', 'name', 'group', 'state', 'mark', 'maxMark', 'level', 'rangeLow', 'rangeHigh', 'confidence'),
  ...inOrder(rubric).map(([id, { title }]) => ({ key: `${CRITERION}${id}`, heading: title })),
  ...named('changed', 'targetTitles', 'corrections', 'summary'),
];

/**
 * A heading row and a row for each script, in the order given.
 * @throws Problem `invalid-field` for a column that this rubric has not, and for a heading that two columns share.
 */
export function tableOf(scripts: Script[], rubric: Rubric, columns: Column[]): Cell[][] {
  demandColumns(columns, rubric);
  const cells = columns.map(({ key }) => cellOf(key));
  return [columns.map(({ heading }) => heading), ...scripts.map((script) => cells.map((cell) => cell(script, rubric)))];
}

function cellOf(key: string): Definition['of'] {
  if (Object.hasOwn(definitions, key)) return definitions[key as FixedKey].of;
  const id = key.slice(CRITERION.length);
  return ({ assessment }) => assessment?.criteria.find((one) => one.id === id)?.level ?? null;
}

function demandColumns(columns: Column[], rubric: Rubric): void {
  const known = new Set(columnsOf(rubric).map(({ key }) => key));
  const headings = columns.map(({ heading }) => heading.toLowerCase());
  const fields = columns.flatMap(({ key, heading }, i) => [
    ...(known.has(key) ? [] : [{ field: `columns.${i}.key`, detail: `must be one of ${[...known].join(', ')}` }]),
    ...(headings.indexOf(heading.toLowerCase()) === i
      ? []
      : [{ field: `columns.${i}.heading`, detail: 'is the heading of another column too' }]),
  ]);
  if (fields.length) throw new Problem('invalid-field', 'A column cannot be made as it is asked for.', fields);
}
