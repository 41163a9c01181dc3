import { segmentsOf, stemOf } from './file-names.ts';
import { compilePattern, matchPattern, type Pattern } from './name-pattern.ts';

/** Whose a file is, as its name says. Identifiers are text: leading zeros are kept. */
export type Whose = { identifier: string; name: string | null; group: string | null };

const MODULE = '_assignsubmission_';

/**
 * Whose a file is, by its name and the folders it lies in. `pattern` is set by a teacher, with `{identifier}`, `{name}`, `{group}` and
 * `{anything}`; without one, or where the name does not fit, the names that downloads from Moodle, Teams and Google Classroom have are known,
 * and else the identifier is the file name without its extension.
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
  return { ...(fromMoodle(path) ?? fromTeams(path) ?? fromClassroom(stem) ?? unnamed(stem)), fits: !pattern };
}

const unnamed = (identifier: string): Whose => ({ identifier, name: null, group: null });
const named = (name: string): Whose => ({ identifier: name, name, group: null });

/** `Name_1234_assignsubmission_file_essay` or a folder `Name_1234_assignsubmission_file`; "Participant" where names are hidden. */
function fromMoodle(path: string[]): Whose | null {
  const part = path.findLast((part) => part.includes(MODULE));
  const whose = part?.slice(0, part.indexOf(MODULE)) ?? '';
  const number = /(?<=_)\d{1,18}$/u.exec(whose)?.[0];
  if (!number) return null;
  const name = whose.slice(0, -number.length - 1).trim();
  return { identifier: number, name: name && !/^participant$/iu.test(name) ? name : null, group: null };
}

/** `Submitted files/Name/Assignment/Version 1/essay`, as the library of a class team has it, or the end of such a path. */
function fromTeams(path: string[]): Whose | null {
  const folders = path.slice(0, -1);
  const library = folders.findIndex((part) => /^(?:submitted|working) files$/iu.test(part));
  const version = folders.findLastIndex((part) => /^version \d{1,4}$/iu.test(part));
  const name = library >= 0 ? folders[library + 1] : folders[version - 2];
  return name ? named(name) : null;
}

/** `Name - Title of the assignment`: what stands first is a number, or looks like the name of a person. */
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
