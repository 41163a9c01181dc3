import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import { Problem } from '../domain/errors.ts';
import { readKeys } from '../domain/json-keys.ts';
import { fromYaml, toYaml } from '../rubric-yaml.ts';
import type { ActionDeps } from './audit.ts';
import { fromCanvas, toCanvas } from './canvas-rubric.ts';
import { type PatternCheck, type RubricContent, readRubricBody } from './check-rubric.ts';
import { parse } from './parse.ts';
import { readRubric } from './read-rubric.ts';

export const RubricFormat = z.enum(['yaml', 'json', 'canvas-csv']);
export type RubricFormat = z.infer<typeof RubricFormat>;

/** `shipped` gives the files of a rubric as they stand, comments and all, for the hash of what they hold; null for any other. */
export type CarryDeps = Pick<ActionDeps, 'store'> & { patternCheck: PatternCheck; shipped: (hash: string) => string | null };

const types: Record<RubricFormat, string> = { yaml: 'application/yaml', json: 'application/json', 'canvas-csv': 'text/csv' };

/**
 * The newest version of a rubric as a file. `losses` names what the format cannot hold.
 * @throws Problem `not-found`
 */
export function exportRubric(
  actor: Actor,
  id: string,
  format: RubricFormat,
  { store, shipped }: Pick<CarryDeps, 'store' | 'shipped'>,
): { text: string; type: string; name: string; losses: string[] } {
  demand(actor, 'edit-rubric');
  const rubric = readRubric(actor, id, undefined, { store });
  const { question, bank, scheme } = rubric;
  const as = (text: string, extension: string, losses: string[] = []) => ({
    text,
    type: types[format],
    name: `${id}.${extension}`,
    losses,
  });
  switch (format) {
    case 'yaml':
      return as(shipped(rubric.hash) ?? toYaml(rubric), 'yaml');
    case 'json':
      return as(`${JSON.stringify({ question, bank, scheme }, null, 2)}\n`, 'json');
    case 'canvas-csv': {
      const { csv, losses } = toCanvas(rubric);
      return as(csv, 'csv', losses);
    }
  }
}

/**
 * The body of a rubric from a file, checked and ready to be POSTed or PUT. Keeps nothing.
 * A Canvas rubric is only a mark scheme: question and bank, and what it cannot say, come from the rubric `onto`, or the one that is listed first.
 * @throws Problem `rubric-invalid` with JSON pointers (and lines, in YAML), `not-json`, `rubric-unknown`
 */
export function importRubric(actor: Actor, text: string, how: unknown, deps: CarryDeps): { rubric: RubricContent; losses: string[] } {
  demand(actor, 'edit-rubric');
  const { format, onto } = parse(ImportQuery, how);
  if (format === 'json') return { rubric: checked(jsonOf(text), deps), losses: [] };
  if (format === 'yaml') {
    const { body, lineOf } = fromYaml(text);
    return { rubric: checked(body, deps, (pointer) => `line ${lineOf(stepsOf(pointer))}: `), losses: [] };
  }
  const base = deps.store.rubric(onto ?? deps.store.rubrics()[0]?.id ?? '');
  if (!base)
    throw new Problem('rubric-unknown', 'There is no rubric with this id to put the mark scheme into.', [
      { field: 'onto', detail: 'must be the id of a rubric' },
    ]);
  const { scheme, losses } = fromCanvas(text, base.scheme);
  return { rubric: checked({ question: base.question, bank: base.bank, scheme }, deps), losses };
}

export const ImportQuery = z.strictObject({
  format: RubricFormat,
  onto: z.string().max(100).optional().describe('with canvas-csv: the rubric whose question and bank are taken'),
});

function checked(
  body: unknown,
  { patternCheck }: Pick<CarryDeps, 'patternCheck'>,
  where: (pointer: string) => string = () => '',
): RubricContent {
  const { content, problems } = readRubricBody(body, patternCheck);
  if (content) return content;
  const told = problems.map(({ field, detail }) => ({ field, detail: `${where(field)}${detail}` }));
  const [first] = told;
  throw new Problem(
    'rubric-invalid',
    `${told.length === 1 ? 'One problem' : `${told.length} problems, the first`}: ${first?.field} ${first?.detail}.`,
    told,
  );
}

function jsonOf(text: string): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'The file cannot be read as JSON.');
  }
  const [twice] = readKeys(text).twice;
  if (twice !== undefined) throw new Problem('rubric-invalid', `${twice} is given twice.`, [{ field: twice, detail: 'is given twice' }]);
  return body;
}

/** The path that a JSON pointer names. */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
