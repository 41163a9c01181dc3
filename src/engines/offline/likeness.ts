import type { Entry, Knowledge } from './knowledge.ts';
import type { SentenceReading } from './reading.ts';

/** Points whose wordings one clause resembles closely enough to credit without a pattern. */
export function likeWordings(_reading: SentenceReading, _knowledge: Knowledge): { entry: Entry; clauses: [number, number] }[] {
  return [];
}
