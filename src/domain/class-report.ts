import { z } from 'zod';
import { ScriptState } from './batch.ts';
import { changesOf, leftOutIn, mistakesIn, targetsIn } from './class-report-parts.ts';
import { Changes, LeftOut, Mistake, type ReportRow, someOf, someSchema, TargetNeed } from './class-report-words.ts';
import type { Rubric } from './rubric.ts';
import { Spread, spreadOf } from './spread.ts';

export type { ReportRow } from './class-report-words.ts';

const count = z.number().int().min(0);
const LevelCount = z.object({ level: count, min: z.number().int(), max: z.number().int(), scripts: count });

/** What a class did, and what it needs next. Lists are cut: `more` says by how many. Marks are whole, 0 to `outOf`. */
export const ClassReport = z.object({
  rubric: z.object({ id: z.string(), version: z.number().int(), title: z.string() }),
  outOf: z.number().int().min(1),
  scripts: count,
  states: z.record(ScriptState, count),
  withMark: count,
  withoutMark: count,
  read: count.describe('scripts that an engine could read: of these targets, mistakes and what is left out are counted'),
  spread: Spread,
  marks: z.array(z.object({ mark: count, scripts: count })).describe('the marks that were given, lowest first'),
  levels: z.array(LevelCount),
  groups: someSchema(
    z.object({
      group: z.string().nullable().describe('null: in no group'),
      scripts: count,
      spread: Spread,
      levels: z.array(LevelCount),
    }),
  ).describe('none where no script is in a group'),
  targets: someSchema(TargetNeed),
  mistakes: someSchema(Mistake),
  leftOut: z.object({ themes: z.array(LeftOut), phases: z.array(LeftOut) }),
  changes: Changes,
});
export type ClassReport = z.infer<typeof ClassReport>;

/** Most groups that are told apart. */
const GROUPS = 50;

/** The report of a class. It goes through the rows a fixed number of times, so that 10,000 of them take no time to speak of. */
export function classReport(rows: ReportRow[], rubric: Rubric): ClassReport {
  const marks = marksOf(rows);
  const read = rows.filter(wasRead);
  return {
    rubric: { id: rubric.id, version: rubric.version, title: rubric.question.title },
    outOf: rubric.scheme.maxMark,
    scripts: rows.length,
    states: statesOf(rows),
    withMark: marks.length,
    withoutMark: rows.length - marks.length,
    read: read.length,
    spread: spreadOf(marks),
    marks: [...tally(marks)].map(([mark, scripts]) => ({ mark, scripts })).sort((a, b) => a.mark - b.mark),
    levels: levelsOf(rows, rubric),
    groups: groupsOf(rows, rubric),
    targets: targetsIn(read, rubric),
    mistakes: mistakesIn(read),
    leftOut: leftOutIn(read, rubric),
    changes: changesOf(rows),
  };
}

/** An essay that no engine could read leaves everything out and needs nothing: its digest would tell of the engine, not of the student. */
const wasRead = ({ digest, awardedByEngine }: ReportRow): boolean =>
  digest !== null && (awardedByEngine !== null || digest.targets.length > 0 || digest.mistakes.length > 0);

const marksOf = (rows: ReportRow[]) => rows.flatMap(({ awarded }) => awarded ?? []);

function statesOf(rows: ReportRow[]): ClassReport['states'] {
  const counts = tally(rows.map(({ state }) => state));
  return Object.fromEntries(ScriptState.options.map((state) => [state, counts.get(state) ?? 0])) as ClassReport['states'];
}

/** Every level of the scheme, and level 0 where somebody is in it. */
function levelsOf(rows: ReportRow[], { scheme }: Rubric): ClassReport['levels'] {
  const levels = Object.entries(scheme.levels).map(([name, { min, max }]) => ({ level: Number(name), min, max }));
  const levelAt = (mark: number) => Math.max(0, ...levels.map(({ level, min }) => (min <= mark ? level : 0)));
  const counts = tally(rows.flatMap(({ awarded, level }) => (awarded === null ? [] : (level ?? levelAt(awarded)))));
  return [...(counts.has(0) ? [{ level: 0, min: 0, max: 0 }] : []), ...levels]
    .map((one) => ({ ...one, scripts: counts.get(one.level) ?? 0 }))
    .sort((a, b) => a.level - b.level);
}

function groupsOf(rows: ReportRow[], rubric: Rubric): ClassReport['groups'] {
  const groups = Map.groupBy(rows, ({ group }) => group);
  if (!groups.size || (groups.size === 1 && groups.has(null))) return { shown: [], more: 0 };
  const { compare } = new Intl.Collator('en-GB', { numeric: true });
  const named = [...groups].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : compare(a, b)));
  return someOf(named, GROUPS, ([group, of]) => ({
    group,
    scripts: of.length,
    spread: spreadOf(marksOf(of)),
    levels: levelsOf(of, rubric),
  }));
}

function tally<T>(list: T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
