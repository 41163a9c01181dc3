import type { Argument, ParagraphFinding } from '../domain/argument.ts';
import type { CriterionResult, Mark } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Level, Measure, Scheme } from '../domain/rubric-parts.ts';
import { type Measures, measure, type Reading } from './measure.ts';

export type Observations = { claims: Claim[]; paragraphs: ParagraphFinding[]; argument: Argument };
export type Decision = { mark: Mark; criteria: CriterionResult[]; lacking: string | null };

type Need = { measure: Measure; holds: boolean; reading: Reading; min: number | undefined; max: number | undefined };
type Criterion = { id: string; title: string; level: number; needs: Need[]; missed: Need[]; next: Level | undefined };

/**
 * The mark of an essay, from the engine's observations and the scheme alone: the same observations give the same mark for ever.
 * Level first (the highest that mostly holds), then the place inside it from the middle: up for what it shows of the level above, down for
 * what it lacks of its own. `why` has a line a step, each naming its claims and paragraphs.
 */
export function decideMark({ claims, paragraphs, argument }: Observations, rubric: Rubric): Decision {
  const measures = measure(claims, paragraphs, argument, rubric);
  const { scheme } = rubric;
  const criteria = Object.entries(scheme.criteria)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([id, { title }]) => judge(id, title, scheme, measures));
  const nothing = measures.accurate.value === 0 && measures.balance.value === 0;
  const level = nothing ? 0 : levelOf(criteria, scheme);
  const { awarded, steps } = placeOf(level, criteria, scheme);
  const next = blocking(criteria, level, scheme);
  const why = [
    ...criteria.map((criterion) => `${criterion.title}: level ${criterion.level}. ${reasons(criterion)}`),
    `Best fit: level ${level}, ${level === 0 ? 'since nothing in the answer earns credit yet' : `the highest that holds for ${holding(criteria, level)} of ${criteria.length} qualities`} (${evidenceOf(criteria)}).`,
    `Place: ${steps}`,
  ];
  return {
    mark: {
      awarded,
      outOf: scheme.maxMark,
      level,
      range: rangeOf(awarded, level, scheme),
      confidence: confidenceOf(criteria, claims, level),
      why,
      whyNotHigher: next.sentence,
    },
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      level: criterion.level,
      why: reasons(criterion),
      evidence: [...new Set(criterion.needs.flatMap((need) => need.reading.evidence))].slice(0, 12),
    })),
    lacking: next.criterion,
  };
}

const levelsOf = (scheme: Scheme) =>
  Object.entries(scheme.levels)
    .map(([name, level]) => ({ n: Number(name), level }))
    .sort((a, b) => a.n - b.n);

/** Climbs from the bottom: a criterion stands at the last level before the first whose needs do not hold. */
function judge(id: string, title: string, scheme: Scheme, measures: Measures): Criterion {
  const needsAt = (level: Level | undefined): Need[] =>
    Object.entries(level?.criteria[id]?.needs ?? {}).map(([name, range]) => {
      const reading = measures[name as Measure];
      return {
        measure: name as Measure,
        reading,
        min: range.min,
        max: range.max,
        holds: (range.min === undefined || reading.value >= range.min) && (range.max === undefined || reading.value <= range.max),
      };
    });
  let reached = 0;
  for (const { n, level } of levelsOf(scheme)) {
    if (needsAt(level).some((need) => !need.holds)) break;
    reached = n;
  }
  const next = scheme.levels[String(reached + 1)];
  const needs = [...needsAt(scheme.levels[String(reached)]), ...needsAt(next)];
  return { id, title, level: reached, needs, missed: needsAt(next).filter((need) => !need.holds), next };
}

const holding = (criteria: Criterion[], level: number) => criteria.filter((criterion) => criterion.level >= level).length;

/** The highest level that holds for all criteria but one at most, and which that one misses by no more than a level. */
function levelOf(criteria: Criterion[], scheme: Scheme): number {
  const fits = levelsOf(scheme).filter(
    ({ n }) => holding(criteria, n) >= criteria.length - 1 && criteria.every((criterion) => criterion.level >= n - 2),
  );
  return fits.at(-1)?.n ?? 1;
}

function placeOf(level: number, criteria: Criterion[], scheme: Scheme): { awarded: number; steps: string } {
  const range = scheme.levels[String(level)];
  if (!range) return { awarded: 0, steps: 'no level, so no mark (no claim).' };
  const middle = Math.floor((range.min + range.max) / 2);
  const above = criteria.filter((criterion) => criterion.level > level);
  const below = criteria.filter((criterion) => criterion.level < level);
  const awarded = Math.min(
    range.max,
    Math.max(range.min, middle + Math.min(above.length, range.max - middle) - Math.min(below.length, middle - range.min)),
  );
  const names = (list: Criterion[]) => list.map((criterion) => criterion.title.toLowerCase()).join('; ');
  const steps = [
    `from the middle of level ${level} (${middle})`,
    ...(above.length ? [`up ${above.length} for what it shows of the level above (${names(above)})`] : []),
    ...(below.length ? [`down ${below.length} for what it lacks of its own level (${names(below)})`] : []),
  ];
  return {
    awarded,
    steps: `${steps.join(', ')}: ${awarded} (${evidenceOf(above.length || below.length ? [...above, ...below] : criteria)}).`,
  };
}

