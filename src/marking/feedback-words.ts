/** Most characters that are taken of what an engine says, so that a long reply cannot crowd the page. */
const WORDS = 600;

/** A quote cut at a word, with an ellipsis; what is left stays as it is in the essay. */
export const shortened = (quote: string, most = 160): string =>
  quote.length <= most ? quote : `${quote.slice(0, quote.lastIndexOf(' ', most - 3))} …`;

/** An engine's words on one line, cut where they run on. */
export const plain = (words: string): string => shortened(words.replace(/\s+/gu, ' ').trim(), WORDS);
