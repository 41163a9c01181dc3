import { parse } from '../actions/parse.ts';
import { CheckNames } from '../actions/record-check.ts';
import type { Config } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { EngineId } from '../engines/engine.ts';
import type { Panel } from '../standardise.ts';
import type { Store } from '../store/store.ts';
import { rubricFrom } from './mark.ts';
import { UNNAMED } from './standardise-files.ts';

/**
 * The database of the service, for a check that is to be recorded. What stands in the way is said before a script is marked.
 * @throws Problem
 */
export async function serviceStore(
  { record, engine }: { record: string; engine?: EngineId },
  panel: Panel,
  config: Config,
): Promise<Store> {
  const refused = (why: string) => new Problem('invalid-field', why);
  if (engine && engine !== config.engine)
    throw refused(`A check is of the engine that the service marks with, ${config.engine}: leave --engine out, or set ENGINE.`);
  if (panel.name === UNNAMED) throw refused('A check names who gave the marks: say so with --panel.');
  parse(CheckNames, { record, panel: panel.name });
  if (config.database === ':memory:') throw refused('A check is recorded in a file: set DATABASE_URL to that of the service.');
  // loaded only here: it brings the whole service along
  const { storeAt } = await import('../compose.ts');
  return storeAt(config.database);
}

/**
 * The rubric that the service marks against: the version in force in its database, or that of the files where it has never been kept.
 * @throws Problem `rubric-unknown`, `rubric-invalid`.
 */
export function rubricInForce(store: Store, dir: string, id?: string): Rubric {
  const listed = store.rubrics();
  const wanted = id ?? listed[0]?.id;
  const kept = wanted === undefined ? null : store.rubric(wanted);
  if (!kept) return rubricFrom(dir, id);
  if (!listed.some((one) => one.id === kept.id))
    throw new Problem('rubric-unknown', `The rubric "${kept.id}" is archived, so nothing is marked against it.`);
  return kept;
}
