import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type FieldProblem, Problem } from './domain/errors.ts';
import type { Rubric } from './domain/rubric.ts';
import { Bank, Beyond, Point, Question, Scheme, Term } from './domain/rubric-parts.ts';
import { bankProblems, questionProblems, type RuleProblem, schemeProblems } from './domain/rubric-rules.ts';
import { hashOf } from './rubric-hash.ts';

/** One file of a bank: any of the bank's parts. Points take their theme from the file unless they name one. */
const BankFile = z.strictObject({
  ...Bank.omit({ id: true, title: true, lexicon: true, points: true, beyond: true, cards: true }).partial().shape,
  id: Bank.shape.id.optional(),
  title: z.string().optional(),
  cards: z.record(z.string().regex(/^\d+$/), z.string()).optional(),
  lexicon: z.record(z.string(), Term).optional(),
  points: z.record(z.string(), Point.extend({ theme: Point.shape.theme.optional() })).optional(),
  beyond: z.record(z.string(), Beyond.extend({ theme: Beyond.shape.theme.optional() })).optional(),
});

/** Further rules of a bank than its own: whether its patterns can be read. */
export type BankCheck = (bank: Bank) => RuleProblem[];
type Read<T> = { value: T; lineOf: (path: PropertyKey[]) => number };

/**
 * The rubrics of a folder with `banks/`, `schemes/` and `questions/`, resolved and hashed, in the order that the questions give.
 * @throws Problem `rubric-invalid`, each field naming file and line.
 */
export function loadRubrics(dir: string, check: BankCheck = () => []): Omit<Rubric, 'version'>[] {
  const schemes = byId(yamlFiles(join(dir, 'schemes')).map(loadScheme));
  const banks = byId(folders(join(dir, 'banks')).map((folder) => loadBank(folder, undefined, check)));
  const rubrics = yamlFiles(join(dir, 'questions')).map((file) => {
    const { value: question, lineOf } = readYaml(file, Question);
    const bank = banks.get(question.bank);
    const scheme = schemes.get(question.scheme);
    if (!bank) throw invalid([`${basename(file)} line ${lineOf(['bank'])}: there is no bank called "${question.bank}"`]);
    if (!scheme) throw invalid([`${basename(file)} line ${lineOf(['scheme'])}: there is no scheme called "${question.scheme}"`]);
    const wrong = questionProblems(question, bank).map(({ path, detail }) => `${basename(file)} line ${lineOf(path)}: ${detail}`);
    if (wrong.length) throw invalid(wrong);
    return { id: question.id, hash: hashOf({ question, bank, scheme }), question, bank, scheme };
  });
  return rubrics.sort((a, b) => (a.question.order ?? 1) - (b.question.order ?? 1));
}

/**
 * The files of a question, its bank and its scheme as they stand, comments and all, as one stream of YAML documents; null where it has none.
 * `fromYaml` in rubric-yaml.ts reads it back.
 */
export function sourceOf(dir: string, id: string): string | null {
  const reads = (file: string) => ({ file, text: readFileSync(file, 'utf8') });
  const has = (text: string, name: string, value: string) => new RegExp(`^${name}: *["']?${value}["']? *(?:#.*)?$`, 'mu').test(text);
  const question = yamlFiles(join(dir, 'questions'))
    .map(reads)
    .find(({ text }) => has(text, 'id', id));
  const named = (part: string) => new RegExp(`^${part}: *["']?([a-z0-9-]+)`, 'mu').exec(question?.text ?? '')?.[1] ?? '';
  const scheme = yamlFiles(join(dir, 'schemes'))
    .map(reads)
    .find(({ text }) => has(text, 'id', named('scheme')));
  const bank = folders(join(dir, 'banks'))
    .map((folder) => yamlFiles(folder).map(reads))
    .find((files) => files.some(({ text }) => has(text, 'id', named('bank'))));
  if (!question || !scheme || !bank) return null;
  return [question, scheme, ...bank].map(({ file, text }) => `# ${relative(dir, file)}\n${text.trimEnd()}\n`).join('---\n');
}

/**
 * Checks one file by itself, and says what it is.
 * @throws Problem `rubric-invalid`, each field naming file and line.
 */
export function checkRubricFile(file: string): 'question' | 'scheme' | 'bank' {
  const { value } = readYaml(file, z.looseObject({}, 'this file must hold fields, as "name: value"'));
  if ('maxMark' in value) {
    loadScheme(file);
    return 'scheme';
  }
  if ('scheme' in value || 'sides' in value) {
    readYaml(file, Question);
    return 'question';
  }
  readYaml(file, BankFile);
  return 'bank';
}

