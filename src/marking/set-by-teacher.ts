import type { Mark } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import { type Decision, type Observations, setMark } from './decide-mark.ts';
import { askTeacher } from './mark-words.ts';

/**
 * A mark that a teacher set, above the one that code decided (null: it decided none). The steps that led to that stay, and a line says what
 * became of them.
 */
export function setByTeacher(
  awarded: number,
  decided: Mark | null,
  seen: Observations,
  rubric: Rubric,
  engine: string,
): Pick<Decision, 'mark' | 'lacking'> {
  const { mark, lacking } = setMark(awarded, seen, rubric, engine);
  const before = decided ? `by the steps above it is ${decided.awarded}, level ${decided.level}` : 'none was worked out';
  const why = [...(decided?.why ?? []), `A teacher set the mark to ${awarded} (level ${mark.level}; ${before}).`];
  if (decided || awarded === mark.outOf) return { mark: { ...mark, why }, lacking };
  const isTop = !Object.hasOwn(rubric.scheme.levels, String(mark.level + 1));
  return {
    mark: { ...mark, why, whyNotHigher: askTeacher(isTop ? `the top of level ${mark.level}` : `level ${mark.level + 1}`) },
    lacking,
  };
}

/** A mark that a teacher set, as its student reads it: what stands, and not what it was before. */
export const asItStands = (mark: Mark): Mark => ({ ...mark, why: [`A teacher set the mark to ${mark.awarded} (level ${mark.level}).`] });
