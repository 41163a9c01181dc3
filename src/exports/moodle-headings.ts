import { identifierKey } from './match-rows.ts';
import { type OwnCsv, unusable } from './own-csv.ts';

/** What a column of the grading worksheet holds. */
export type Role = 'identifier' | 'grade' | 'maximum' | 'modified' | 'name' | 'email' | 'number' | 'username' | 'open' | 'comments';
/** The headings that a teacher says, for a worksheet in a language that is not known here; any left out are found by the known ones. */
export type Headings = Partial<Record<'identifier' | 'grade' | 'maximum' | 'modified' | 'name' | 'comments', string | undefined>>;

/** Without these Moodle does not read the worksheet back, or nothing says what its marks are out of. */
const NEEDED = ['identifier', 'grade', 'maximum', 'modified'] as const;
/** Of these no two can be one column, or a comment would be written over a mark. */
const WRITTEN = [...NEEDED, 'comments'] as const;
type Words = Record<(typeof NEEDED)[number], string> & Partial<Record<Role, string>>;

const ENGLISH: Words = {
  ...{ identifier: 'Identifier', grade: 'Grade', maximum: 'Maximum grade', modified: 'Last modified (grade)' },
  ...{ name: 'Full name', email: 'Email address', number: 'ID number', username: 'Username' },
  ...{ open: 'Grade can be changed', comments: 'Feedback comments' },
};

/**
 * The headings of a worksheet by the code of the site's language. They are strings of Moodle's own language packs: `recordid`, `maxgrade`,
 * `lastmodifiedgrade`, `gradecanbechanged` of assign.php, `grade`, `fullname`, `idnumber` of moodle.php, `pluginname` of
 * assignfeedback_comments.php, as mod/assign/gradingtable.php puts them there. Read in copies of the packs that are kept on GitHub: de, it in
 * projectestac/agora and beppemandara/Forma20orig, es in Pra3t0r5/docker-compose-moodle, fr and nl in nts-dev/moodle-win, pt_br in
 * mckatoo/moodle. What was not seen there is left out: such a column is not used, or a teacher names it.
 */
const BY_LANGUAGE: Record<string, Words> = {
  en: ENGLISH,
  de: {
    ...{ identifier: 'ID', grade: 'Bewertung', maximum: 'Bestwertung', modified: 'Zuletzt geändert (Bewertung)' },
    ...{ name: 'Vollständiger Name', number: 'ID-Nummer', open: 'Bewertung kann geändert werden', comments: 'Feedback als Kommentar' },
  },
  fr: {
    ...{ identifier: 'Identifiant', grade: 'Note', maximum: 'Note maximale', modified: 'Dernière modification (note)' },
    ...{ name: 'Nom complet', number: 'Numéro d’identification', open: 'La note peut être modifiée' },
    comments: 'Feedback par commentaires',
  },
  es: {
    ...{ identifier: 'Identificador', grade: 'Calificación', maximum: 'Calificación máxima' },
    ...{ modified: 'Última modificación (calificación)', name: 'Nombre completo', number: 'Número de ID' },
    ...{ open: 'La calificación puede ser cambiada', comments: 'Comentarios de retroalimentación' },
  },
  es_mx: {
    ...{ identifier: 'Identificador', grade: 'Calificación', maximum: 'Calificación máxima' },
    ...{ modified: 'Última modificación (calificación)', name: 'Nombre completo', number: 'Número de ID' },
    ...{ open: 'La calificación puede cambiarse', comments: 'Comentarios de retroalimentación' },
  },
  it: {
    ...{ identifier: 'Identificativo', grade: 'Valutazione', maximum: 'Valutazione massima', modified: 'Ultima modifica (valutazione)' },
    ...{ name: 'Nome', number: 'Codice identificativo', open: 'La valutazione può essere cambiata', comments: 'Commenti' },
  },
  pt: {
    ...{ identifier: 'Identificador', grade: 'Nota', maximum: 'Nota máxima', modified: 'Última atualização (avaliação)' },
    open: 'A nota pode ser alterada.',
  },
  pt_br: {
    ...{ identifier: 'Identificador', grade: 'Nota', maximum: 'Nota máxima', modified: 'Última modificação (nota)' },
    ...{ name: 'Nome completo', number: 'Número de identificação', open: 'Nota pode ser alterada', comments: 'Comentários de feedback' },
  },
  nl: {
    ...{ identifier: 'Identificatie', grade: 'Cijfer', maximum: 'Maximaal cijfer', modified: 'Laatst gewijzigd (beoordeling)' },
    ...{ number: 'Nummer (ID)', open: 'Het cijfer kan gewijzigd worden', comments: 'Feedback tekstvak' },
  },
};
const SCALES = new Set(['scale', 'skala', 'schaal', 'escala', 'scala', 'barème']);
const NO = new Set(['no', 'nein', 'non', 'não', 'nee']);
/** What Moodle puts before the number of an identifier (`hiddenuser` of assign.php), in some languages without a blank. */
const PARTICIPANT = /^(?:participant|participante|partecipante|teilnehmer\/in|deelnemer) ?(?=\d+$)/u;

