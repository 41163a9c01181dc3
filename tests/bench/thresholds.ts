// npm run thresholds: where the levels begin for each engine, learnt from the marks of the development essays, and how well marks agree where
// they are learnt without the essay that is marked. The model's answers are the recorded ones; its shipped boundaries are learnt from dev-01 to
// dev-12 alone, on which its prompts were tuned. Prints figures.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine } from '../../src/cli/engine-choice.ts';
import { readConfig } from '../../src/config.ts';
import { levelsOf } from '../../src/domain/reach.ts';
import { markEssay } from '../../src/mark-essay.ts';
import { agreementOf } from '../../src/marking/agreement.ts';
import { decideMark, type Observations } from '../../src/marking/decide-mark.ts';
import { judgeCriteria, wholeReach } from '../../src/marking/judge-criteria.ts';
import { measure } from '../../src/marking/measure.ts';
import { shippedRubric } from '../support/builders.ts';

type Seen = { id: string; panel: number; reach: number; observations: Observations };
type Boundaries = Record<string, number>;

const fixtures = join(import.meta.dirname, '../../fixtures');
const panel: Record<string, { consensus: number }> = JSON.parse(readFileSync(join(fixtures, 'essays/marks.json'), 'utf8'));
const ids = readdirSync(join(fixtures, 'essays')).flatMap((name) => /^(dev-\d+)\.md$/u.exec(name)?.[1] ?? []);
const rubric = shippedRubric();
const levels = levelsOf(rubric.scheme);
const scale = { maxMark: rubric.scheme.maxMark, tolerance: 2, levelStarts: levels.map(({ level }) => level.min) };

async function see(engineId: 'offline' | 'openai'): Promise<Seen[]> {
  const engine = chooseEngine(engineId === 'openai' ? { replay: join(fixtures, 'recordings') } : { engine: 'offline' }, readConfig({}));
  const deps = { engine, now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => prefix };
  const seen: Seen[] = [];
  for (const id of ids) {
    const text = readFileSync(join(fixtures, 'essays', `${id}.md`), 'utf8');
    const { claims, paragraphs, argument } = (await markEssay({ submissionId: 'sub_1', text, rubric }, deps)).assessment;
    const measures = measure(claims, paragraphs, argument, rubric);
    const reach = wholeReach(judgeCriteria(measures, rubric.scheme, engineId));
    seen.push({ id, panel: panel[id]?.consensus ?? 0, reach, observations: { claims, paragraphs, argument } });
  }
  return seen;
}

/** The straight line from reach to mark with the least squares, and where each level's first mark, less a half, lies on it. */
function learn(essays: Seen[]): Boundaries {
  const mean = (of: (one: Seen) => number) => essays.reduce((sum, one) => sum + of(one), 0) / essays.length;
  const [x, y] = [mean(({ reach }) => reach), mean(({ panel: mark }) => mark)];
  const slope = mean(({ reach, panel: mark }) => (reach - x) * (mark - y)) / mean(({ reach }) => (reach - x) ** 2);
  return Object.fromEntries(levels.map(({ n, level }) => [n, Math.max(0, x + (level.min - 0.5 - y) / slope)]));
}

const markOf = ({ observations }: Seen, engine: string, boundaries: Boundaries) =>
  decideMark(observations, { ...rubric, scheme: { ...rubric.scheme, boundaries: { [engine]: boundaries } } }, engine).mark.awarded;
const cut = (value: number | null) => (value === null ? '-' : (Math.trunc(value * 1000) / 1000).toFixed(3));

function print(name: string, essays: Seen[], marks: number[]): void {
  const { sameLevel, withinTolerance, meanGap, bias, kappa } = agreementOf(
    essays.map((one, i) => ({ mark: marks[i] ?? null, reference: one.panel })),
    scale,
  );
  console.log(
    `  ${name.padEnd(52)} same level ${cut(sameLevel)}  within two ${cut(withinTolerance)}  mean gap ${cut(meanGap)}  bias ${cut(bias)}  kappa ${cut(kappa)}`,
  );
}

for (const engine of ['offline', 'openai'] as const) {
  const seen = await see(engine);
  const early = seen.filter(({ id }) => id <= 'dev-12');
  const late = seen.filter(({ id }) => id > 'dev-12');
  const by = (essays: Seen[], boundariesFor: (one: Seen) => Boundaries) => essays.map((one) => markOf(one, engine, boundariesFor(one)));
  const shipped = rubric.scheme.boundaries?.[engine] ?? {};
  console.log(`${engine}, boundaries shipped: ${Object.values(shipped).join(', ')}`);
  for (const [name, essays] of Object.entries({ 'dev-01 to dev-12': early, 'dev-13 to dev-28': late, 'all essays': seen }))
    print(
      `shipped, ${name}`,
      essays,
      by(essays, () => shipped),
    );
  const from = engine === 'offline' ? seen : early;
  console.log(`  learnt from ${from.length} essays: ${Object.values(learn(from)).map(cut).join(', ')}`);
  for (const [name, essays] of Object.entries({ 'dev-01 to dev-12': early, 'all essays': seen })) {
    const others = (one: Seen) => essays.filter((other) => other !== one);
    print(
      `learnt without the essay that is marked, ${name}`,
      essays,
      by(essays, (one) => learn(others(one))),
    );
  }
  const fromEarly = learn(early);
  print(
    'learnt from dev-01 to dev-12, on dev-13 to dev-28',
    late,
    by(late, () => fromEarly),
  );
}
