/** Where two values of JSON differ: the path, as `claims[0].verdict`, and what stands there; undefined where nothing does. */
export type Difference = { path: string; was: unknown; is: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every place in which two values of JSON differ, each named once and as deep as it can be. */
export function differences(was: unknown, is: unknown, path = ''): Difference[] {
  if (!isObject(was) || !isObject(is) || Array.isArray(was) !== Array.isArray(is)) return Object.is(was, is) ? [] : [{ path, was, is }];
  const step = (key: string) => (Array.isArray(was) ? `[${key}]` : path ? `.${key}` : key);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => differences(was[key], is[key], `${path}${step(key)}`));
}
