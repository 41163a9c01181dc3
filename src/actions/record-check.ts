import { z } from 'zod';
import { type Actor, demand } from '../domain/actor.ts';
import type { Check } from '../domain/check.ts';
import { Problem } from '../domain/errors.ts';
import { type Standardisation, verdictOf } from '../standardise.ts';
import { type ActionDeps, auditOf } from './audit.ts';
import { parse } from './parse.ts';

const Name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !/\p{Cc}/u.test(name), 'must not hold control characters');

/** Who answers for a check, and whose marks it holds the marker against. */
export const CheckNames = z.strictObject({ record: Name, panel: Name });

/**
 * Keeps a department's own check, if it has passed. From then on what this marker makes of this rubric is called a mark.
 * @throws Problem `conflict` with why it has not passed, or `invalid-field`; then nothing is kept.
 */
export function recordCheck(
  actor: Actor,
  { panel, answered, figures, rubric, scale }: Standardisation,
  by: string,
  { store, now, newId }: Pick<ActionDeps, 'store' | 'now' | 'newId'>,
): Check {
  demand(actor, 'record-check');
  const names = parse(CheckNames, { record: by, panel: panel.name });
  const { passed, sentence } = verdictOf({ panel, figures, scale });
  const [engine, another] = answered;
  const earlier = engine && store.checkFor({ rubric, engine });
  if (!passed || !engine) throw notRecorded(sentence, earlier);
  if (another) throw notRecorded(`More than one model answered (${answered.map(({ model }) => model).join(', ')}).`, earlier);
  const check: Check = {
    id: newId('chk'),
    panel: names.panel,
    scripts: figures.scripts,
    meanGap: figures.meanGap,
    withinTolerance: figures.withinTolerance,
    tolerance: scale.tolerance,
    at: now(),
    rubric: { id: rubric.id, version: rubric.version, hash: rubric.hash },
    engine,
    by: names.record,
    withdrawnAt: null,
  };
  store.addCheck(check, auditOf(actor, check.at, 'record-check', check.id, `rubric ${rubric.id} version ${rubric.version}`));
  return check;
}

function notRecorded(why: string, earlier: Check | null | undefined): Problem {
  const still = earlier ? ` The check ${earlier.id} of ${earlier.at.slice(0, 10)} still holds until it is withdrawn.` : '';
  return new Problem('conflict', `No check is recorded. ${why}${still}`);
}
