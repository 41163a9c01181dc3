import type { Mark } from '../domain/assessment.ts';
import { boundariesOf, levelsOf } from '../domain/reach.ts';
import type { Scheme } from '../domain/rubric-parts.ts';
import { found } from './found-words.ts';
import type { Criterion, Measured } from './judge-criteria.ts';
import { inRow, levels, listed, measured, needed } from './mark-words.ts';

/** Most of what is missing that is named at once. */
const NAMED = 3;

/** For teachers: how far a criterion comes, where its level begins, and the measures of which that is the mean, with what each was read from. */
export function inFigures(criterion: Criterion, scheme: Scheme, engine: string): Mark['why'][number] {
  const begins = boundariesOf(scheme, engine).get(criterion.level || 1);
  const counted = criterion.measured.filter((one) => one.counted);
  const where = criterion.level ? `level ${criterion.level}, which begins at ${begins}` : `below level 1, which begins at ${begins}`;
  const mean = counted.length > 1 ? ', the mean of what follows' : '';
  return [
    `${criterion.title} comes to ${levels(criterion.reach)} of ${levelsOf(scheme).length}${mean}: ${where}.`,
    ...counted.map((one) => `${measured(one.measure, one.reading.value)}: ${reached(one)} (${listed(one.reading.evidence)}).`),
  ].join(' ');
}

/** An answer that does nothing of a kind still comes as far as the levels ask for nothing of that kind; one of few ideas, less far. */
function reached({ reading, reach, alone, grows }: Measured): string {
  if (reach < alone) return `${levels(reach)}, less than ${levels(alone)} since there are so few ideas`;
  return grows && reading.value === 0 && reach > 0 ? `${levels(reach)}, since up to there none is asked for` : levels(reach);
}

/** For the student, so without counts: what the level reached says, what was found of it, and what the next one needs of this answer most. */
export function inWords(criterion: Criterion, scheme: Scheme): string {
  const counted = criterion.measured.filter((one) => one.counted);
  const what = criterion.next && lackingIn(criterion, scheme);
  return [
    scheme.levels[String(criterion.level)]?.criteria[criterion.id]?.descriptor ?? 'Not yet at the first level.',
    ...(counted.length > 1 ? [`Here: ${inRow(counted.map(found))}.`] : []),
    ...(what ? [`Level ${criterion.level + 1} needs most of all ${what}.`] : []),
  ].join(' ');
}

/** What keeps a criterion from its next level, or from all that the highest asks for: in the scheme's words, or by what is furthest behind. */
export function lackingIn(criterion: Criterion, scheme: Scheme): string {
  const aim = criterion.next ?? levelsOf(scheme).at(-1)?.level;
  const behind = criterion.measured
    .filter(({ counted, measure }) => counted && criterion.missed.includes(measure))
    .sort((a, b) => a.reach - b.reach)
    .slice(0, NAMED)
    .map(({ measure, reading }) => needed(measure, reading.value));
  return aim?.criteria[criterion.id]?.lacking ?? inRow(behind);
}
