import type { Mark } from '../domain/assessment.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Script } from '../domain/script.ts';
import { type Filled, fillRows, numberIn } from './fill.ts';
import { identifierKey, matchRows, nameKey, type Way } from './match-rows.ts';
import { moodleComment } from './moodle-comment.ts';
import { type Found, findColumns, type Headings, isNo, participant, type Role } from './moodle-headings.ts';
import { type OwnCsv, type OwnRow, readOwnCsv, unusable } from './own-csv.ts';
import { rubricOf } from './rubric-of.ts';

/** `rubrics`: the versions that the scripts were marked against. `worth` says what the marks are worth. A comment that is in the file already is a teacher's, so it stays unless `replaceComments`. */
export type MoodleOptions = { rubrics: Rubric[]; worth: string; replaceComments?: boolean; headings?: Headings | undefined };

/**
 * Fills the offline grading worksheet that a teacher downloaded from Moodle: `Grade` and, where the assignment has it, `Feedback comments`.
 * Everything else stays as it is, `Last modified (grade)` too: by it Moodle sees that a mark was changed there after the download, and
 * skips the row; a newer time would make it overwrite that mark unseen. Marks are whole numbers, so they suit either decimal sign.
 * @throws Problem `invalid-field` where a column is missing or the maximum is not that of the marks (nothing is scaled), `not-utf8`.
 */
export function fillMoodle(
  worksheet: Uint8Array,
  scripts: Script[],
  { rubrics, worth, replaceComments = false, headings }: MoodleOptions,
): Filled {
  const csv = readOwnCsv(worksheet);
  const found = findColumns(csv, headings);
  const column = found.at;
  const [grade, maximum, names] = [column('grade') ?? 0, column('maximum') ?? 0, column('name')];
  const [open, comments] = [column('open'), column('comments')];
  const commentsKept: number[] = [];
  const filled = fillRows(
    csv,
    matchRows(studentRows(csv), scripts, waysOf(found), names),
    column('identifier') ?? 0,
    (row, script, mark) => {
      if (open !== null && isNo(row.cells[open] ?? '')) return 'locked';
      demandMaximum(row, row.cells[maximum] ?? '', mark);
      const entry = new Map([[grade, String(mark.awarded)]]);
      if (comments === null) return entry;
      const comment = moodleComment(script, rubricOf(script, rubrics), worth);
      const there = row.cells[comments]?.trim();
      if (there && there !== comment && !replaceComments) commentsKept.push(row.line);
      else entry.set(comments, comment);
      return entry;
    },
  );
  return { ...filled, commentsKept };
}

const studentRows = ({ rows }: OwnCsv): OwnRow[] => rows.filter(({ cells }) => cells.some((cell) => cell.trim()));

function waysOf({ at, called }: Found): Way[] {
  const way = (role: Role, against: Way['against'], key: Way['key']): Way[] => {
    const column = at(role);
    return column === null ? [] : [{ heading: called(role), column, against, key }];
  };
  return [
    ...way('identifier', 'identifier', participant),
    ...way('email', 'identifier', identifierKey),
    ...way('number', 'identifier', identifierKey),
    ...way('username', 'identifier', identifierKey),
    ...way('name', 'identifier', nameKey),
    ...way('name', 'name', nameKey),
  ];
}

function demandMaximum({ line }: OwnRow, cell: string, { outOf }: Mark): void {
  if (numberIn(cell) !== outOf)
    throw unusable(
      `row ${line}: the maximum is "${cell.slice(0, 20)}", but the marks are out of ${outOf}, and marks are never scaled; set it in Moodle and download the worksheet again`,
    );
}
