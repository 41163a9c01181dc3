import type { Argument, ParagraphFinding } from '../domain/argument.ts';
import type { CriterionResult, Mark } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Level, Measure, Scheme } from '../domain/rubric-parts.ts';
import { type Measures, measure, type Reading } from './measure.ts';

export type Observations = { claims: Claim[]; paragraphs: ParagraphFinding[]; argument: Argument };
/** `lacking` is the criterion that keeps the answer out of the next level; `missed` the measures that keep each criterion from its own next level. */
export type Decision = { mark: Mark; criteria: CriterionResult[]; lacking: string | null; missed: Record<string, Measure[]> };

type Need = { measure: Measure; holds: boolean; reading: Reading; min: number | undefined; max: number | undefined };
type Criterion = {
  id: string;
  title: string;
  essential: boolean;
  level: number;
  needs: Need[];
  missed: Need[];
  toNext: number[];
  next: Level | undefined;
};

/**
 * The mark of an essay, from the engine's observations and the scheme alone: the same observations give the same mark for ever.
 * Level first (the highest that mostly holds), then the place inside it from the middle: up for what it shows of the level above, down for
 * what it lacks of its own. `why` has a line a step, each naming its claims and paragraphs.
 */
export function decideMark({ claims, paragraphs, argument }: Observations, rubric: Rubric): Decision {
  const measures = measure(claims, paragraphs, argument, rubric);
  const { scheme } = rubric;
  const criteria = judgeAll(measures, scheme);
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
      why: inWords(criterion, scheme),
      evidence: [...new Set(criterion.needs.flatMap((need) => need.reading.evidence))].slice(0, 12),
    })),
    lacking: next.criterion,
    missed: Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.missed.map((need) => need.measure)])),
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
): Pick<Decision, 'mark' | 'lacking'> {
  const { scheme } = rubric;
  const level = levelsOf(scheme).find((one) => one.level.min <= awarded && awarded <= one.level.max)?.n ?? 0;
  const next = blocking(judgeAll(measure(claims, paragraphs, argument, rubric), scheme), level, scheme);
  const top = levelsOf(scheme).at(-1)?.n ?? 0;
  const found = next.criterion !== null || level === top;
  const range = rangeOf(awarded, level, scheme);
  const whyNotHigher = awarded === scheme.maxMark ? HIGHEST : found ? next.sentence : askTeacher(`level ${level + 1}`);
  return { mark: { awarded, outOf: scheme.maxMark, level, range, confidence: 'high', why: [], whyNotHigher }, lacking: next.criterion };
}

const HIGHEST = 'This is the highest mark there is.';

/** Why a mark that a teacher set is no higher, where the findings do not say it. */
export const askTeacher = (what: string): string => `A teacher set this mark; ask them what ${what} still needs.`;

const judgeAll = (measures: Measures, scheme: Scheme) =>
  Object.entries(scheme.criteria)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([id]) => judge(id, scheme, measures));

const levelsOf = (scheme: Scheme) =>
  Object.entries(scheme.levels)
    .map(([name, level]) => ({ n: Number(name), level }))
    .sort((a, b) => a.n - b.n);

/** A level mostly holds when so little of the way to it is missing. */
const NEARLY = 0.1;

/**
 * Climbs from the bottom. A level whose needs all hold is a whole step; of a level that is missed by a little only so much of a step is taken,
 * and of all steps above it, so that no answer falls several levels for a hair's breadth.
 */
function judge(id: string, scheme: Scheme, measures: Measures): Criterion {
  const { title = id, essential = false } = scheme.criteria[id] ?? {};
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
  let [way, climbed, before]: [number, number, Need[]] = [1, 0, []];
  for (const { level } of levelsOf(scheme)) {
    const needs = needsAt(level);
    way *= Math.min(1, ...needs.map((need) => wayTo(need, before)));
    climbed += way;
    before = needs;
  }
  const reached = Math.floor(climbed + NEARLY);
  const next = scheme.levels[String(reached + 1)];
  const own = needsAt(scheme.levels[String(reached)]);
  const ahead = needsAt(next);
  const needs = [...own, ...ahead];
  const toNext = ahead.map((need) => wayTo(need, own));
  return { id, title, essential, level: reached, needs, missed: ahead.filter((need) => !need.holds), toNext, next };
}

const wayTo = (need: Need, before: Need[]) => progress(need, before.find((one) => one.measure === need.measure)?.min ?? 0);

/** How far a measure has come towards a condition, 0 to 1: from what its own level asks for, or, where little is good, from twice the limit. */
function progress({ reading, min, max, holds }: Need, from: number): number {
  if (holds) return 1;
  if (min !== undefined) return Math.max(0, (reading.value - from) / (min - from || 1));
  return max ? Math.max(0, 2 - reading.value / max) : 0;
}

const holding = (criteria: Criterion[], level: number) => criteria.filter((criterion) => criterion.level >= level).length;

