import type { Mark } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Filled, fillRows, numberIn } from './fill.ts';
import { identifierKey, matchRows, nameKey, type Way } from './match-rows.ts';
import { moodleComment } from './moodle-comment.ts';
import { type OwnCsv, type OwnRow, readOwnCsv, unusable } from './own-csv.ts';

/** Without these Moodle does not read the worksheet back, or nothing says what its marks are out of. */
const NEEDED = ['Identifier', 'Grade', 'Maximum grade', 'Last modified (grade)'];

/** `worth` says what the marks are worth. A comment that is in the file already is a teacher's, so it stays unless `replaceComments`. */
export type MoodleOptions = { rubric: Rubric; worth: string; replaceComments?: boolean };

/**
 * Fills the offline grading worksheet that a teacher downloaded from Moodle: `Grade` and, where the assignment has it, `Feedback comments`.
 * Everything else stays as it is, `Last modified (grade)` too: by it Moodle sees that a mark was changed there after the download, and
 * skips the row; a newer time would make it overwrite that mark unseen. Marks are whole numbers, so they suit either decimal sign.
 * @throws Problem `invalid-field` where a column is missing or the maximum is not that of the marks (nothing is scaled), `not-utf8`.
 */
export function fillMoodle(worksheet: Uint8Array, scripts: Script[], { rubric, worth, replaceComments = false }: MoodleOptions): Filled {
  const csv = readOwnCsv(worksheet);
  const column = columnsIn(csv);
  const [grade, maximum, names] = [column('Grade') ?? 0, column('Maximum grade') ?? 0, column('Full name')];
  const [open, comments] = [column('Grade can be changed'), column('Feedback comments')];
  const commentsKept: number[] = [];
  const filled = fillRows(
    csv,
    matchRows(studentRows(csv), scripts, waysOf(column), names),
    column('Identifier') ?? 0,
    (row, script, mark) => {
      if (open !== null && identifierKey(row.cells[open] ?? '') === 'no') return 'locked';
      demandMaximum(row, row.cells[maximum] ?? '', mark);
      const entry = new Map([[grade, String(mark.awarded)]]);
      if (comments === null) return entry;
      const comment = moodleComment(script, rubric, worth);
      const there = row.cells[comments]?.trim();
      if (there && there !== comment && !replaceComments) commentsKept.push(row.line);
      else entry.set(comments, comment);
      return entry;
    },
  );
  return { ...filled, commentsKept };
}

/** Where a column stands, whatever the case of its heading (it changed between versions of Moodle); null where there is none. */
function columnsIn({ head }: OwnCsv): (heading: string) => number | null {
  const headings = head.cells.map((cell) => cell.trim().toLowerCase());
  const at = (heading: string) => headings.indexOf(heading.toLowerCase());
  const missing = NEEDED.filter((heading) => at(heading) < 0);
  const scale = headings.includes('scale') ? ' (the assignment uses a scale, and marks cannot be written as one)' : '';
  if (missing.length) throw unusable(`it has no column ${missing.map((heading) => `"${heading}"`).join(', ')}${scale}`);
  return (heading) => (at(heading) < 0 ? null : at(heading));
}

const studentRows = ({ rows }: OwnCsv): OwnRow[] => rows.filter(({ cells }) => cells.some((cell) => cell.trim()));

function waysOf(column: (heading: string) => number | null): Way[] {
  const way = (heading: string, against: Way['against'], key: Way['key']): Way[] => {
    const at = column(heading);
    return at === null ? [] : [{ heading, column: at, against, key }];
  };
  return [
    ...way('Identifier', 'identifier', participant),
    ...way('Email address', 'identifier', identifierKey),
    ...way('ID number', 'identifier', identifierKey),
    ...way('Username', 'identifier', identifierKey),
    ...way('Full name', 'identifier', nameKey),
    ...way('Full name', 'name', nameKey),
  ];
}

/** "Participant 12345", or the number alone as Moodle puts it into the names of downloaded files. */
const participant = (cell: string): string => identifierKey(cell).replace(/^participant ?(?=\d+$)/u, '');

function demandMaximum({ line }: OwnRow, cell: string, { outOf }: Mark): void {
  if (numberIn(cell) !== outOf)
    throw unusable(
      `row ${line}: the maximum is "${cell.slice(0, 20)}", but the marks are out of ${outOf}, and marks are never scaled; set it in Moodle and download the worksheet again`,
    );
}