function loadScheme(file: string): Scheme {
  const { value, lineOf } = readYaml(file, Scheme);
  const wrong = schemeProblems(value).map(({ path, detail }) => `${basename(file)} line ${lineOf(path)}: ${detail}`);
  if (wrong.length) throw invalid(wrong);
  return value;
}

/**
 * A bank from its folder: every .yaml file in it that is wanted, merged.
 * @throws Problem `rubric-invalid`, each field naming file and line.
 */
export function loadBank(folder: string, wanted: (file: string) => boolean = () => true, check: BankCheck = () => []): Bank {
  const parts = yamlFiles(folder)
    .filter(wanted)
    .map((file) => ({ file, ...readYaml(file, BankFile) }));
  const wrong: string[] = [];
  const merged: Record<string, Record<string, unknown>> = { themes: {}, phases: {}, cards: {}, lexicon: {}, points: {}, beyond: {} };
  const places = new Map<string, { file: string; lineOf: Read<unknown>['lineOf'] }>();
  for (const { file, value, lineOf } of parts)
    for (const [part, into] of Object.entries(merged))
      for (const [key, entry] of Object.entries((value as Record<string, Record<string, object> | undefined>)[part] ?? {})) {
        const earlier = into[key] as Term | undefined;
        if (earlier && part === 'lexicon') {
          // two files may each add names to a word that both need
          into[key] = { ...earlier, names: [...new Set([...earlier.names, ...(entry as Term).names])] };
          continue;
        }
        if (earlier)
          wrong.push(
            `${basename(file)} line ${lineOf([part, key])}: "${key}" is already defined in ${basename(places.get(`${part}/${key}`)?.file ?? '')}`,
          );
        into[key] = part === 'points' || part === 'beyond' ? { theme: key.split('.')[0], ...entry } : entry;
        places.set(`${part}/${key}`, { file, lineOf });
      }
  const head = parts.find((part) => part.value.id)?.value;
  const result = Bank.safeParse({ id: head?.id, title: head?.title, ...merged });
  const place = (path: PropertyKey[]) => {
    const at = places.get(`${String(path[0])}/${String(path[1])}`);
    return at ? `${basename(at.file)} line ${at.lineOf(path)}` : basename(folder);
  };
  if (!result.success) throw invalid([...wrong, ...result.error.issues.map((issue) => `${place(issue.path)}: ${explained(issue)}`)]);
  wrong.push(...[...bankProblems(result.data), ...check(result.data)].map(({ path, detail }) => `${place(path)}: ${detail}`));
  if (wrong.length) throw invalid(wrong);
  return result.data;
}

function readYaml<T>(file: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, stringKeys: true });
  const [syntax] = document.errors;
  if (syntax) throw invalid([`${basename(file)} line ${syntax.linePos?.[0].line ?? 1}: ${syntax.message.split('\n')[0]}`]);
  const lineOf = (path: PropertyKey[]) => lineIn(document, lines, path);
  const parsed = schema.safeParse(valueIn(document, file));
  if (!parsed.success)
    throw invalid(
      parsed.error.issues.map(
        (issue) => `${basename(file)} line ${lineOf(issue.path)}: ${[issue.path.join('.'), explained(issue)].filter(Boolean).join(': ')}`,
      ),
    );
  return { value: parsed.data, lineOf };
}

function valueIn(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    throw invalid([`${basename(file)} line 1: its aliases (*name) stand for too much, or for nothing`]);
  }
}

/** Where an entry may have one of several shapes, what is wrong with the shape it comes nearest to. */
function explained(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union' || !issue.errors.length) return issue.message;
  const nearest = issue.errors.reduce((best, one) => (one.length < best.length ? one : best));
  return nearest.map((one) => [one.path.join('.'), one.message].filter(Boolean).join(': ')).join('; ');
}

/** The line of the deepest node on the path that the file really has. */
function lineIn(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const invalid = (details: string[]) =>
  new Problem(
    'rubric-invalid',
    details.length === 1 ? (details[0] ?? '') : `${details.length} problems, the first: ${details[0]}`,
    details.map((detail): FieldProblem => ({ field: detail.split(':')[0] ?? '', detail })),
  );

const yamlFiles = (dir: string) =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
        .map((name) => join(dir, name))
    : [];
const folders = (dir: string) =>
  existsSync(dir)
    ? readdirSync(dir)
        .sort()
        .map((name) => join(dir, name))
        .filter((path) => statSync(path).isDirectory())
    : [];
const byId = <T extends { id: string }>(list: T[]) => new Map(list.map((entry) => [entry.id, entry]));