const evidenceOf = (criteria: Criterion[]) =>
  listed([...new Set(criteria.flatMap((criterion) => criterion.needs.flatMap((need) => need.reading.evidence)))]);

function listed(ids: string[]): string {
  if (!ids.length) return 'no claim';
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ');
}

function reasons(criterion: Criterion): string {
  const held = criterion.needs.filter((need) => need.holds).map(said);
  const missed = criterion.missed.map((need) => `${said(need)}, where level ${criterion.level + 1} asks for ${asked(need)}`);
  return (
    [...new Set([...held, ...missed])].map((line) => `${line[0]?.toUpperCase()}${line.slice(1)}.`).join(' ') ||
    `The least that level ${criterion.level} asks for is there (no claim).`
  );
}

const percent = (value: number) => `${Math.round(value * 100)}%`;
const SAID: Record<Measure, (value: number) => string> = {
  accurate: (n) => `${n} different accurate ideas on the question`,
  exact: (n) => `${n} of them with an exact date, number or name`,
  packed: (n) => `each accurate sentence carries ${n.toFixed(1)} ideas`,
  beyond: (n) => `${percent(n)} of the ideas go beyond the cards`,
  errorShare: (n) => (n ? `mistakes weigh ${percent(n)} against what is right` : 'no mistakes found'),
  carried: (n) => `${percent(n)} of the ideas are explained or argued with`,
  analytic: (n) => `${percent(n)} of the paragraphs explain or weigh`,
  weighed: (n) => `${n} ${n === 1 ? 'paragraph weighs' : 'paragraphs weigh'} one side against the other`,
  linked: (n) => `${percent(n)} of the paragraphs speak of success or failure`,
  narrated: (n) => `${percent(n)} of the paragraphs only tell`,
  themes: (n) => `${n} themes are touched`,
  phases: (n) => `${n} phases of the period are covered`,
  drift: (n) => `${percent(n)} of what is right does not answer the question`,
  line: (n) => (n ? 'the answer takes a line' : 'the answer takes no line'),
  criteria: (n) => ['no test of success is named', 'a test of success is implied', 'a test of success is named'][n] ?? '',
  counterArgument: (n) => ['no opposing argument', 'an opposing argument is mentioned', 'an opposing argument is answered'][n] ?? '',
  balance: (n) => ['neither side is argued', 'one side is argued', 'both sides are argued'][n] ?? '',
  judgement: (n) => ['no judgement', 'a judgement is stated', 'a judgement is supported', 'a judgement is sustained'][n] ?? '',
};

const said = (need: Need) => `${SAID[need.measure](need.reading.value)} (${listed(need.reading.evidence)})`;
const NAMED: Measure[] = ['line', 'criteria', 'counterArgument', 'balance', 'judgement'];
const SHARES: Measure[] = ['beyond', 'errorShare', 'carried', 'analytic', 'linked', 'narrated', 'drift'];

function asked(need: Need): string {
  const show = (value: number) =>
    NAMED.includes(need.measure) ? `"${SAID[need.measure](value)}"` : SHARES.includes(need.measure) ? percent(value) : String(value);
  return need.min !== undefined ? `${NAMED.includes(need.measure) ? '' : 'at least '}${show(need.min)}` : `at most ${show(need.max ?? 0)}`;
}

/** The criterion that keeps the answer out of the next level: the one furthest behind, in the scheme's order. */
function blocking(criteria: Criterion[], level: number, scheme: Scheme): { criterion: string | null; sentence: string } {
  const top = levelsOf(scheme).at(-1)?.n ?? 0;
  const behind = criteria.filter((criterion) => criterion.level <= level && criterion.level < top).sort((a, b) => a.level - b.level)[0];
  if (!behind) return { criterion: null, sentence: 'This is the top of the scheme: every quality of the highest level holds.' };
  const what = behind.next?.criteria[behind.id]?.lacking ?? behind.title.toLowerCase();
  const target = level >= top ? `the top of level ${top}` : `level ${Math.min(top, level + 1)}`;
  return {
    criterion: behind.id,
    sentence: `What keeps it out of ${target}: ${what}. ${behind.missed
      .map((need) => `${said(need)}; level ${behind.level + 1} asks for ${asked(need)}`)
      .map((line) => `${line[0]?.toUpperCase()}${line.slice(1)}.`)
      .join(' ')}`,
  };
}

/** Two marks either way (the tolerance that examiners work to), and no further than the scheme goes. */
function rangeOf(awarded: number, level: number, scheme: Scheme): [number, number] {
  if (level === 0) return [0, Math.min(2, scheme.maxMark)];
  return [Math.max(1, awarded - 2), Math.min(scheme.maxMark, awarded + 2)];
}

function confidenceOf(criteria: Criterion[], claims: Claim[], level: number): Mark['confidence'] {
  const spread = Math.max(...criteria.map((criterion) => criterion.level)) - Math.min(...criteria.map((criterion) => criterion.level));
  const unread = claims.filter((claim) => claim.verdict === 'unverified').length / (claims.length || 1);
  if (level === 0 || claims.length < 5 || spread >= 3 || unread > 0.5) return 'low';
  return spread >= 2 || unread > 0.3 ? 'medium' : 'high';
}
