import { Problem } from './errors.ts';
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

/** Which placeholder takes all that the others leave, the first of these that is there: names have spaces in them, identifiers seldom. */
const LONGEST: Placeholder[] = ['name', 'anything', 'group', 'identifier'];

/** The longest takes what is in the middle; those before it take as little as they can from the left, those after it from the right. */
function matchParts(parts: Part[], text: string): Found | null {
  const at = LONGEST.map((name) => parts.findIndex((part) => 'placeholder' in part && part.placeholder === name)).find((n) => n >= 0);
  const longest = at === undefined ? undefined : parts[at];
  const before = shortest(parts.slice(0, at), text);
  const after = shortest(
    parts
      .slice((at ?? parts.length) + 1)
      .reverse()
      .map(mirrored),
    reversed(text),
  );
  if (!before || !after) return null;
  const between = text.slice(before.end, text.length - after.end);
  if (!longest || !('placeholder' in longest)) return between ? null : {};
  const middle = cleaned(between);
  if (!middle) return null;
  const right = Object.entries(after.found).map(([name, value]) => [name, cleaned(reversed(value))]);
  return { ...before.found, [longest.placeholder]: middle, ...Object.fromEntries(right) };
}

const reversed = (text: string) => [...text].reverse().join('');
const mirrored = (part: Part): Part => ('literal' in part ? { literal: reversed(part.literal) } : part);

/** Matches from the start; every placeholder ends where the text that follows it comes first, and is not empty. */
function shortest(parts: Part[], text: string): { found: Found; end: number } | null {
  const found: Found = {};
  let end = 0;
  for (const [n, part] of parts.entries()) {
    const next = parts[n + 1];
    if ('literal' in part) {
      if (!text.startsWith(part.literal, end)) return null;
      end += part.literal.length;
    } else {
      const stop = next && 'literal' in next ? text.indexOf(next.literal, end + 1) : -1;
      const value = cleaned(text.slice(end, Math.max(end, stop)));
      if (!value) return null;
      found[part.placeholder] = value;
      end = stop;
    }
  }
  return { found, end };
}
