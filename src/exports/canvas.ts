import type { Script } from '../domain/script.ts';
import { type Filled, fillRows, numberIn } from './fill.ts';
import { identifierKey, matchRows, nameKey, type Way } from './match-rows.ts';
import { type OwnRow, readOwnCsv, unusable } from './own-csv.ts';

/** Columns that Canvas reads back to know a student. */
const NEEDED = ['Student', 'ID', 'Section'];
/** What Canvas works out itself; it takes no marks there. */
const WORKED_OUT = /\b(?:current|final|override) (?:score|points|grade|status)\b/iu;

/**
 * Fills one assignment of a gradebook that a teacher exported from Canvas and leaves everything else as it is. `assignment` is the heading
 * ("Essay (12345)"), or its title or number alone where that is clear. Excused students stay excused.
 * @throws Problem `invalid-field` where a column is missing, the assignment is not clear or takes no marks, or its points possible are not
 * the maximum of the marks (nothing is scaled); `not-utf8`.
 */
export function fillCanvas(gradebook: Uint8Array, scripts: Script[], assignment: string): Filled {
  const csv = readOwnCsv(gradebook);
  const headings = csv.head.cells.map((cell) => cell.trim());
  const missing = NEEDED.filter((heading) => !headings.includes(heading));
  if (missing.length) throw unusable(`it has no column ${missing.map((heading) => `"${heading}"`).join(', ')}`);
  const column = assignmentColumn(headings, assignment);
  const student = headings.indexOf('Student');
  const points = csv.rows.find((row) => isPoints(row, student))?.cells[column]?.trim() ?? '';
  if (/read only/iu.test(points)) throw unusable(`the column "${headings[column]}" is one that Canvas does not let be changed`);
  const rows = csv.rows.filter((row) => !isPoints(row, student) && !isNoStudent(row));
  const filled = fillRows(csv, matchRows(rows, scripts, waysOf(headings), student), student, (row, _, { awarded, outOf }) => {
    if (points && numberIn(points) !== outOf)
      throw unusable(
        `the points possible are "${points.slice(0, 20)}", but the marks are out of ${outOf}, and marks are never scaled; set them in Canvas and export again`,
      );
    return identifierKey(row.cells[column] ?? '') === 'ex' ? 'excused' : new Map([[column, String(awarded)]]);
  });
  return { ...filled, commentsKept: [] };
}

function assignmentColumn(headings: string[], assignment: string): number {
  const wanted = assignment.trim();
  const from = headings.indexOf('Section') + 1;
  const list = headings.flatMap((heading, column) => {
    const [, title, number] = /^(.*) \((\d+)\)$/u.exec(heading) ?? [];
    return column < from || !heading || WORKED_OUT.test(heading) ? [] : [{ column, names: [heading, title, number] }];
  });
  const exact = list.filter(({ names: [heading] }) => heading === wanted);
  const [found, ...more] = exact.length ? exact : list.filter(({ names }) => names.includes(wanted));
  if (!found) throw notThere('there is no assignment of that name', headings.slice(from));
  if (more.length) throw notThere('several assignments have that name', headings.slice(from));
  return found.column;
}

const notThere = (what: string, headings: string[]) =>
  unusable(
    `${what}; its other columns are ${headings
      .slice(0, 30)
      .map((heading) => `"${heading.slice(0, 100)}"`)
      .join(', ')}`,
    'assignment',
  );

const isPoints = ({ cells }: OwnRow, student: number) => /^points possible/iu.test(cells[student]?.trim() ?? '');

/** A row that only says which assignments are posted by hand, or nothing at all. */
const isNoStudent = ({ cells }: OwnRow) => cells.every((cell) => /^\s*(?:muted|manual posting.*)?\s*$/iu.test(cell));

function waysOf(headings: string[]): Way[] {
  const ways: [string, Way['against'], Way['key']][] = [
    ['SIS User ID', 'identifier', identifierKey],
    ['ID', 'identifier', identifierKey],
    ['SIS Login ID', 'identifier', identifierKey],
    ['Student', 'identifier', nameKey],
    ['Student', 'name', nameKey],
  ];
  return ways.flatMap(([heading, against, key]) => {
    const column = headings.indexOf(heading);
    return column < 0 ? [] : [{ heading, column, against, key }];
  });
}