/** The highest level that holds for all criteria but one at most, never without an essential one, and that none misses by more than two. */
function levelOf(criteria: Criterion[], scheme: Scheme): number {
  const fits = levelsOf(scheme).filter(
    ({ n }) =>
      holding(criteria, n) >= criteria.length - 1 &&
      criteria.every((criterion) => criterion.level >= n - 2 && (!criterion.essential || criterion.level >= n)),
  );
  return fits.at(-1)?.n ?? 1;
}

/**
 * The place inside the level: from its middle, up for what is there of the level above, down for what is missing.
 * Essential criteria count for half, the others for the other half.
 */
function placeOf(level: number, criteria: Criterion[], scheme: Scheme): { awarded: number; steps: string } {
  const range = scheme.levels[String(level)];
  if (!range) return { awarded: 0, steps: 'no level, so no mark (no claim).' };
  const shown = criteria.map((criterion) => ({ criterion, share: shownOfNext(criterion, level) }));
  const mean = (list: typeof shown) => list.reduce((sum, { share }) => sum + share, 0) / (list.length || 1);
  const [essential, others] = [shown.filter(({ criterion }) => criterion.essential), shown.filter(({ criterion }) => !criterion.essential)];
  const whole = essential.length && others.length ? (mean(essential) + mean(others)) / 2 : mean(shown);
  const middle = Math.floor((range.min + range.max) / 2);
  const awarded = Math.min(range.max, range.min + Math.floor(whole * (range.max - range.min)));
  const move = awarded === middle ? 'and stays there' : awarded > middle ? `up ${awarded - middle}` : `down ${middle - awarded}`;
  const parts = shown.map(
    ({ criterion, share }) =>
      `${criterion.title.toLowerCase()} ${criterion.level < level ? 'falls short of this level' : `${percent(share)} of the way to the next`}`,
  );
  return {
    awarded,
    steps: `from the middle of level ${level} (${middle}) ${move}: ${parts.join('; ')}. The mark is ${awarded} (${evidenceOf(criteria)}).`,
  };
}

/** How much of the next level a criterion shows, from 0 (or when it falls short of this one) to 1 (when it reaches the next). */
function shownOfNext(criterion: Criterion, level: number): number {
  if (criterion.level !== level) return criterion.level > level ? 1 : 0;
  // nothing lies above the top level: the middle is for whoever meets it
  if (!criterion.toNext.length) return 0.5;
  return criterion.toNext.reduce((sum, share) => sum + share, 0) / criterion.toNext.length;
}

const evidenceOf = (criteria: Criterion[]) =>
  listed([...new Set(criteria.flatMap((criterion) => criterion.needs.flatMap((need) => need.reading.evidence)))]);

function listed(all: string[]): string {
  const ids = [...new Set(all)];
  if (!ids.length) return 'no claim';
  return ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ');
}

function reasons(criterion: Criterion): string {
  const missing = new Set(criterion.missed.map((need) => need.measure));
  const held = criterion.needs.filter((need) => need.holds && !missing.has(need.measure)).map(said);
  const missed = criterion.missed.map((need) => `${said(need)}, where level ${criterion.level + 1} asks for ${asked(need)}`);
  return (
    [...new Set([...held, ...missed])].map((line) => `${line[0]?.toUpperCase()}${line.slice(1)}.`).join(' ') ||
    `The least that level ${criterion.level} asks for is there (no claim).`
  );
}

/** Cut, not rounded, so that 19.6% never reads as the 20% it falls short of. */
const percent = (value: number) => `${Math.floor(value * 1000) / 10}%`;
const SAID: Record<Measure, (value: number) => string> = {
  accurate: (n) => `${n} different accurate ideas on the question`,
  exact: (n) => `${n} of them with an exact date, number or name`,
  packed: (n) => `${Math.floor(n * 100) / 100} ideas on the question in ten words of the sentences that bring something right`,
  beyond: (n) => `${percent(n)} of the ideas go beyond the cards`,
  errorShare: (n) => (n ? `mistakes weigh ${percent(n)} against what is right` : 'no mistakes found'),
  carried: (n) => `${percent(n)} of the ideas are explained or argued with`,
  analytic: (n) => `${percent(n)} of the paragraphs explain or weigh`,
  weighed: (n) => `${n || 'no'} ${n > 1 ? 'paragraphs weigh' : 'paragraph weighs'} one side against the other`,
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
  if (!behind) return { criterion: null, sentence: 'This is the highest level, and nothing that it asks for is missing.' };
  const what = behind.next?.criteria[behind.id];
  const target = level >= top ? `the top of level ${top}` : `level ${level + 1}`;
  return {
    criterion: behind.id,
    sentence: `To reach ${target} it needs ${what?.lacking ?? behind.title.toLowerCase()}.`,
  };
}

/** For the student, so without counts: what the level reached says, and what the next one asks for. */
function inWords(criterion: Criterion, scheme: Scheme): string {
  const reached = scheme.levels[String(criterion.level)]?.criteria[criterion.id]?.descriptor ?? 'Not yet at the first level.';
  const lacking = criterion.next?.criteria[criterion.id]?.lacking;
  return lacking ? `${reached} For level ${criterion.level + 1}: ${lacking}.` : reached;
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
