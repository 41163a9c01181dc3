import { Problem } from '../domain/errors.ts';
import { cleaned } from './file-names.ts';

const PLACEHOLDERS = ['identifier', 'name', 'group', 'anything'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];
type Part = { placeholder: Placeholder } | { literal: string };

/** A pattern that was read: its folders and the file name, each as placeholders with something between them. */
export type Pattern = Part[][];
export type Found = Partial<Record<Placeholder, string>>;

const MOST = 200;
const wrong = (detail: string) =>
  new Problem('invalid-field', `The pattern for file names cannot be used: ${detail}.`, [{ field: 'pattern', detail }]);

/**
 * Reads a pattern for file names, such as `{group}_{identifier}_{anything}` or `{name}/{anything}`. Between two placeholders stands at least
 * one character; everything else stands for itself. It is no regular expression, and matching takes time in proportion to the name.
 * @throws Problem `invalid-field`
 */
export function compilePattern(pattern: string): Pattern {
  if (pattern.length > MOST) throw wrong(`it has more than ${MOST} characters`);
  const levels = pattern
    .trim()
    .replace(/\.(?:docx|pdf|txt|md)$/iu, '')
    .split('/')
    .map(partsOf);
  const used = levels.flat().flatMap((part) => ('placeholder' in part ? [part.placeholder] : []));
  const twice = used.find((name, n) => name !== 'anything' && used.indexOf(name) !== n);
  if (twice) throw wrong(`{${twice}} stands in it twice`);
  if (!used.includes('identifier') && !used.includes('name')) throw wrong('it needs {identifier} or {name}');
  if (levels.some((parts) => !parts.length)) throw wrong('there is nothing between two slashes or at an end');
  return levels;
}

function partsOf(text: string): Part[] {
  const parts = text
    .split(/(\{[^{}]*\})/u)
    .filter(Boolean)
    .map(partOf);
  if (parts.some((part, n) => 'placeholder' in part && 'placeholder' in (parts[n + 1] ?? {})))
    throw wrong('two placeholders stand side by side, so nobody can tell where one ends');
  return parts;
}

function partOf(text: string): Part {
  if (!/[{}]/u.test(text)) return { literal: text.normalize('NFC') };
  const placeholder = PLACEHOLDERS.find((name) => `{${name}}` === text.toLowerCase());
  if (!placeholder) throw wrong(`it may hold ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')} and no other braces`);
  return { placeholder };
}

/** What the placeholders stand for in a path of cleaned parts, the last without its extension; null where it does not fit. */
export function matchPattern(pattern: Pattern, path: string[]): Found | null {
  const levels = path.slice(-pattern.length);
  if (levels.length < pattern.length) return null;
  const found: Found = {};
  for (const [n, parts] of pattern.entries()) {
    const here = matchParts(parts, levels[n] ?? '');
    if (!here) return null;
    Object.assign(found, here);
  }
  return found;
}

/** Placeholders take as little as they can from the left; from the right where the identifier is the last of them. */
function matchParts(parts: Part[], text: string): Found | null {
  const last = parts.findLast((part) => 'placeholder' in part);
  if (last?.placeholder !== 'identifier') return matchForwards(parts, text);
  const mirrored = parts.toReversed().map((part) => ('literal' in part ? { literal: reversed(part.literal) } : part));
  const found = matchForwards(mirrored, reversed(text));
  return found && Object.fromEntries(Object.entries(found).map(([name, value]) => [name, reversed(value)]));
}

const reversed = (text: string) => [...text].reverse().join('');

function matchForwards(parts: Part[], text: string): Found | null {
  const found: Found = {};
  let at = 0;
  for (const [n, part] of parts.entries()) {
    if ('literal' in part) {
      if (!text.startsWith(part.literal, at)) return null;
      at += part.literal.length;
      continue;
    }
    const next = parts[n + 1];
    const isLast = n + 2 >= parts.length;
    const literal = next && 'literal' in next ? next.literal : '';
    const end = isLast ? (text.endsWith(literal) ? text.length - literal.length : -1) : text.indexOf(literal, at + 1);
    const value = cleaned(text.slice(at, Math.max(at, end)));
    if (end <= at || !value) return null;
    found[part.placeholder] = value;
    at = end;
  }
  return at === text.length ? found : null;
}
