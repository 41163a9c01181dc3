import { pointerTo } from './pointer.ts';
import type { Rubric } from './rubric.ts';

/** One thing that differs between two versions. `before` is left out when it was added, `after` when it was removed; arrays are told whole. */
export type RubricChange = {
  pointer: string;
  kind: 'added' | 'removed' | 'changed';
  words: string;
  before?: unknown;
  after?: unknown;
};

type Content = Pick<Rubric, 'question' | 'bank' | 'scheme'>;
type Step = { path: string[]; before: unknown; after: unknown };

/** What changed between two versions of a rubric, in plain words and as pointers with both values; empty when nothing did. */
export function diffRubrics(before: Content, after: Content): RubricChange[] {
  const parts = (['question', 'scheme', 'bank'] as const).flatMap((part) => differences([part], before[part], after[part]));
  return parts.map(({ path, before: was, after: is }) => {
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const values = { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
    return { pointer: pointerTo(path), kind, words: inWords(path, kind, was, is), ...values };
  });
}

/** The deepest paths at which two values differ; what only one of them has is one difference, however much it holds. */
function differences(path: string[], before: unknown, after: unknown): Step[] {
  if (!isObject(before) || !isObject(after)) return same(before, after) ? [] : [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences([...path, key], own(before, key), own(after, key)));
}

const own = (value: Record<string, unknown>, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Equal whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (isObject(a) && isObject(b)) return differences([], a, b).length === 0;
  return Object.is(a, b) || (a === 0 && b === 0);
}

/** How an entry is called, by the path of the objects that hold it. The longest that fits is taken. */
const names: [path: string, name: string][] = [
  ['bank/points', 'Point'],
  ['bank/beyond', 'Entry beyond the cards'],
  ['bank/lexicon', 'Word'],
  ['bank/themes', 'Theme'],
  ['bank/phases', 'Phase'],
  ['bank/cards', 'Card'],
  ['question/themes', 'Theme of the question'],
  ['question/argument/for', 'Argument for'],
  ['question/argument/against', 'Argument against'],
  ['scheme/criteria', 'Criterion'],
  ['scheme/levels', 'Level'],
  ['scheme/targets', 'Target'],
];

function inWords(path: string[], kind: RubricChange['kind'], before: unknown, after: unknown): string {
  const [name, rest] = named(path);
  const what = rest.length ? `${name}: ${rest.join(' ')}` : name;
  if (kind === 'added') return `${what} was added: ${told(after)}.`;
  if (kind === 'removed') return `${what} was removed: ${told(before)}.`;
  if (Array.isArray(before) && Array.isArray(after)) return `${what}: ${listInWords(before, after)}.`;
  return `${what} changed from ${told(before)} to ${told(after)}.`;
}

function named(path: string[]): [name: string, rest: string[]] {
  for (const [prefix, name] of names) {
    const { length } = prefix.split('/');
    if (path.length > length && path.slice(0, length).join('/') === prefix) return [`${name} "${path[length]}"`, path.slice(length + 1)];
  }
  return [`The ${path[0]}`, path.slice(1)];
}

function listInWords(before: unknown[], after: unknown[]): string {
  const gone = without(before, after);
  const come = without(after, before);
  const parts = [...come.map((one) => `${told(one)} was added`), ...gone.map((one) => `${told(one)} was removed`)];
  return parts.length ? parts.join(', ') : 'the order changed';
}

/** What is in `list` oftener than in `other`. */
function without(list: unknown[], other: unknown[]): unknown[] {
  const left = [...other];
  return list.filter((one) => {
    const at = left.findIndex((candidate) => same(candidate, one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A value as a person would quote it: the text that says what an entry is about, else the value itself, cut where it is long. */
function told(value: unknown): string {
  if (isObject(value)) {
    for (const key of ['proposition', 'says', 'correction', 'claim', 'title', 'descriptor', 'names'])
      if (Object.hasOwn(value, key)) return told(value[key]);
  }
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${cut(value)}"`;
  return cut(JSON.stringify(value));
}

const cut = (text: string) => (text.length > 160 ? `${text.slice(0, 159)}…` : text);
