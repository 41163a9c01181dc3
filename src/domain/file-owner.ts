import { segmentsOf, stemOf } from './file-names.ts';
import { compilePattern, matchPattern, type Pattern } from './name-pattern.ts';

/** Whose a file is, as its name says. Identifiers are text: leading zeros are kept. */
export type Whose = { identifier: string; name: string | null; group: string | null };

const MODULE = '_assignsubmission_';

/**
 * Whose a file is, by its name and the folders it lies in. `pattern` is set by a teacher, with `{identifier}`, `{name}`, `{group}` and
 * `{anything}`; without one, or where the name does not fit, the names that downloads from Moodle, Canvas, Teams and Google Classroom have are
 * known, and else the identifier is the file name without its extension.
 * @throws Problem `invalid-field` where the pattern is none
 */
export function identifierOf(fileName: string, pattern?: string | null): Whose {
  const { fits: _, ...whose } = identified(fileName, pattern ? compilePattern(pattern) : null);
  return whose;
}

/** As `identifierOf`, with a pattern that was read already; `fits` is false where there is one and the name is not made by it. */
export function identified(fileName: string, pattern: Pattern | null): Whose & { fits: boolean } {
  const folders = segmentsOf(fileName);
  const stem = stemOf(folders.pop() ?? '') || 'file without a name';
  const path = [...folders, stem];
  const found = pattern && matchPattern(pattern, path);
  if (found) {
    const { identifier, name, group } = found;
    return { identifier: identifier ?? name ?? stem, name: name ?? null, group: group ?? null, fits: true };
  }
  return { ...(fromMoodle(path) ?? fromCanvas(stem) ?? fromTeams(path) ?? fromClassroom(stem) ?? unnamed(stem)), fits: !pattern };
}

const unnamed = (identifier: string): Whose => ({ identifier, name: null, group: null });
const named = (name: string): Whose => ({ identifier: name, name, group: null });

/** As mod/assign/locallib.php of Moodle packs them: `Name_1234_assignsubmission_file_essay` or a folder `Name_1234_assignsubmission_file`; "Participant" where names are hidden. */
function fromMoodle(path: string[]): Whose | null {
  const part = path.findLast((part) => part.includes(MODULE));
  const whose = part?.slice(0, part.indexOf(MODULE)) ?? '';
  const number = /(?<=_)\d{1,18}$/u.exec(whose)?.[0];
  if (!number) return null;
  const name = whose.slice(0, -number.length - 1).trim();
  return {
    identifier: number,
    name: name && !/^(?:participante?|partecipante|teilnehmer.?in|deelnemer)$/iu.test(name) ? name : null,
    group: null,
  };
}

/**
 * `lastfirst_340934_208490284_essay`, `lastfirst_LATE_340934_208490284_essay`, `anon_Ab3xY_208490284_essay` where names are hidden: the number
 * of the student and that of the file, as lib/content_zipper.rb of instructure/canvas-lms names them. The name is run together, so it is none.
 * Without LATE numbers as short as a year are not taken for these.
 */
function fromCanvas(stem: string): Whose | null {
  const hidden = /^(?:LATE_)?(anon_[A-Za-z\d]{5})_\d{1,18}_./u.exec(stem)?.[1];
  const number = /^[\p{Ll}\p{Lo}\p{M}]+_(?:LATE_(\d{1,18})_\d{1,18}|((?!(?:19|20)\d\d_)[1-9]\d{2,17})_[1-9]\d{4,17})_./u.exec(stem);
  const identifier = hidden ?? number?.[1] ?? number?.[2];
  return identifier ? unnamed(identifier) : null;
}

/**
 * `Submitted files/Name/Assignment/Version 1/essay`, as the library "Student Work" of a class team has it, or the end of such a path; the way
 * there is told by lwchkg/teams_assignment_explorer.
 */
function fromTeams(path: string[]): Whose | null {
  const folders = path.slice(0, -1);
  const library = folders.findIndex((part) => /^(?:submitted|working) files$/iu.test(part));
  const version = folders.findLastIndex((part) => /^version \d{1,4}$/iu.test(part));
  const name = library >= 0 ? folders[library + 1] : folders[version - 2];
  return name ? named(name) : null;
}

/**
 * `Name - Title of the assignment`, which the copies that Google Classroom makes for students are called; Google documents it nowhere that was
 * found, and files that students added keep their own names. What stands first is a number, or looks like the name of a person.
 */
function fromClassroom(stem: string): Whose | null {
  const at = stem.indexOf(' - ');
  if (at < 1) return null;
  const first = stem.slice(0, at).trim();
  if (/^\d+$/u.test(first)) return unnamed(first);
  const words = first.split(' ');
  const looksLikeName =
    words.length >= 2 && words.length <= 5 && words.every((word) => /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.'’-]*$/u.test(word));
  return looksLikeName ? named(first) : null;
}
