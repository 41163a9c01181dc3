import {
  type Changes,
  type LeftOut,
  type Mistake,
  type ReportRow,
  type Some,
  type Student,
  someOf,
  studentOf,
  type TargetNeed,
} from './class-report-words.ts';
import type { Rubric } from './rubric.ts';
import { meanOf } from './spread.ts';

/** Most that a report lists. */
const LIMITS = { targets: 40, studentsOfTarget: 100, mistakes: 20, sentences: 5, changes: 5 };

/** Every target of the scheme, and any other that a script was given: first what most need next. */
export function targetsIn(rows: ReportRow[], { scheme }: Rubric): Some<TargetNeed> {
  const criteria = new Map(Object.entries(scheme.criteria).map(([id, { order }]) => [id, order]));
  const known = Object.entries(scheme.targets)
    .sort(([, a], [, b]) => (criteria.get(a.criterion) ?? 0) - (criteria.get(b.criterion) ?? 0) || a.order - b.order)
    .map(([id, { title }]) => ({ id, title, first: [] as ReportRow[], later: [] as ReportRow[] }));
  const needs = new Map(known.map((need) => [need.id, need]));
  for (const row of rows)
    eachOnce(row.digest?.targets, (id, place) => {
      const known = needs.get(id);
      const need = known ?? { id, title: id, first: [], later: [] };
      if (!known) needs.set(id, need);
      need[place === 0 ? 'first' : 'later'].push(row);
    });
  const most = [...needs.values()].sort((a, b) => b.first.length - a.first.length || b.later.length - a.later.length);
  return someOf(most, LIMITS.targets, ({ id, title, first, later }) => ({
    id,
    title,
    first: first.length,
    all: first.length + later.length,
    who: whoOf(first, later),
  }));
}

/** Those who need it first, by name, before the others, by name. Only what is shown is sorted, since of thousands little is. */
function whoOf(first: ReportRow[], later: ReportRow[]): TargetNeed['who'] {
  const shown = first.slice(0, LIMITS.studentsOfTarget);
  const others = later.slice(0, LIMITS.studentsOfTarget - shown.length);
  return {
    shown: [
      ...shown.sort(byName).map((row) => ({ ...studentOf(row), first: true })),
      ...others.sort(byName).map((row) => ({ ...studentOf(row), first: false })),
    ],
    more: first.length + later.length - shown.length - others.length,
  };
}

const { compare } = new Intl.Collator('en-GB', { numeric: true });
const byName = (a: Student, b: Student) => compare(a.name ?? a.identifier, b.name ?? b.identifier) || compare(a.identifier, b.identifier);

/** The mistakes that most scripts make. A script counts once for a mistake, by the first sentence that makes it. */
export function mistakesIn(rows: ReportRow[]): Some<Mistake> {
  const made = new Map<string, { correction: string; by: { row: ReportRow; quote: string }[] }>();
  for (const row of rows)
    for (const { correction, quote } of row.digest?.mistakes ?? []) {
      const known = made.get(correction);
      const mistake = known ?? { correction, by: [] };
      if (!known) made.set(correction, mistake);
      if (mistake.by.at(-1)?.row !== row) mistake.by.push({ row, quote });
    }
  const most = [...made.values()].sort((a, b) => b.by.length - a.by.length);
  return someOf(most, LIMITS.mistakes, ({ correction, by }) => ({
    correction,
    scripts: by.length,
    sentences: someOf(by, LIMITS.sentences, ({ row, quote }) => ({ ...studentOf(row), quote })),
  }));
}

/** What scripts leave out, in the order of the bank: themes that are reported, and the phases of the question's period. */
export function leftOutIn(rows: ReportRow[], { bank, question }: Rubric): Record<'themes' | 'phases', LeftOut[]> {
  const themes = absences(rows, 'themes');
  const phases = absences(rows, 'phases');
  return {
    themes: inOrder(bank.themes)
      .filter(([, { reported }]) => reported !== false)
      .map(([id, { title }]) => ({ id, title, background: question.themes[id] === 'background', scripts: themes.get(id) ?? 0 })),
    phases: inOrder(bank.phases)
      .filter(([id]) => !id.startsWith('before'))
      .map(([id, { title }]) => ({ id, title, background: false, scripts: phases.get(id) ?? 0 })),
  };
}

/** How far the marks that hold are from the engine's own. */
export function changesOf(rows: ReportRow[]): Changes {
  const compared = rows.flatMap((row) =>
    row.awarded === null || row.awardedByEngine === null ? [] : [{ row, from: row.awardedByEngine, to: row.awarded }],
  );
  const changed = compared.filter(({ from, to }) => from !== to);
  const steps = changed.map(({ from, to }) => to - from);
  const biggest = changed.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  return {
    compared: compared.length,
    changed: changed.length,
    raised: steps.filter((step) => step > 0).length,
    lowered: steps.filter((step) => step < 0).length,
    given: rows.filter(({ awarded, awardedByEngine }) => awarded !== null && awardedByEngine === null).length,
    mean: meanOf(steps),
    meanSize: meanOf(steps.map(Math.abs)),
    biggest: someOf(biggest, LIMITS.changes, ({ row, from, to }) => ({ ...studentOf(row), from, to })),
  };
}

function absences(rows: ReportRow[], of: 'themes' | 'phases'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { digest } of rows) eachOnce(digest?.absent[of], (id) => counts.set(id, (counts.get(id) ?? 0) + 1));
  return counts;
}

/** Each of a short list, once however often it stands there. A set for each of thousands of lists would take most of the time of a report. */
function eachOnce(list: string[] | undefined, use: (id: string, place: number) => void): void {
  if (list)
    for (let place = 0; place < list.length; place++) if (list.indexOf(list[place] as string) === place) use(list[place] as string, place);
}

const inOrder = <T extends { order: number }>(entries: Record<string, T>) =>
  Object.entries(entries).sort(([, a], [, b]) => a.order - b.order);
