import type { Argument, ParagraphFinding } from '../domain/argument.ts';
import type { CriterionResult, Mark } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import { boundariesOf, levelAt, levelsOf } from '../domain/reach.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Measure, Scheme } from '../domain/rubric-parts.ts';
import { inFigures, inWords, lackingIn } from './criterion-words.ts';
import { type Criterion, judgeCriteria, wholeReach } from './judge-criteria.ts';
import { askTeacher, levels, listed, percent, rangeOf } from './mark-words.ts';
import { measure } from './measure.ts';

export type Observations = { claims: Claim[]; paragraphs: ParagraphFinding[]; argument: Argument };
/**
 * `lacking` is the criterion that keeps the answer out of the next level; `missed` the measures that keep each criterion from its own next level;
 * `values` what every measure came to.
 */
export type Decision = {
  mark: Mark;
  criteria: CriterionResult[];
  lacking: string | null;
  missed: Record<string, Measure[]>;
  values: Record<Measure, number>;
};

/**
 * The mark of an essay, from an engine's observations and the scheme alone: the same observations give the same mark for ever.
 * Level first: the highest whose boundary the answer reaches as a whole. Then the place inside it, by how far it has come towards the next.
 * `why` has a line a step, each naming its claims and paragraphs. `engine` is the id of the one that observed.
 */
export function decideMark({ claims, paragraphs, argument }: Observations, rubric: Rubric, engine: string): Decision {
  const measures = measure(claims, paragraphs, argument, rubric);
  const { scheme } = rubric;
  const criteria = judgeCriteria(measures, scheme, engine);
  const nothing = measures.accurate.value === 0 && measures.balance.value === 0;
  const { level, awarded, steps } = nothing ? NOTHING : bestFit(criteria, scheme, engine);
  const next = blocking(criteria, level, scheme);
  return {
    mark: {
      awarded,
      outOf: scheme.maxMark,
      level,
      range: rangeOf(awarded, level, scheme.maxMark),
      confidence: confidenceOf(criteria, claims, level),
      why: [...criteria.map((criterion) => inFigures(criterion, scheme, engine)), ...steps],
      whyNotHigher: awarded === scheme.maxMark ? HIGHEST : next.sentence,
    },
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      level: criterion.level,
      why: inWords(criterion, scheme),
      evidence: [...new Set(criterion.measured.filter(({ counted }) => counted).flatMap(({ reading }) => reading.evidence))].slice(0, 12),
    })),
    lacking: next.criterion,
    missed: Object.fromEntries(criteria.map(({ id, missed }) => [id, missed])),
    values: Object.fromEntries(Object.entries(measures).map(([name, { value }]) => [name, value])) as Decision['values'],
  };
}

/**
 * What a teacher sets in the place of the mark that was decided: the level and the range follow from it, and what keeps it from the next level
 * from the same findings. Sure, since a person gave it. `awarded`: whole, 0 to the scheme's maxMark.
 */
export function setMark(
  awarded: number,
  { claims, paragraphs, argument }: Observations,
  rubric: Rubric,
  engine: string,
): Pick<Decision, 'mark' | 'lacking'> {
  const { scheme } = rubric;
  const level = levelsOf(scheme).find((one) => one.level.min <= awarded && awarded <= one.level.max)?.n ?? 0;
  const next = blocking(judgeCriteria(measure(claims, paragraphs, argument, rubric), scheme, engine), level, scheme);
  const found = next.criterion !== null || level === levelsOf(scheme).length;
  const range = rangeOf(awarded, level, scheme.maxMark);
  const whyNotHigher = awarded === scheme.maxMark ? HIGHEST : found ? next.sentence : askTeacher(`level ${level + 1}`);
  return { mark: { awarded, outOf: scheme.maxMark, level, range, confidence: 'high', why: [], whyNotHigher }, lacking: next.criterion };
}

/** However well an answer argues, it stands at most so many levels above a criterion that is essential. */
const ABOVE_ESSENTIAL = 1;
const HIGHEST = 'This is the highest mark there is.';
const NOTHING = { level: 0, awarded: 0, steps: ['Best fit: level 0, since nothing in the answer earns credit yet (no claim).'] };