/** Where each column stands, and what it is called in this file. */
export type Found = { at: (role: Role) => number | null; called: (role: Role) => string };

/**
 * Finds the columns of a worksheet in any known language, whatever the case of their headings (it changed between versions of Moodle).
 * @throws Problem `invalid-field` where one that is needed is missing, or a heading that was given
 */
export function findColumns({ head }: OwnCsv, given: Headings = {}): Found {
  const headings = head.cells.map(plain);
  const has = (heading: string | undefined) => heading !== undefined && headings.includes(plain(heading));
  const said = Object.fromEntries(Object.entries(given).filter(([, heading]) => heading !== undefined)) as Partial<Words>;
  const absent = Object.values(said).filter((heading) => !has(heading));
  if (absent.length) throw unusable(`it has no column ${quoted(absent)}, as you say it has`, 'heading');
  const named = Object.values(BY_LANGUAGE).map((words): Partial<Words> => ({ ...words, ...said }));
  const known = (words: Partial<Words>) => Object.values(words).filter(has).length;
  const fits = named.filter((words) => NEEDED.every((role) => has(words[role]))).sort((a, b) => known(b) - known(a));
  const [words] = fits;
  if (!words) throw missing(headings, { ...ENGLISH, ...said });
  const used = WRITTEN.filter((role) => has(words[role]));
  const twice = used.find((role, i) => used.findIndex((other) => plain(words[other] ?? '') === plain(words[role] ?? '')) < i);
  if (twice) throw unusable(`its column ${quoted([words[twice] ?? ''])} cannot be two things`, 'heading');
  const at = (role: Role) => (has(words[role]) ? headings.indexOf(plain(words[role] ?? '')) : null);
  return { at, called: (role) => head.cells[at(role) ?? -1]?.trim() ?? role };
}

function missing(headings: string[], words: Words) {
  const lacking = NEEDED.filter((role) => !headings.includes(plain(words[role])));
  const scale = headings.some((heading) => SCALES.has(heading)) ? ' (the assignment uses a scale, and marks cannot be written as one)' : '';
  const roles = lacking.map((role) => `${role}:its heading`).join(', ');
  return unusable(
    `it has no column ${quoted(lacking.map((role) => words[role]))}${scale}; if it is in a language that is not known here, say which columns they are, as ${roles}`,
    'heading',
  );
}

const quoted = (headings: string[]): string => headings.map((heading) => `"${heading.slice(0, 100)}"`).join(', ');
const plain = (heading: string): string => heading.trim().normalize('NFC').replaceAll('’', "'").toLowerCase();

/** Whether a cell says that a mark may not be changed. */
export const isNo = (cell: string): boolean => NO.has(identifierKey(cell));

/** "Participant 12345" in any known language, or the number alone as Moodle puts it into the names of downloaded files. */
export const participant = (cell: string): string => identifierKey(cell).replace(PARTICIPANT, '');
