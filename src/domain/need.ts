import type { Flag } from './argument.ts';
import type { Assessment } from './assessment.ts';
import type { Rubric } from './rubric.ts';
import { counted } from './words.ts';

/** How much a script needs a person: `need` is the sum of what its reasons weigh, 0 where nothing calls for one; the heaviest reason first. */
export type Need = { need: number; reasons: string[] };

/**
 * What each reason weighs. A script without a mark comes before all others, since the rest together weigh less than it does; then whatever
 * puts the mark as a whole in doubt; then what could move it by a little.
 */
const WEIGHTS = {
  noMark: 1000,
  enginesDifferOnMark: 60,
  textToMarker: 50,
  notEnglish: 40,
  offTopic: 40,
  copiedCards: 40,
  lowConfidence: 30,
  enginesDifferOnClaims: 25,
  tooShort: 15,
  oneMarkFromLevel: 15,
  manyUnverified: 10,
  mediumConfidence: 8,
  twoMarksFromLevel: 5,
};

/**
 * What a student's open query weighs on top of the rest: more than all that a marked script can need together, less than having no mark.
 */
export const QUERIED = { need: 500, says: 'Its student asks for a second look at the mark.' };

/** Many statements are unverified when they are at least so many, and at least this share of all. */
const MANY = { claims: 5, share: 0.35 };

/** How much an assessment needs a person, from itself and the levels of the scheme alone. */
export function needOf(assessment: Needful, { scheme }: Pick<Rubric, 'scheme'>): Need {
  const found = [
    ...noMarkIn(assessment),
    ...flagsIn(assessment.flags),
    ...confidenceIn(assessment),
    ...boundaryBy(assessment, scheme.levels),
    ...unverifiedIn(assessment),
  ].sort((a, b) => WEIGHTS[b.of] - WEIGHTS[a.of]);
  return { need: found.reduce((sum, { of }) => sum + WEIGHTS[of], 0), reasons: found.map(({ says }) => says) };
}

type Needful = Pick<Assessment, 'status' | 'reason' | 'mark' | 'flags' | 'claims'>;
type Reason = { of: keyof typeof WEIGHTS; says: string };

const noMarkIn = ({ status, reason }: Needful): Reason[] =>
  status === 'needs_teacher' ? [{ of: 'noMark', says: reason ?? 'It has no mark yet.' }] : [];

const OF_FLAG: Partial<Record<Flag['kind'], Reason>> = {
  'text-to-marker': { of: 'textToMarker', says: 'It speaks to the marker.' },
  'not-english': { of: 'notEnglish', says: 'Much of it does not read as English.' },
  'off-topic': { of: 'offTopic', says: 'Hardly anything in it speaks of the question.' },
  'copied-cards': { of: 'copiedCards', says: 'Much of it is in the words of the revision cards.' },
  'too-short': { of: 'tooShort', says: 'It is very short.' },
};

/** One reason for each kind of flag, however often it is raised. A flag with a place is about a claim, one without about the whole. */
function flagsIn(flags: Flag[]): Reason[] {
  const kinds = new Set(flags.map(({ kind }) => kind));
  const differ = flags.filter(({ kind }) => kind === 'engines-differ');
  const claims = differ.filter(({ start }) => start !== null).length;
  return [
    ...[...kinds].flatMap((kind) => OF_FLAG[kind] ?? []),
    ...(differ.length > claims ? [reason('enginesDifferOnMark', 'The two engines give marks more than a level apart.')] : []),
    ...(claims ? [reason('enginesDifferOnClaims', `The two engines differ on ${counted(claims, 'statement')}.`)] : []),
  ];
}

function confidenceIn({ mark }: Needful): Reason[] {
  if (mark?.confidence === 'low') return [reason('lowConfidence', 'The engine is unsure of its mark.')];
  return mark?.confidence === 'medium' ? [reason('mediumConfidence', 'The engine is not quite sure of its mark.')] : [];
}

/** The nearest other level, the higher one of two that are as near. */
function boundaryBy({ mark }: Needful, levels: Rubric['scheme']['levels']): Reason[] {
  if (!mark) return [];
  const [nearest] = Object.entries(levels)
    .map(([level, { min, max }]) => ({ level: Number(level), away: Math.max(min - mark.awarded, mark.awarded - max) }))
    .filter(({ away }) => away > 0)
    .sort((a, b) => a.away - b.away || b.level - a.level);
  if (nearest?.away === 1) return [reason('oneMarkFromLevel', `One mark from level ${nearest.level}.`)];
  return nearest?.away === 2 ? [reason('twoMarksFromLevel', `Two marks from level ${nearest.level}.`)] : [];
}

function unverifiedIn({ claims }: Needful): Reason[] {
  const open = claims.filter(({ verdict }) => verdict === 'unverified').length;
  if (open < MANY.claims || open < MANY.share * claims.length) return [];
  return [reason('manyUnverified', `${open} of its ${claims.length} statements could not be checked.`)];
}

const reason = (of: Reason['of'], says: string): Reason => ({ of, says });
