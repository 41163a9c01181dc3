import type { Flag } from './domain/argument.ts';
import type { Assessment } from './domain/assessment.ts';
import type { ReadEssay } from './domain/essay.ts';
import { type Change, inForce, type Override } from './domain/override.ts';
import type { Rubric } from './domain/rubric.ts';
import { changeFindings, wrong } from './marking/change-findings.ts';
import { coverage, phaseCoverage } from './marking/coverage.ts';
import { decideMark, type Observations } from './marking/decide-mark.ts';
import { flagEssay } from './marking/flag-essay.ts';
import { setByTeacher } from './marking/set-by-teacher.ts';
import { demandWords, teacherWords } from './marking/teacher-words.ts';
import { writeAnew } from './marking/write-anew.ts';
import { lessSure } from './second-opinion.ts';

/** `stale`: the parts of the feedback that a teacher wrote for another level. `changed`: whether any override holds. */
export type Revised = { assessment: Assessment; stale: string[]; changed: boolean };

/**
 * An assessment with every override that holds, in order: findings are changed, the mark is decided anew by the same code, a mark that a teacher
 * set stands above it, the feedback is written anew where it no longer fits, and what a teacher wrote stands above that. Flags that a teacher has
 * answered go: `off-topic` when enough claims are then accurate, or a mark above 0 is set. Where nothing holds it is the very same assessment. The
 * same overrides give the same for ever.
 * @throws Problem `invalid-field` when an override cannot stand; one that was kept always can
 */
export function revise(assessment: Assessment, overrides: Override[], essay: ReadEssay, rubric: Rubric): Revised {
  const holding = inForce(overrides);
  if (!holding.length) return { assessment, stale: [], changed: false };

  const { claims, paragraphs, argument, coverage: themes, phases } = assessment;
  const changes = holding.flatMap(({ change }) => change ?? []);
  let seen: Observations = { claims, paragraphs, argument };
  for (const change of changes) {
    demandSense(change, seen, essay, rubric);
    seen = changeFindings(seen, change, rubric);
  }
  const covered =
    seen.claims === claims
      ? { coverage: themes, phases }
      : { coverage: coverage(seen.claims, rubric, essay.words), phases: phaseCoverage(seen.claims, rubric, essay.words) };

  const held = assessment.status === 'needs_teacher';
  const moved = seen.claims !== claims || seen.paragraphs !== paragraphs || seen.argument !== argument;
  const set = changes.findLast((change) => change.kind === 'mark');
  const onTopic = Boolean(set?.awarded) || !flagEssay(essay, seen.claims).some(({ kind }) => kind === 'off-topic');
  const flags = assessment.flags.filter((flag) => !(flag.kind === 'off-topic' ? onTopic : isAnswered(flag, changes, assessment)));
  const decision = decideMark(seen, rubric, assessment.engine.id);
  const decided = held ? null : moved ? lessSure(decision.mark, flags) : assessment.mark;
  const { mark, lacking } = set
    ? setByTeacher(set.awarded, decided, seen, rubric, assessment.engine.id)
    : { mark: decided, lacking: decision.lacking };

  const now = { ...seen, ...covered, decision: { ...decision, lacking }, mark };
  const level = mark?.level ?? null;
  const stays = !moved && level === (assessment.mark?.level ?? null);
  const written = { claims: seen.claims, feedback: stays ? assessment.feedback : writeAnew(assessment, now, essay, rubric) };
  const { stale, ...words } = teacherWords(written, holding, level, essay);
  const criteria = held ? [] : moved ? decision.criteria : assessment.criteria;
  const outcome = { status: mark ? ('marked' as const) : assessment.status, reason: mark ? null : assessment.reason, mark, criteria };
  return { assessment: { ...assessment, ...seen, ...covered, ...outcome, ...words, flags }, stale, changed: true };
}

/** Whether a change speaks of what is there; changeFindings holds the findings themselves to it. */
function demandSense(change: Change, { claims }: Observations, essay: ReadEssay, rubric: Rubric): void {
  if (change.kind === 'mark' && change.awarded > rubric.scheme.maxMark)
    throw wrong('change.awarded', `must be at most ${rubric.scheme.maxMark}`);
  if (change.kind === 'feedback') demandWords(change, claims, essay, rubric);
}

/** Engines that differ on a claim raise no doubt any more once a teacher has judged it. */
function isAnswered({ kind, start, end }: Flag, changes: Change[], { claims }: Assessment): boolean {
  if (kind !== 'engines-differ' || start === null) return false;
  const judged = changes.flatMap((change) => (change.kind === 'verdict' ? [change.claim] : []));
  return claims.some((claim) => judged.includes(claim.id) && claim.start === start && claim.end === end);
}
