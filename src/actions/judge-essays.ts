import type { Incoming } from '../domain/batch.ts';
import { judge } from '../intake/judge-text.ts';
import { refused } from '../intake/outcome.ts';
import { turns } from '../turns.ts';

/** An essay of a batch that is sent as text. */
export type EssayIn = { identifier: string; name?: string | null | undefined; group?: string | null | undefined; text: string };

const HALF = refused('not-text', 'It holds half a character (a lone surrogate), so it is not plain text.');

/** The outcome of each essay, by the rules that hold for files: whether it can be marked, and whether it came before. Takes turns with other work. */
export async function judgeEssays(essays: EssayIn[]): Promise<Incoming[]> {
  const judged = judge();
  const turn = turns();
  const incoming: Incoming[] = [];
  for (const { identifier, name = null, group = null, text } of essays) {
    const reading = text.isWellFormed() ? { text, note: null } : HALF;
    incoming.push({ fileName: identifier, identifier, name, group, ...judged(reading, identifier) });
    await turn();
  }
  return incoming;
}
