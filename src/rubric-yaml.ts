import { type Document, isNode, LineCounter, parseAllDocuments, stringify } from 'yaml';
import { type FieldProblem, Problem } from './domain/errors.ts';
import type { Rubric } from './domain/rubric.ts';

type Fields = Record<string, unknown>;
type Part = { document: Document; value: Fields };
/** A rubric's body as it was written, unchecked, and the line of the text on which a path of the body stands. */
export type YamlRubric = { body: Fields; lineOf: (path: readonly PropertyKey[]) => number };

/** More aliases than a rubric needs; what has more is there to explode. */
const ALIASES = 50;
const DEEPEST = 60;

/** A rubric as one document of YAML. */
export const toYaml = ({ question, bank, scheme }: Pick<Rubric, 'question' | 'bank' | 'scheme'>): string =>
  stringify({ question, bank, scheme }, { lineWidth: 140, aliasDuplicateObjects: false });

/**
 * The body of a rubric from YAML: one document with question, bank and scheme, or one document for each file, parted by `---`.
 * @throws Problem `rubric-invalid` where the text is not YAML, or would grow without bounds; each field with its line.
 */
export function fromYaml(text: string): YamlRubric {
  const lines = new LineCounter();
  const parts = documentsIn(text, lines).flatMap(({ document }): Part[] => {
    const value = plainOf(document);
    if (value === null) return [];
    if (typeof value !== 'object' || Array.isArray(value)) throw invalid(1, 'each document must hold fields, as "name: value"');
    return [{ document, value: value as Fields }];
  });
  const [first] = parts;
  if (!first) throw invalid(1, 'there is nothing in it');
  const whole = parts.length === 1 && ['question', 'bank', 'scheme'].some((part) => isObject(first.value[part]));
  const lineOf = (path: readonly PropertyKey[]): number => {
    if (whole) return lineIn(first.document, lines, path) ?? 1;
    const [part, ...rest] = path;
    const candidates = parts.filter(({ value }) => kindOf(value) === part);
    return candidates.map(({ document }) => lineIn(document, lines, rest, 2) ?? null).find((line) => line !== null) ?? 1;
  };
  return { body: whole ? first.value : assembled(parts), lineOf };
}

function documentsIn(text: string, lines: LineCounter): { document: Document }[] {
  let depth = 0;
  for (const bracket of text.matchAll(/[[\]{}]/gu)) {
    depth += /[[{]/u.test(bracket[0]) ? 1 : -1;
    if (depth > DEEPEST) throw invalid(1, `brackets stand more than ${DEEPEST} deep`);
  }
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, stringKeys: true });
    const found = Array.isArray(documents) ? documents : [];
    for (const document of found) {
      const [wrong] = document.errors;
      if (wrong) throw invalid(wrong.linePos?.[0].line ?? 1, wrong.message.split('\n')[0] ?? 'is not YAML');
    }
    return found.map((document) => ({ document }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw invalid(1, 'it is nested too deeply to be read');
  }
}

function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES });
  } catch {
    throw invalid(1, `its aliases (*name) stand for too much, or for nothing; at most ${ALIASES} are followed`);
  }
}

const kindOf = (value: Fields) => ('maxMark' in value ? 'scheme' : 'scheme' in value || 'sides' in value ? 'question' : 'bank');

/** Documents that were files, put together as the folder of rubrics is: the parts of a bank merged, themes taken from the points' ids. */
function assembled(parts: Part[]): Fields {
  const body: Fields = {};
  const bank: Record<string, Fields> = { themes: {}, phases: {}, cards: {}, lexicon: {}, points: {}, beyond: {} };
  const head: Fields = {};
  for (const { value } of parts) {
    const kind = kindOf(value);
    if (kind !== 'bank') {
      if (kind in body) throw invalid(1, `it holds two ${kind}s`);
      body[kind] = value;
      continue;
    }
    for (const [key, entries] of Object.entries(value)) {
      const into = bank[key];
      if (!into || !isObject(entries)) head[key] = entries;
      else for (const [id, entry] of Object.entries(entries)) into[id] = merged(key, id, into[id], entry);
    }
  }
  if (parts.some(({ value }) => kindOf(value) === 'bank')) body.bank = { ...head, ...bank };
  return body;
}

function merged(part: string, id: string, earlier: unknown, entry: unknown): unknown {
  if (part === 'lexicon' && isObject(earlier) && isObject(entry)) {
    const names = [earlier.names, entry.names].flatMap((one) => (Array.isArray(one) ? one : []));
    return { ...earlier, names: [...new Set(names)] };
  }
  if (earlier !== undefined || id === '__proto__') throw invalid(1, `"${id}" is defined twice`);
  return (part === 'points' || part === 'beyond') && isObject(entry) ? { theme: id.split('.')[0], ...entry } : entry;
}

/** The line of the deepest node of the path that the document has, if it has so much as its first `least` steps. */
function lineIn(document: Document, lines: LineCounter, path: readonly PropertyKey[], least = 0): number | null {
  for (let depth = path.length; depth >= Math.min(least, path.length) && depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (line: number, detail: string) => {
  const field: FieldProblem = { field: '', detail: `line ${line}: ${detail}` };
  return new Problem('rubric-invalid', `This is not a rubric in YAML: line ${line}: ${detail}.`, [field]);
};
