import type { ReadEssay, Span } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/**
 * The essay as an engine may see it: the candidate's name and sentences addressed to the marker blanked out, every offset unchanged.
 * Quotes are always cut from the original. A name that is also a word of the topic ("May", "Rose") stays, since it gives nobody away.
 */
export function hideName(essay: ReadEssay, candidate: string | null, addressed: Span[], rubric: Rubric): ReadEssay {
  let { text } = essay;
  for (const { start, end } of addressed) text = text.slice(0, start) + blank(text.slice(start, end), ' ') + text.slice(end);
  const names = (candidate ?? '').match(/[\p{L}\p{M}]{2,}/gu) ?? [];
  if (!names.length) return text === essay.text ? essay : { ...essay, text };
  const topic = new Set([
    ...MONTHS,
    ...Object.values(rubric.bank.lexicon).flatMap(({ names }) => names.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{M}]+/u))),
  ]);
  for (const name of names)
    if (!topic.has(name.toLowerCase()))
      text = text.replace(new RegExp(`(?<![\\p{L}\\p{M}])${name}(?![\\p{L}\\p{M}])`, 'giu'), (found) => blank(found, 'X'));
  return text === essay.text ? essay : { ...essay, text };
}

const blank = (text: string, by: string) => text.replace(/\S/gu, (character) => by.repeat(character.length));
