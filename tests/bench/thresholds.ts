// npm run thresholds [-- --replay DIR]: how well marks agree where the scheme's thresholds are learnt without the essay that is marked, from
// what the offline engine sees, or a model whose answers are recorded. Prints figures.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseEngine } from '../../src/cli/engine-choice.ts';
import { readConfig } from '../../src/config.ts';
import type { Measure, Scheme } from '../../src/domain/rubric-parts.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { agreementOf } from '../../src/marking/agreement.ts';
import { decideMark, type Observations } from '../../src/marking/decide-mark.ts';
import { shippedRubric } from '../support/builders.ts';

type Seen = { id: string; panel: number; observations: Observations };
type Place = { level: string; criterion: string; measure: Measure; bound: 'min' | 'max' };

const dir = join(import.meta.dirname, '../../fixtures/essays');
const panel: Record<string, { consensus: number }> = JSON.parse(readFileSync(join(dir, 'marks.json'), 'utf8'));
const rubric = shippedRubric();
const { replay } = parseArgs({ options: { replay: { type: 'string' } } }).values;
const deps = {
  engine: chooseEngine(replay ? { replay } : { engine: 'offline' }, readConfig()),
  now: () => '2026-01-01T00:00:00.000Z',
  newId: (prefix: string) => prefix,
};
const scale = { maxMark: 25, tolerance: 2, levelStarts: Object.values(rubric.scheme.levels).map(({ min }) => min) };

/** What a threshold may be. Those of named qualities (a judgement is supported) are no matter of fit and stay. */
const CHOICES: Partial<Record<Measure, number[]>> = {
  accurate: [8, 12, 16, 20, 22, 25, 30, 40, 50],
  packed: [0.4, 0.55, 0.7, 0.78, 0.86, 0.95, 1.05],
  beyond: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3],
  errorShare: [0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16, 0.25],
  analytic: [0.15, 0.25, 0.4, 0.5, 0.6],
  carried: [0, 0.1, 0.2, 0.3],
};
/** Where every learning begins: the middle choice, so that nothing of the shipped scheme is in it. */
const middle = (measure: Measure) => CHOICES[measure]?.[Math.floor((CHOICES[measure]?.length ?? 0) / 2)] ?? 0;
const PASSES = 3;

const places = Object.entries(rubric.scheme.levels).flatMap(([level, { criteria }]) =>
  Object.entries(criteria).flatMap(([criterion, { needs }]) =>
    Object.entries(needs).flatMap(([measure, range]): Place[] =>
      measure in CHOICES ? [{ level, criterion, measure: measure as Measure, bound: range.min === undefined ? 'max' : 'min' }] : [],
    ),
  ),
);
function set(scheme: Scheme, { level, criterion, measure, bound }: Place, value: number): void {
  const needs = scheme.levels[level]?.criteria[criterion]?.needs;
  if (needs) needs[measure] = { [bound]: value };
}
const markOf = ({ observations }: Seen, scheme: Scheme) => decideMark(observations, { ...rubric, scheme }).mark.awarded;
const gapOf = (essays: Seen[], scheme: Scheme) => essays.reduce((sum, one) => sum + Math.abs(markOf(one, scheme) - one.panel), 0);

/** One threshold after another is set to the choice with the least total gap, a few times over. */
function learn(essays: Seen[]): Scheme {
  const scheme = structuredClone(rubric.scheme);
  for (const place of places) set(scheme, place, middle(place.measure));
  for (let pass = 0; pass < PASSES; pass++)
    for (const place of places) {
      const tried = (CHOICES[place.measure] ?? []).map((value) => {
        set(scheme, place, value);
        return { value, gap: gapOf(essays, scheme) };
      });
      set(scheme, place, tried.toSorted((a, b) => a.gap - b.gap)[0]?.value ?? 0);
    }
  return scheme;
}

const essays: Seen[] = [];
for (const name of readdirSync(dir).filter((one) => /^dev-\d+\.md$/u.test(one))) {
  const text = readFileSync(join(dir, name), 'utf8');
  const { claims, paragraphs, argument } = (await markEssay({ submissionId: 'sub_1', text, rubric }, deps)).assessment;
  const id = name.replace('.md', '');
  essays.push({ id, panel: panel[id]?.consensus ?? 0, observations: { claims, paragraphs, argument } });
}
const cut = (value: number | null) => (value === null ? '-' : (Math.trunc(value * 1000) / 1000).toFixed(3));
function print(name: string, marks: number[]): void {
  const { sameLevel, withinTolerance, meanGap, bias, kappa } = agreementOf(
    essays.map((one, i) => ({ mark: marks[i] ?? null, reference: one.panel })),
    scale,
  );
  console.log(
    `${name.padEnd(46)} same level ${cut(sameLevel)}  within two ${cut(withinTolerance)}  mean gap ${cut(meanGap)}  bias ${cut(bias)}  kappa ${cut(kappa)}`,
  );
}
print(
  'the shipped scheme',
  essays.map((one) => markOf(one, rubric.scheme)),
);
const fitted = learn(essays);
print(
  'learnt from all essays',
  essays.map((one) => markOf(one, fitted)),
);
const leftOut = essays.map((one) => markOf(one, learn(essays.filter((other) => other !== one))));
print('learnt without the essay that is marked', leftOut);
