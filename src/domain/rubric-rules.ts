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
      if (!(entry.theme in bank.themes)) say(`there is no theme called "${entry.theme}"`);
      if (!phases.has(entry.phase)) say(`there is no phase called "${entry.phase}"`, 'phase');
      entry.facts.forEach((fact, i) => {
        if ('who' in fact)
          for (const name of fact.who) if (!(name in bank.lexicon)) say(`"${name}" is not in the lexicon`, 'facts', String(i));
      });
    }
  for (const [id, point] of Object.entries(bank.points)) {
    const say = (detail: string, ...rest: string[]) => problems.push({ path: ['points', id, ...rest], detail });
    if (id in bank.beyond) say('this id is also the id of an entry under beyond');
    for (const card of point.cards) if (!(String(card) in bank.cards)) say(`there is no card ${card}`, 'cards');
    for (const twin of point.twins) {
      const other = bank.points[twin];
      if (!other) say(`its twin "${twin}" does not exist`, 'twins');
      else if (!other.twins.includes(id)) say(`"${twin}" is its twin but does not name it back`, 'twins');
    }
  }
  return problems;
}

/** The rules between a question and the bank and scheme it names. */
export function questionProblems(question: Question, bank: Bank, scheme: Scheme): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const theme of Object.keys(question.themes))
    if (!(theme in bank.themes)) problems.push({ path: ['themes', theme], detail: `the bank has no theme called "${theme}"` });
  for (const side of ['for', 'against'] as const)
    for (const [id, step] of Object.entries(question.argument[side]))
      for (const point of [...step.support, ...step.repliedBy])
        if (!(point in bank.points) && !(point in bank.beyond))
          problems.push({ path: ['argument', side, id], detail: `"${point}" is neither a point nor an entry under beyond` });
  for (const [name, level] of Object.entries(scheme.levels))
    for (const criterion of Object.keys(level.criteria))
      if (!(criterion in scheme.criteria))
        problems.push({ path: ['scheme', 'levels', name, criterion], detail: `the scheme has no criterion called "${criterion}"` });
  return problems;
}
