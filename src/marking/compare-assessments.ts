import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { RubricChange } from '../domain/rubric-diff.ts';
import { withoutReferences } from '../domain/words.ts';

type Seen = Pick<Claim, 'verdict' | 'points'>;
/** A claim that two rubrics see in different ways (offsets: UTF-16); null where only the other one finds a claim here. */
export type VerdictMove = { start: number; end: number; quote: string; before: Seen | null; after: Seen | null; because: string[] };
/** A mark (whole, 0 to `outOf`) and its level; null where the rubric gives none, with the reason. */
export type MarkSeen = { awarded: number | null; level: number | null; reason: string | null };
export type AssessmentMoves = {
  before: MarkSeen;
  after: MarkSeen;
  criteria: { id: string; before: number; after: number }[];
  verdicts: VerdictMove[];
  why: string[];
};

/** Most changes of a rubric that are named for one verdict. */
const NAMED = 3;

/** What moves between two assessments of one essay that differ in the rubric alone, and which of the rubric's changes stand behind it. */
export function compareAssessments(before: Assessment, after: Assessment, changes: RubricChange[]): AssessmentMoves {
  const levels = new Map(before.criteria.map(({ id, level }) => [id, level]));
  return {
    before: markOf(before),
    after: markOf(after),
    criteria: after.criteria.flatMap(({ id, level }) => {
      const was = levels.get(id) ?? 0;
      return was === level ? [] : [{ id, before: was, after: level }];
    }),
    verdicts: verdictMoves(before.claims, after.claims, changes),
    why: newLines(before, after),
  };
}

export const hasMoved = ({ before, after, verdicts }: AssessmentMoves): boolean =>
  before.awarded !== after.awarded || before.level !== after.level || verdicts.length > 0;

const markOf = ({ mark, reason }: Assessment): MarkSeen => ({ awarded: mark?.awarded ?? null, level: mark?.level ?? null, reason });

/** The audit lines of the new mark that say something else than before. Claims are numbered anew in each, so their numbers are left out. */
function newLines(before: Assessment, after: Assessment): string[] {
  const old = new Set((before.mark?.why ?? []).map(withoutReferences));
  return (after.mark?.why ?? []).map(withoutReferences).filter((line) => !old.has(line));
}

function verdictMoves(before: Claim[], after: Claim[], changes: RubricChange[]): VerdictMove[] {
  const at = (claims: Claim[], { start, end }: Claim) => claims.find((one) => one.start === start && one.end === end);
  const onlyAfter = after.filter((claim) => !at(before, claim));
  return [...before, ...onlyAfter]
    .flatMap((claim) => {
      const [was, is] = [at(before, claim), at(after, claim)];
      if (was && is && sameSeen(was, is)) return [];
      const { start, end, quote } = claim;
      const because = reasons(pointsIn(before, claim), pointsIn(after, claim), changes);
      return [{ start, end, quote, before: seen(was), after: seen(is), because }];
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What any claim that shares words with this one makes: where a claim is cut differently, its reason is in its neighbours. */
const pointsIn = (claims: Claim[], { start, end }: Claim) =>
  new Set(claims.filter((one) => one.start < end && start < one.end).flatMap(({ points }) => points));
const seen = (claim: Claim | undefined): Seen | null => (claim ? { verdict: claim.verdict, points: claim.points } : null);
const sameSeen = (a: Claim, b: Claim) => a.verdict === b.verdict && a.points.toSorted().join() === b.points.toSorted().join();

/** The changes of the points on which the two readings differ, or else of all their points, or else of the words of the bank. */
function reasons(was: Set<string>, is: Set<string>, changes: RubricChange[]): string[] {
  const about = (ids: Set<string>) =>
    changes.filter(({ pointer }) => {
      const [, part, list, id = ''] = pointer.split('/');
      return part === 'bank' && (list === 'points' || list === 'beyond') && ids.has(id);
    });
  const ofWords = changes.filter(({ pointer }) => pointer.startsWith('/bank/lexicon') || pointer.startsWith('/question'));
  const found = [about(was.symmetricDifference(is)), about(was.union(is)), ofWords].find((some) => some.length > 0) ?? [];
  return found.slice(0, NAMED).map(({ words }) => words);
}
