import { pointerTo } from './pointer.ts';

type Level = { keys: Set<string> | null; step: string | number };

/**
 * Pointers of the keys that a JSON text gives twice in one object, and how deep it is nested. JSON.parse keeps the last of two without a word.
 * `json` must be valid JSON.
 */
export function readKeys(json: string): { twice: string[]; depth: number } {
  const twice: string[] = [];
  const levels: Level[] = [];
  let depth = 0;
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[[\]{},]/gu;
  for (const [token, colon] of json.matchAll(tokens)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push(token === '{' ? { keys: new Set(), step: '' } : { keys: null, step: 0 });
      depth = Math.max(depth, levels.length);
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level && typeof level.step === 'number') level.step += 1;
    } else if (colon !== undefined && level?.keys) {
      const key: string = JSON.parse(token.slice(0, -colon.length));
      level.step = key;
      if (level.keys.has(key)) twice.push(pointerTo(levels.map(({ step }) => step)));
      level.keys.add(key);
    }
  }
  return { twice, depth };
}
