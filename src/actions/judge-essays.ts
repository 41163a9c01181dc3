import type { Incoming } from '../domain/batch.ts';
import { judge } from '../intake/judge-text.ts';
import { refused } from '../intake/outcome.ts';

/** An essay of a batch that is sent as text. */
export type EssayIn = { identifier: string; name?: string | null | undefined; group?: string | null | undefined; text: string };

const HALF = refused('not-text', 'It holds half a character (a lone surrogate), so it is not plain text.');

/** The outcome of each essay, by the rules that hold for files: whether it can be marked, and whether it came before. */
export function judgeEssays(essays: EssayIn[]): Incoming[] {
  const judged = judge();
  return essays.map(({ identifier, name = null, group = null, text }): Incoming => {
    const reading = text.isWellFormed() ? { text, note: null } : HALF;
    return { fileName: identifier, identifier, name, group, ...judged(reading, identifier) };
  });
}
