import { Problem } from './errors.ts';

/** A stretch of the essay in UTF-16 code units: `essay.text.slice(start, end)`. */
export type Span = { start: number; end: number };

/** The smallest numbered part: a clause, or a sentence that has only one. `n` counts from 1 through the whole essay. */
export type Clause = Span & { n: number; sentence: number; paragraph: number };

/** `clauses` are the numbers of the first and the last clause. `n` counts from 1. */
export type Sentence = Span & { n: number; paragraph: number; clauses: [first: number, last: number] };

/** `n` counts from 1; `role` says where it stands. Headings and one-line notes count as paragraphs. */
export type Paragraph = Span & { n: number; role: 'opening' | 'body' | 'closing'; sentences: [first: number, last: number] };

/** The essay exactly as submitted, segmented once; both engines speak of its clause and paragraph numbers. */
export type ReadEssay = {
  text: string;
  words: number;
  paragraphs: Paragraph[];
  sentences: Sentence[];
  clauses: Clause[];
};

/** Longest essay that is marked, in words. */
export const MAX_WORDS = 20_000;
/** Longest essay that is marked, in UTF-16 code units: ten to a word. */
export const MAX_CHARACTERS = 10 * MAX_WORDS;
/** Below this many words an essay is marked, with a warning. */
export const SHORT_WORDS = 120;

/** The words of an essay, as the scorer and teachers count them: runs of characters that are not white space. */
export const countWords = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

/**
 * @throws Problem `essay-empty`, `essay-too-long` or `essay-unreadable`: nothing that can be marked.
 */
export function demandEssay(text: string): void {
  if (/\0/u.test(text))
    throw new Problem('essay-unreadable', 'The essay holds NUL bytes, so it is not plain text.', [
      { field: 'text', detail: 'must be plain text' },
    ]);
  if (!text.trim())
    throw new Problem('essay-empty', 'There is nothing to mark: the essay is empty.', [{ field: 'text', detail: 'must not be empty' }]);
  if (!/\p{L}{2,}/u.test(text))
    throw new Problem('essay-unreadable', 'The essay holds no words.', [{ field: 'text', detail: 'must hold words' }]);
  if (text.length > MAX_CHARACTERS)
    throw new Problem('essay-too-long', `The essay has ${text.length} characters; the limit is ${MAX_CHARACTERS}.`, [
      { field: 'text', detail: `at most ${MAX_CHARACTERS} characters` },
    ]);
  const words = countWords(text);
  if (words > MAX_WORDS)
    throw new Problem('essay-too-long', `The essay has ${words} words; the limit is ${MAX_WORDS}.`, [
      { field: 'text', detail: `at most ${MAX_WORDS} words` },
    ]);
}
