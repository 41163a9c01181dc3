/** Longest file name or identifier that is kept, in UTF-16 code units. */
export const MAX_NAME = 200;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** Text from outside as it may stand in a list: on one line, without characters that are not seen, at most MAX_NAME long. */
export const cleaned = (text: string): string =>
  text
    .slice(0, 20 * MAX_NAME)
    .normalize('NFC')
    .replace(/\s/gu, ' ')
    .replace(UNSEEN, '')
    .replace(/ {2,}/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .replace(/\p{Cs}$/u, '')
    .trim();

/** The parts of a path, cleaned: folders first, the file last. Both kinds of slash part; `.` and `..` are left out. */
export const segmentsOf = (path: string): string[] =>
  path
    .split(/[/\\]/u)
    .map(cleaned)
    .filter((part) => part && part !== '.' && part !== '..');

/** What a file is called to people: its base name, cleaned. */
export const shownName = (path: string): string => {
  const base = segmentsOf(path).at(-1);
  if (!base) return 'file without a name';
  return base;
};

/** The end of a file name from its last dot, in lower case and with the dot; empty where it has none. */
export const extensionOf = (path: string): string => /\.\p{L}[\p{L}\p{N}]{0,9}$/u.exec(shownName(path))?.[0].toLowerCase() ?? '';

/** A file name without its extension. One begins with a letter: "No.12" has none. */
export const stemOf = (name: string): string => {
  const extension = extensionOf(name);
  return name.length > extension.length && extension ? name.slice(0, -extension.length).trim() || name : name;
};

/** Whether it is something that an operating system or Word leaves in folders, and no student handed in. */
export function isJunk(path: string): boolean {
  const parts = path.split(/[/\\]/u).filter((part) => part && part !== '.' && part !== '..');
  return (
    parts.includes('__MACOSX') ||
    parts.some((part) => part.startsWith('.')) ||
    /^(?:thumbs\.db|desktop\.ini|~\$.*)$/isu.test(parts.at(-1) ?? '')
  );
}
