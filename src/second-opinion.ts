import type { Flag } from './domain/argument.ts';
import type { Mark } from './domain/assessment.ts';
import { type Claim, isAccurate } from './domain/claim.ts';
import type { ReadEssay } from './domain/essay.ts';
import type { Rubric } from './domain/rubric.ts';
import type { Engine } from './engines/engine.ts';
import { decideMark } from './marking/decide-mark.ts';
import { writeArgument } from './marking/write-argument.ts';
import { writeLedger } from './marking/write-ledger.ts';

/** What another engine makes of the same essay. */
export type SecondOpinion = { claims: Claim[]; mark: Mark };

/** The other engine's ledger and mark; nothing is written from them. */
export async function secondOpinion(essay: ReadEssay, rubric: Rubric, engine: Engine, signal?: AbortSignal): Promise<SecondOpinion> {
  const claims = writeLedger(essay, rubric, (await engine.checkClaims(essay, rubric, signal)).value);
  const read = await engine.readArgument(essay, rubric, claims, signal);
  return { claims, mark: decideMark({ claims, ...writeArgument(essay, claims, read.value) }, rubric, engine.id).mark };
}

/** Levels further apart than this are shown to the teacher. */
const APART = 1;

/**
 * Where two engines clash, for the teacher: a claim that one credits and in which the other, by date, number, name or denial, finds a mistake;
 * and marks that lie more than a level apart. The first engine's verdict stands.
 */
export function differences(first: SecondOpinion, second: SecondOpinion): Flag[] {
  const wrong = second.claims.filter(({ verdict }) => verdict === 'contradicted');
  const clashes = first.claims.filter(isAccurate).flatMap((claim): Flag[] => {
    const found = wrong.find(({ start, end }) => start < claim.end && claim.start < end);
    if (!found) return [];
    const detail = `This was credited, but the offline check finds a mistake in it: ${found.correction ?? found.explanation}`;
    return [{ kind: 'engines-differ', audience: 'teacher', detail, start: claim.start, end: claim.end }];
  });
  const [mine, other] = [first.mark, second.mark];
  if (Math.abs(mine.level - other.level) <= APART) return clashes;
  const detail = `The offline engine gives level ${other.level} (${other.awarded} out of ${other.outOf}), where this gives level ${mine.level} (${mine.awarded}). Read it yourself before you rely on either.`;
  return [...clashes, { kind: 'engines-differ', audience: 'teacher', detail, start: null, end: null }];
}

const LOWER = { high: 'medium', medium: 'low', low: 'low' } as const;

/** A mark on which engines differ is a step less sure. */
export const lessSure = (mark: Mark, flags: Flag[]): Mark =>
  flags.some(({ kind }) => kind === 'engines-differ') ? { ...mark, confidence: LOWER[mark.confidence] } : mark;
