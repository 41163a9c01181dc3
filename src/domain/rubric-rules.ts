import type { Bank, Question, Scheme } from './rubric-parts.ts';

/** A rule broken, with the path of the entry that breaks it. */
export type RuleProblem = { path: string[]; detail: string };

/** The rules between the parts of a bank that its shape alone does not hold. */
export function bankProblems(bank: Bank): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const phases = new Set(Object.keys(bank.phases));
  for (const part of ['points', 'beyond'] as const)
    for (const [id, entry] of Object.entries(bank[part])) {
      const say = (detail: string, ...rest: string[]) => problems.push({ path: [part, id, ...rest], detail });
      if (!Object.hasOwn(bank.themes, entry.theme)) say(`there is no theme called "${entry.theme}"`, 'theme');
      if (!phases.has(entry.phase)) say(`there is no phase called "${entry.phase}"`, 'phase');
      entry.facts.forEach((fact, i) => {
        const date = 'when' in fact ? dateProblem(fact.when) : null;
        if (date) say(date, 'facts', String(i), 'when');
        if ('number' in fact && fact.number.from > fact.number.to)
          say('the range ends below where it begins', 'facts', String(i), 'number');
        if ('who' in fact)
          for (const name of fact.who)
            if (!Object.hasOwn(bank.lexicon, name)) say(`"${name}" is not in the lexicon`, 'facts', String(i), 'who');
      });
    }
  for (const [id, { when }] of Object.entries(bank.lexicon)) {
    const date = when === undefined ? null : dateProblem(when);
    if (date) problems.push({ path: ['lexicon', id, 'when'], detail: date });
  }
  for (const [id, point] of Object.entries(bank.points)) {
    const say = (detail: string, ...rest: string[]) => problems.push({ path: ['points', id, ...rest], detail });
    if (Object.hasOwn(bank.beyond, id)) say('this id is also the id of an entry under beyond');
    for (const card of point.cards) if (!Object.hasOwn(bank.cards, String(card))) say(`there is no card ${card}`, 'cards');
    for (const twin of point.twins) {
      const other = bank.points[twin];
      if (!other) say(`its twin "${twin}" does not exist`, 'twins');
      else if (!other.twins.includes(id)) say(`"${twin}" is its twin but does not name it back`, 'twins');
    }
  }
  return problems;
}

/** What is wrong with a date or span of the right form: a day that is none, or an end before the beginning. */
function dateProblem(when: string): string | null {
  const ends = when.split('..');
  for (const end of ends) {
    const [year = 0, month = 1, day = 1] = end.split('-').map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return `there is no such date as ${end}`;
  }
  const [from = '', to = from] = ends;
  return from.slice(0, to.length) > to.slice(0, from.length) ? `${to} comes before ${from}` : null;
}

/** The rules between a question and the bank it names. */
export function questionProblems(question: Question, bank: Bank): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const theme of Object.keys(question.themes))
    if (!Object.hasOwn(bank.themes, theme)) problems.push({ path: ['themes', theme], detail: `the bank has no theme called "${theme}"` });
  for (const side of ['for', 'against'] as const)
    for (const [id, step] of Object.entries(question.argument[side]))
      for (const point of [...step.support, ...step.repliedBy])
        if (!Object.hasOwn(bank.points, point) && !Object.hasOwn(bank.beyond, point))
          problems.push({ path: ['argument', side, id], detail: `"${point}" is neither a point nor an entry under beyond` });
  return problems;
}

/** The rules inside a mark scheme that its shape alone does not hold. */
export function schemeProblems({ criteria, levels, targets }: Pick<Scheme, 'criteria' | 'levels' | 'targets'>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const known = (criterion: string, path: string[]) => {
    if (!Object.hasOwn(criteria, criterion)) problems.push({ path, detail: `the scheme has no criterion called "${criterion}"` });
  };
  for (const [name, level] of Object.entries(levels))
    for (const criterion of Object.keys(level.criteria)) known(criterion, ['levels', name, 'criteria', criterion]);
  for (const [id, { criterion }] of Object.entries(targets)) known(criterion, ['targets', id, 'criterion']);
  return problems;
}

/** Levels are called 1, 2, 3 ... and their marks run from 1 to maxMark without a gap or an overlap. */
export function levelProblems(levels: Record<string, { min: number; max: number }>, maxMark: number): RuleProblem[] {
  const problems: RuleProblem[] = [];
  let next = 1;
  for (const [i, [name, { min, max }]] of Object.entries(levels)
    .sort(([a], [b]) => Number(a) - Number(b))
    .entries()) {
    const say = (detail: string) => problems.push({ path: ['levels', name], detail });
    if (Number(name) !== i + 1) say(`the levels must be called 1, 2, 3 and so on: there is no level ${i + 1}`);
    if (min !== next || max < min) say(`level ${name} must begin at ${next}, where the level below ends, and not end before it begins`);
    next = max + 1;
  }
  if (next !== maxMark + 1) problems.push({ path: ['levels'], detail: `the levels end at ${next - 1} but maxMark is ${maxMark}` });
  return problems;
}

/** Boundaries speak of every level once and rise from level to level, or a level could never be reached. */
export function boundaryProblems({
  levels,
  boundaries = {},
}: {
  levels: object;
  boundaries?: Record<string, Record<string, number>> | undefined;
}): RuleProblem[] {
  const names = Object.keys(levels).sort();
  return Object.entries(boundaries).flatMap(([engine, begins]): RuleProblem[] => {
    const path = ['boundaries', engine];
    if (String(Object.keys(begins).sort()) !== String(names)) return [{ path, detail: `must say where levels ${names.join(', ')} begin` }];
    const wrong = names.find((name, i) => i > 0 && (begins[name] ?? 0) <= (begins[names[i - 1] ?? ''] ?? 0));
    if (wrong !== undefined) return [{ path: [...path, wrong], detail: 'must be higher than where the level below begins' }];
    return (begins[names.at(-1) ?? ''] ?? 0) < names.length ? [] : [{ path, detail: `the highest level must begin below ${names.length}` }];
  });
}
