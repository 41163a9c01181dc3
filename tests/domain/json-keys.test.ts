import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeys } from '../../src/domain/json-keys.ts';

describe('reading the keys of a JSON text', () => {
  it.each([
    ['{"a":1,"a":2}', ['/a']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"p":{"x.y":{},"x.z":{},"x.y":{}}}', ['/p/x.y']],
    ['[{"a":1},{"b":[0,{"c":1,"c":1}]}]', ['/1/b/1/c']],
    ['{"a/b":1,"m~n":{"k":1,"k":2},"a/b":2}', ['/m~0n/k', '/a~1b']],
    ['{"a":1,"b":{"a":1},"c":["a","a"],"d":"a\\":1,\\"a"}', []],
    ['{"" :1,"":2}', ['/']],
    ['"a"', []],
  ])('%s gives %j twice', (json, twice) => {
    expect(readKeys(json).twice).toEqual(twice);
  });

  it('finds none in what JSON.stringify writes, and its true depth', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        expect(readKeys(json)).toEqual({ twice: [], depth: depthOf(JSON.parse(json)) });
      }),
    );
  });

  it('finds a key wherever it is given again', () => {
    const fields = fc.uniqueArray(fc.tuple(fc.string(), fc.jsonValue()), { selector: ([key]) => key, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fields, fc.nat(), (entries, which) => {
        const again = entries[which % entries.length] ?? ['', 0];
        const json = `{${[...entries, again].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
        expect(readKeys(json).twice).toHaveLength(1);
      }),
    );
  });

  it('is not undone by a long string or by deep nesting', () => {
    expect(readKeys(JSON.stringify({ a: '\\'.repeat(1_000_000) })).depth).toBe(1);
    expect(readKeys(JSON.stringify(['x'.repeat(2_000_000)])).depth).toBe(1);
    expect(readKeys(`${'['.repeat(500_000)}${']'.repeat(500_000)}`).depth).toBe(500_000);
  });
});
