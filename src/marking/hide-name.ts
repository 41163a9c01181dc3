import type { ReadEssay, Span } from '../domain/essay.ts';

/**
 * The essay as an engine may see it: the candidate's name and sentences addressed to the marker blanked out, every offset unchanged.
 * Quotes are always cut from the original.
 */
export function hideName(essay: ReadEssay, candidate: string | null, addressed: Span[]): ReadEssay {
  let { text } = essay;
  for (const { start, end } of addressed) text = text.slice(0, start) + blank(text.slice(start, end), ' ') + text.slice(end);
  const names = (candidate ?? '').match(/[\p{L}\p{M}'’-]{2,}/gu) ?? [];
  for (const name of names)
    text = text.replace(new RegExp(`(?<![\\p{L}\\p{M}])${escaped(name)}(?![\\p{L}\\p{M}])`, 'giu'), (found) => blank(found, 'X'));
  return text === essay.text ? essay : { ...essay, text };
}

const blank = (text: string, by: string) => text.replace(/\S/gu, (character) => by.repeat(character.length));
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\-]/gu, '\\$&');
