import { Problem } from '../domain/errors.ts';
import type { Refusal } from '../domain/spending.ts';
import type { Calls } from '../engines/engine.ts';
import { type MarkedEssay, markEssay } from '../mark-essay.ts';
import type { Entry } from './batch-class.ts';
import { type Marker, newId, now } from './mark.ts';

/** How a class is marked: so many essays at once. */
export type BatchMarker = Marker & { atOnce: number };

/** What is kept of a class while it is marked: the calls of a model for an essay that is not finished, and what was made of one. */
export type Keeper = { callsOf: (entry: Entry) => Calls; marked: (entry: Entry, made: MarkedEssay) => void };

const FAULT = 'Something went wrong in the program; the others are marked all the same.';

/**
 * Marks essays, several at once, in their order. `keeper` is given each assessment as it comes and keeps it; one that cannot be made or kept
 * is noted with the entry, and the others go on. `ended` is told of each that is over. Where the allowance does not suffice for the next, what
 * is under way is waited for, since it may take less than expected; the refusal that then still stands ends it.
 */
export async function markAll(
  entries: Entry[],
  { engine, rubric, allowance, atOnce }: BatchMarker,
  keeper: Keeper,
  ended: (entry: Entry) => void,
): Promise<Refusal | null> {
  const underway = new Map<Entry, Promise<void>>();
  const texts = () => [...underway.keys()].map(({ essay }) => essay.text);

  async function markOne(entry: Entry): Promise<void> {
    const { text, name: candidate } = entry.essay;
    try {
      const { finished, sent } = keeper.callsOf(entry);
      const keeping = engine.keeping({
        finished,
        sent: (exchanges) => {
          allowance?.took(exchanges);
          sent(exchanges);
        },
      });
      const made = await markEssay({ submissionId: entry.submissionId, text, rubric, candidate }, { engine: keeping, now, newId });
      keeper.marked(entry, made);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      entry.why = error instanceof Problem ? error.detail : code ? `Its file could not be written (${code}).` : FAULT;
    }
    underway.delete(entry);
    ended(entry);
  }

  for (const entry of entries) {
    while (underway.size >= atOnce) await Promise.race(underway.values());
    let refusal = allowance?.refusal(entry.essay.text, texts()) ?? null;
    while (refusal && underway.size) {
      await Promise.race(underway.values());
      refusal = allowance?.refusal(entry.essay.text, texts()) ?? null;
    }
    if (refusal) return refusal;
    underway.set(entry, markOne(entry));
  }
  await Promise.all(underway.values());
  return null;
}
