import { countWords } from '../domain/essay.ts';
import { cleaned } from '../domain/file-names.ts';
import { chooseOf, wrongTable } from './table-rows.ts';

/** What a column of a table may hold. First and last names in columns of their own are put together. */
export type Role = 'essay' | 'identifier' | 'name' | 'group' | 'first' | 'last';
/** The headings that a teacher says; any left out are found by the usual headings. */
export type Headings = {
  essay?: string | undefined;
  identifier?: string | undefined;
  name?: string | undefined;
  group?: string | undefined;
};
/** Which column holds what, counted from 0. */
export type Columns = Partial<Record<Role, number>>;

const ROLES: Role[] = ['essay', 'identifier', 'name', 'group', 'first', 'last'];
const SAYABLE: Record<keyof Headings, true> = { essay: true, identifier: true, name: true, group: true };
const CALLED: Record<Role, string> = {
  essay: 'the essay',
  identifier: 'the identifier',
  name: 'the name',
  group: 'the group',
  first: 'the first name',
  last: 'the last name',
};

const USUAL: Record<Role, Set<string>> = {
  essay: words(
    'essay, essay text, text, answer, answer text, response, student response, student answer, essay response, candidate response, essay answer, script, submission, submission text, your answer, your essay, redaction, texte, reponse',
  ),
  identifier: words(
    'id, identifier, identifiant, candidate, candidate number, candidate no, candidate id, student id, student number, student no, pupil id, pupil number, upn, uln, admission number, admission no, adno, exam number, examination number, exam no, id number, user id, username, learner id, sis id, sis user id',
  ),
  name: words('name, full name, student, student name, candidate name, pupil, pupil name, learner, learner name, nom, eleve'),
  group: words('group, class, set, form, tutor group, teaching group, class group, section, registration group, groupe, classe'),
  first: words('first name, forename, given name, firstname, prenom'),
  last: words('last name, surname, family name, lastname'),
};

function words(list: string): Set<string> {
  return new Set(list.split(', '));
}

/** A heading without what does not matter: case, accents, punctuation. */
const plain = (heading: string): string =>
  heading
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How many cells of a row are headings that are known or that were given. */
export const knownHeadings = (row: string[], given: Headings): number => {
  const wanted = new Set(Object.values(given).flatMap((heading) => (heading ? [plain(heading)] : [])));
  return row.filter((cell) => wanted.has(plain(cell)) || Object.values(USUAL).some((usual) => usual.has(plain(cell)))).length;
};

/**
 * Which column holds what.
 * @throws Problem `invalid-field` where a heading that was given is missing, a `needed` role has no column, or a role has two that both look right
 */
export function columnsOf(row: string[], given: Headings, needed: Role[]): Columns {
  const columns: Columns = {};
  const saidOf = (role: Role) => (role === 'first' || role === 'last' ? undefined : given[role]);
  const roles = ROLES.filter((role) => role !== 'essay' || needed.includes(role));
  for (const role of roles.toSorted((a, b) => Number(!saidOf(a)) - Number(!saidOf(b)))) {
    const said = saidOf(role);
    const taken = Object.values(columns);
    const fits = (cell: string) => (said ? plain(cell) === plain(said) : USUAL[role].has(plain(cell)));
    const [column, second] = row.flatMap((cell, n) => (fits(cell) && !taken.includes(n) ? [n] : []));
    if (column !== undefined && second !== undefined) throw twoOf(role, row[column] ?? '', row[second] ?? '');
    if (column === undefined && said) throw chooseOf(`There is no column “${shown(said)}”. ${seen(row)}`, role, choicesOf(row));
    if (column === undefined && needed.includes(role)) throw missing(role, row);
    if (column !== undefined) columns[role] = column;
  }
  return columns;
}

/** A heading as a sentence may show it. Where there are no headings an essay may stand in their place, and is not shown. */
const shown = (heading: string): string =>
  heading.length > 60 || countWords(heading) > 6 ? '(a long text)' : cleaned(heading) || '(empty)';

/** The headings that can be said: each once, and none that may be an essay. */
const choicesOf = (row: string[]): string[] => [
  ...new Map(
    row.filter((heading) => plain(heading) && shown(heading) === cleaned(heading)).map((heading) => [plain(heading), heading.trim()]),
  ).values(),
];

const seen = (row: string[]): string => {
  const headings = row.slice(0, 20).map((heading) => `“${shown(heading)}”`);
  return `Its headings are ${headings.join(', ')}${row.length > 20 ? ' and more' : ''}.`;
};

const missing = (role: Role, row: string[]) =>
  chooseOf(
    `The table has no column that looks like ${CALLED[role]}. ${seen(row)} Say which heading it is with “${role}”, or name a column “${role}”.`,
    role,
    choicesOf(row),
  );

function twoOf(role: Role, first: string, second: string) {
  const both = `The columns “${shown(first)}” and “${shown(second)}” both look like ${CALLED[role]}.`;
  if (plain(first) === plain(second) || !(role in SAYABLE)) return wrongTable(`${both} Rename one of them.`, role);
  return chooseOf(`${both} Say which heading it is with “${role}”, or rename one.`, role, choicesOf([first, second]));
}
