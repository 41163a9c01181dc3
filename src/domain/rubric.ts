import { levelOutOfReach } from './reach.ts';
import type { Bank, Beyond, Point, Question, Scheme } from './rubric-parts.ts';

/** A question with its bank and scheme resolved: what an essay is marked against. `points`, `levels` and `themes` are keyed by id. */
export type Rubric = {
  id: string;
  version: number;
  /** `sha256-` and the hex digest of the canonical JSON of question, bank and scheme. */
  hash: string;
  question: Question;
  bank: Bank;
  scheme: Scheme;
};

/** A point or a `beyond` entry, whichever has this id. */
export const entryOf = (rubric: Rubric, id: string): Point | Beyond | undefined => rubric.bank.points[id] ?? rubric.bank.beyond[id];

/** The cards on which points rest, the first of each, each once, in order. */
export const cardsOf = (rubric: Rubric, ids: string[]): number[] =>
  [...new Set(ids.flatMap((id) => rubric.bank.points[id]?.cards.slice(0, 1) ?? []))].sort((a, b) => a - b);

/** One id for a point and all its twins, so that the same idea is never counted twice. */
export const ideaOf = (rubric: Rubric, id: string): string => [id, ...(rubric.bank.points[id]?.twins ?? [])].sort()[0] ?? id;

/** Why essays get no mark against this rubric, in plain words; null where nothing stands in the way. */
export function whyNoMark({ bank, scheme }: Pick<Rubric, 'bank' | 'scheme'>): string | null {
  const entries = [...Object.values(bank.points), ...Object.values(bank.beyond)];
  const open = entries.filter((entry) => entry.unreviewed).length;
  if (!open) {
    const far = outOfReach(scheme, entries.length);
    if (far) return `${far.slice(0, -1)}, so the essay gets feedback but no mark.`;
    const bare = Object.keys(scheme.levels).find((name) => Number(name) > 1 && isBare(scheme, name));
    return bare === undefined
      ? null
      : `Its mark scheme does not say yet what level ${bare} asks for, so the essay gets feedback but no mark.`;
  }
  const which = open === entries.length ? 'Its points have' : `${open} of its ${entries.length} points ${open === 1 ? 'has' : 'have'}`;
  return `This rubric is a draft. ${which} not been reviewed by a teacher yet, so the essay gets feedback but no mark.`;
}

/** Where there are so few ideas that no answer could reach a level; null where every level can be reached. */
export function outOfReach(scheme: Scheme, ideas: number): string | null {
  const level = levelOutOfReach(scheme, ideas);
  return level === null ? null : `The rubric holds only ${ideas} ideas, with which no answer comes to level ${level} of its mark scheme.`;
}

/** A level without a condition that code can read: every answer would reach it. */
const isBare = (scheme: Scheme, level: string) =>
  Object.values(scheme.levels[level]?.criteria ?? {}).every(({ needs }) => Object.keys(needs).length === 0);

/** A rubric as a student may read it: the question, the scheme and the titles, without the points that answer the question. */
export const withoutAnswers = ({ bank, question, ...rubric }: Rubric): Rubric => ({
  ...rubric,
  question: { ...question, argument: { for: {}, against: {} } },
  bank: { ...bank, lexicon: {}, points: {}, beyond: {} },
});
