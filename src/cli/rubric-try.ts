import type { TriedSentence } from '../engines/rubric-reader.ts';

/** What sentences were read as, in plain words. */
export const triedLines = (sentences: TriedSentence[]): string[] =>
  sentences.flatMap((one, i) => [...(i > 0 ? [''] : []), ...linesOf(one)]);

function linesOf({ text, met, clashes, comments, stopped, heldBack, names, dates, numbers }: TriedSentence): string[] {
  const found = [
    ...names.map(({ term, words }) => `${words} = ${term}`),
    ...dates.map((date) => `date ${date}`),
    ...numbers.map((number) => `number ${number}`),
  ];
  return [
    `“${text}”`,
    ...(found.length ? [`  found: ${found.join('; ')}`] : []),
    ...met.flatMap(({ id, proposition, beyond, by, because, likeness, right }) => [
      `  makes ${id}${beyond ? ' (beyond the cards)' : ''}: ${proposition}`,
      by === 'pattern' ? `    since it fits the pattern: ${because}` : `    since it is like (${likeness}): ${because}`,
      ...(right.length ? [`    with this right: ${right.join(', ')}`] : []),
    ]),
    ...clashes.map(
      ({ id, kind, said, correction }) =>
        `  clashes with ${id ?? 'the lexicon'} (${kind}): ${[said, correction].filter(Boolean).join('. ')}`,
    ),
    ...comments.map(({ id, correction }) => `  is open to argument (${id}): ${correction}`),
    ...stopped.map(({ id, because }) => `  would make ${id} (${because}), but a denial stands before it`),
    ...(heldBack ? [`  nothing in it is called wrong, since ${heldBack}`] : []),
    ...(met.length || clashes.length || comments.length ? [] : ['  makes no point of this rubric']),
  ];
}
