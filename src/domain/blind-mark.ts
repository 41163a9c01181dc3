import type { Actor } from './actor.ts';
import type { ScriptState } from './batch.ts';

/** The mark that a teacher gave before seeing the engine's. Whole, 0 to the scheme's maxMark. */
export type BlindMark = { submissionId: string; author: string; awarded: number; at: string };

/**
 * Whether someone may not see yet what the engine made of a script: each teacher before a mark of their own, a head of department before
 * anybody's. Once it is released there is nothing left to hide.
 */
export function isBlindTo(
  { role, name }: Actor,
  { blind, marks }: { blind: boolean; marks: Pick<BlindMark, 'author'>[] },
  state: ScriptState,
): boolean {
  if (!blind || state === 'released') return false;
  if (role === 'admin') return marks.length === 0;
  return role === 'teacher' && !marks.some(({ author }) => author === name);
}
