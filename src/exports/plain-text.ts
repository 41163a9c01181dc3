/**
 * Text that every file can hold and that cannot turn the text around it: without control characters (tab and line feed stay), halves of
 * surrogate pairs, code points that are no characters, and changes of direction. Line ends become line feeds.
 */
export const plainText = (text: string): string =>
  text.replaceAll(/\r\n?/gu, '\n').replaceAll(/(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|[\u202A-\u202E\u2066-\u2069]/gu, '');

/** What a spreadsheet could take for the beginning of a formula, in the narrow and the full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell's text with an apostrophe before what a spreadsheet could run. */
export function neutralised(text: string): string {
  const plain = plainText(text);
  return FORMULA.test(plain) ? `'${plain}` : plain;
}
