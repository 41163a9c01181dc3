import { standingOf } from '../domain/standing.ts';
import type { Store } from '../store/store.ts';
import { nextTurn } from '../turns.ts';
import { revisedScript } from './revised-script.ts';

/** How many essays are looked for at a time. */
const SOME = 50;

/**
 * Writes what stands of essays of which nothing does: those that were marked before standings were kept. One after another, everything else
 * having its turn in between; begun again, it goes on with those that are left. `onFault` hears of each that cannot be read, which stops no other.
 * Returns how many were written.
 */
export async function writeStandings(store: Store, onFault: (submissionId: string, error: unknown) => void): Promise<number> {
  let written = 0;
  for (let after = ''; ; ) {
    const ids = store.withoutStanding({ limit: SOME, after });
    for (const id of ids) {
      try {
        written += writeOne(id, store);
      } catch (error) {
        onFault(id, error);
      }
      await nextTurn();
    }
    if (ids.length < SOME) return written;
    after = ids.at(-1) ?? after;
  }
}

/** 1, or 0 where it is gone meanwhile, or its rubric is. */
function writeOne(id: string, store: Store): number {
  const shown = store.essay(id) && revisedScript(id, store).shown;
  const rubric = shown && store.rubric(shown.made.rubric.id, shown.made.rubric.version);
  if (!rubric) return 0;
  store.addStanding(standingOf(shown.made, shown.revised, rubric));
  return 1;
}