/** The level and the place in it, with the steps that led there. */
function bestFit(criteria: Criterion[], scheme: Scheme, engine: string): { level: number; awarded: number; steps: string[] } {
  const boundaries = boundariesOf(scheme, engine);
  const top = levelsOf(scheme).length;
  const reach = wholeReach(criteria);
  const fitting = Math.max(1, levelAt(reach, boundaries));
  const weakest = criteria.filter(({ essential }) => essential).sort((a, b) => a.level - b.level)[0];
  const level = Math.max(1, Math.min(fitting, weakest ? weakest.level + ABOVE_ESSENTIAL : fitting));
  const held = level < fitting && weakest ? `, and no more, since ${weakest.title.toLowerCase()} comes to level ${weakest.level} only` : '';
  const { min = 0, max = 0 } = scheme.levels[String(level)] ?? {};
  const [begins, ends] = [boundaries.get(level) ?? 0, boundaries.get(level + 1) ?? top];
  const marks = max - min + 1;
  // an answer that knows nearly nothing goes no further through the first level than what it knows has come towards it
  const known = weakest?.level === 0 ? weakest.reach / (boundaries.get(1) || 1) : 1;
  const whole = Math.min(1, Math.max(0, (reach - begins) / (ends - begins)));
  const share = Math.min(whole, known);
  const little = known < whole ? ', no further than what it knows' : '';
  const awarded = Math.min(max, min + Math.floor(share * marks));
  const evidence = listed(
    criteria.flatMap((one) => one.measured.filter(({ counted }) => counted).flatMap(({ reading }) => reading.evidence)),
  );
  const counts = criteria.map(({ title, share: part }) => `“${title}” counts ${percent(part)}`).join(', ');
  const here =
    reach < begins ? `below level ${level}, which begins at ${begins}, but it earns credit` : `level ${level} begins at ${begins}`;
  const borders = level < top ? `level ${level + 1} at ${ends}` : `all that it asks for lies at ${ends}`;
  return {
    level,
    awarded,
    steps: [
      `Best fit: level ${level}${held}. As a whole the answer comes to ${levels(reach)} of ${top} (${counts}); ${here}, ${borders} (${evidence}).`,
      `Place: ${percent(share)} of the way through level ${level}${little}, of which each mark from ${min} to ${max} has an equal part (${percent(1 / marks)}). The mark is ${awarded} (${evidence}).`,
    ],
  };
}

/**
 * The criterion that keeps the answer out of the next level, or from the top of the highest: the one furthest behind, in the scheme's order. An
 * essential one that holds the others down comes first.
 */
function blocking(criteria: Criterion[], level: number, scheme: Scheme): { criterion: string | null; sentence: string } {
  const top = levelsOf(scheme).length;
  const holds = (criterion: Criterion) => Number(level < top && criterion.essential && criterion.level + ABOVE_ESSENTIAL <= level);
  const behind = criteria
    .filter((criterion) => criterion.level <= level && criterion.reach < top)
    .sort((a, b) => holds(b) - holds(a) || a.level - b.level || (level === top ? a.reach - b.reach : 0))[0];
  if (!behind) return { criterion: null, sentence: 'This is the highest level, and nothing that it asks for is missing.' };
  const target = level >= top ? `the top of level ${top}` : `level ${level + 1}`;
  return { criterion: behind.id, sentence: `To reach ${target} it needs most of all ${lackingIn(behind, scheme)}.` };
}

/** How many levels the qualities lie from the whole, each by what it counts, before a mark is less sure, and before it is not. */
const APART = { medium: 0.4, low: 0.8 };

function confidenceOf(criteria: Criterion[], claims: Claim[], level: number): Mark['confidence'] {
  const whole = wholeReach(criteria);
  const apart = criteria.reduce((sum, { share, reach }) => sum + share * Math.abs(reach - whole), 0);
  const unread = claims.filter((claim) => claim.verdict === 'unverified').length / (claims.length || 1);
  if (level === 0 || claims.length < 5 || apart > APART.low || unread > 0.5) return 'low';
  return apart > APART.medium || unread > 0.3 ? 'medium' : 'high';
}
