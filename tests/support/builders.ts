import type { Argument, ParagraphFinding } from '../../src/domain/argument.ts';
import type { Check } from '../../src/domain/check.ts';
import type { Claim } from '../../src/domain/claim.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { Bank, Question, Scheme } from '../../src/domain/rubric-parts.ts';
import { loadRubrics } from '../../src/rubric-files.ts';

/** The product's own rubric, as version 1. */
export function shippedRubric(id = 'stalin-foreign-policy'): Rubric {
  const rubric = loadRubrics(`${import.meta.dirname}/../../rubrics`).find((one) => one.id === id);
  if (!rubric) throw new Error(`no rubric ${id}`);
  return { ...rubric, version: 1 };
}

/** A bank of entries `theme-1.point-1` ..., four a theme, every fourth beyond the cards, with the shipped scheme. */
export function smallRubric(points = 40): Rubric {
  const shipped = shippedRubric();
  const ids = Array.from({ length: points }, (_, i) => `theme-${Math.floor(i / 4) + 1}.point-${i + 1}`);
  const themes = Object.fromEntries(ids.map((id) => [id.split('.')[0], { title: id, order: 1 }]));
  const phases = ['1929-33', '1933-38', '1939-40'];
  const entry = (id: string) => ({ theme: id.split('.')[0], proposition: `What ${id} says.`, phase: phases[id.length % 3] });
  const bank = Bank.parse({
    id: 'small',
    title: 'Small',
    cards: { 1: 'One card' },
    themes,
    phases: Object.fromEntries(phases.map((phase, order) => [phase, { title: phase, order }])),
    lexicon: {},
    points: Object.fromEntries(ids.filter((_, i) => i % 4 < 3).map((id) => [id, { ...entry(id), cards: [1] }])),
    beyond: Object.fromEntries(ids.filter((_, i) => i % 4 === 3).map((id) => [id, entry(id)])),
  });
  const question = Question.parse({ ...shipped.question, id: 'small', bank: 'small', themes: {}, argument: { for: {}, against: {} } });
  return { id: 'small', version: 1, hash: `sha256-small-${points}`, question, bank, scheme: Scheme.parse(shipped.scheme) };
}

export function claim(n: number, more: Partial<Claim> = {}): Claim {
  return {
    id: `clm_${n}`,
    start: n * 100,
    end: n * 100 + 20,
    quote: `claim number ${n} here`,
    sentence: Math.ceil(n / 2),
    sentenceWords: 5 + ((Math.ceil(n / 2) * 7) % 31),
    kind: 'fact',
    verdict: 'supported',
    points: [`theme-${Math.floor((n - 1) / 4) + 1}.point-${n}`],
    cards: [1],
    side: null,
    use: 'stated',
    relevance: 'question',
    severity: null,
    exact: false,
    themes: [`theme-${Math.floor((n - 1) / 4) + 1}`],
    phases: [['1929-33', '1933-38', '1939-40'][n % 3] ?? ''],
    explanation: '',
    hint: null,
    correction: null,
    note: null,
    ...more,
  };
}

export function paragraph(n: number, claims: string[], more: Partial<ParagraphFinding> = {}): ParagraphFinding {
  return { id: `par_${n}`, start: n * 1000, end: n * 1000 + 900, mode: 'explains', link: 'explicit', claims, ...more };
}

export const someArgument: Argument = {
  line: 'par_1',
  criteria: 'implicit',
  counterArgument: 'mentioned',
  balance: 'both',
  judgement: 'supported',
};

/** A check by Hillside that holds for what the fake engine marks against the small rubric. */
export const aCheck = (more: Partial<Check> = {}): Check => ({
  id: 'chk_built',
  panel: 'Hillside',
  scripts: 14,
  meanGap: 1.2,
  withinTolerance: 0.75,
  tolerance: 2,
  at: '2026-01-02T03:04:05.000Z',
  rubric: { id: 'small', version: 1, hash: smallRubric().hash },
  engine: { id: 'offline', version: 'fake', model: null },
  by: 'Head of History',
  withdrawnAt: null,
  ...more,
});
