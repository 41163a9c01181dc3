import { type Claim, isAccurate } from '../domain/claim.ts';
import { Problem } from '../domain/errors.ts';
import type { Change } from '../domain/override.ts';
import { entryOf, type Rubric } from '../domain/rubric.ts';
import { verdictWords } from '../domain/words.ts';
import type { Observations } from './decide-mark.ts';
import { restingOn } from './write-ledger.ts';

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

/**
 * The findings with one change of a teacher in the place of what the engine found. What is not changed stays the same object; a change that
 * touches no finding (a mark, feedback) gives back what it was given.
 * @throws Problem `invalid-field` when it speaks of what is not there, or a mistake has no correction
 */
export function changeFindings(seen: Observations, change: Change, rubric: Rubric): Observations {
  switch (change.kind) {
    case 'verdict':
      return { ...seen, claims: replaced(seen.claims, change.claim, 'claim', (claim) => changeClaim(claim, change, rubric)) };
    case 'paragraph': {
      const { paragraph, mode, link } = change;
      if (!mode && !link) throw wrong('change', 'must give a mode, a link or both');
      const changed = { ...(mode && { mode }), ...(link && { link }) };
      return { ...seen, paragraphs: replaced(seen.paragraphs, paragraph, 'paragraph', (one) => ({ ...one, ...changed })) };
    }
    case 'argument':
      return { ...seen, argument: changeArgument(seen, change) };
    default:
      return seen;
  }
}

function replaced<T extends { id: string }>(all: T[], id: string, what: string, change: (one: T) => T): T[] {
  if (!all.some((one) => one.id === id)) throw wrong(`change.${what}`, `must be the id of a ${what} of this essay`);
  return all.map((one) => (one.id === id ? change(one) : one));
}

function changeClaim(claim: Claim, change: Of<'verdict'>, rubric: Rubric): Claim {
  const points = change.points ? [...new Set(change.points)] : claim.points;
  if (!points.every((id) => isEntry(rubric, id))) throw wrong('change.points', 'must be ids of points of the rubric');
  if (change.verdict === 'supported' && !points.length)
    throw wrong('change.points', 'must name a point; what is right and makes no point of the rubric is "beyond"');
  if (change.verdict !== 'contradicted' && (change.severity || change.correction))
    throw wrong(change.severity ? 'change.severity' : 'change.correction', 'is only for a verdict of "contradicted"');
  const same = points.join() === claim.points.join();
  const rests = restingOn({ verdict: change.verdict, points, severity: change.severity ?? claim.severity }, rubric);
  return {
    ...claim,
    ...rests,
    ...(change.verdict === 'contradicted' ? mistake(claim, change) : { hint: null, correction: null }),
    explanation: `A teacher judged this: ${verdictWords[rests.verdict].label}.`,
    note: same ? claim.note : isAccurate(change) ? (points.map((id) => entryOf(rubric, id)?.note).find(Boolean) ?? null) : null,
  };
}

/** A hint belongs to the correction that it leads to. */
function mistake(claim: Claim, change: Of<'verdict'>): Pick<Claim, 'hint' | 'correction'> {
  const correction = change.correction ?? claim.correction;
  if (!correction) throw wrong('change.correction', 'must say what is right');
  return { correction, hint: correction === claim.correction ? claim.hint : null };
}

function changeArgument({ argument, paragraphs }: Observations, { kind: _, ...changed }: Of<'argument'>): Observations['argument'] {
  if (!Object.keys(changed).length) throw wrong('change', 'must give at least one finding');
  const { line } = changed;
  if (line && !paragraphs.some(({ id }) => id === line)) throw wrong('change.line', 'must be the id of a paragraph of this essay, or null');
  return { ...argument, ...changed } as Observations['argument'];
}

const isEntry = ({ bank }: Rubric, id: string) => Object.hasOwn(bank.points, id) || Object.hasOwn(bank.beyond, id);

/** A change that cannot stand, by the field of it that is wrong. */
export const wrong = (field: string, detail: string): Problem => new Problem('invalid-field', `"${field}" ${detail}.`, [{ field, detail }]);
