import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { fillOwnCsv, readOwnCsv } from '../../src/exports/own-csv.ts';
import { hostile } from './hostile.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (file: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
const filled = (text: string, ...cells: [line: number, column: number, value: string][]) => {
  const changes = new Map<number, Map<number, string>>();
  for (const [line, column, value] of cells) changes.set(line, new Map([...(changes.get(line) ?? []), [column, value]]));
  return textOf(fillOwnCsv(readOwnCsv(bytes(text)), changes));
};
const code = (file: Uint8Array) => {
  try {
    readOwnCsv(file);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

/** A file as some system may write it: its own delimiter, line ends and byte order mark, quotes where they need not be. */
const file = fc
  .record({
    bom: fc.constantFrom('', '\uFEFF'),
    delimiter: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n'),
    last: fc.boolean(),
    rows: fc.array(fc.tuple(fc.string(), hostile(), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 6 }),
  })
  .map(({ bom, delimiter, end, last, rows }) => {
    const cell = (text: string, quoted: boolean) => {
      const clean = text.toWellFormed().replaceAll(/\r\n?/gu, '\n');
      return quoted || /["\s;,]/u.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
    };
    const lines = rows.map(([one, other, first, second]) => [cell(one, first), cell(other, second), '1', ''].join(delimiter));
    const head = ['One', '"Two words"', 'Three', 'Four'].join(delimiter);
    return { delimiter, end, rows: rows.length, text: bom + [head, ...lines].join(end) + (last ? end : '') };
  });

describe('a file of another system', () => {
  it('comes back to the byte where nothing is filled', () => {
    fc.assert(
      fc.property(file, ({ text }) => {
        expect(filled(text)).toBe(text);
      }),
    );
  });

  it('has only the one cell changed that is filled', () => {
    fc.assert(
      fc.property(file, hostile(), fc.nat(), ({ text, delimiter, rows }, value, pick) => {
        const line = 2 + (pick % rows);
        const clean = value.toWellFormed().replaceAll(/\r\n?/gu, '\n');
        const before = readOwnCsv(bytes(text));
        const after = readOwnCsv(bytes(filled(text, [line, 2, clean])));
        expect(after.rows.map(({ cells }) => cells)).toEqual(
          before.rows.map((row) => (row.line === line ? row.cells.with(2, clean) : row.cells)),
        );
        for (const row of after.rows.filter((one) => one.line !== line)) expect(row.raw).toBe(before.rows[row.line - 2]?.raw);
        const [was, is] = [before.rows[line - 2]?.raw, after.rows[line - 2]?.raw];
        const written = Papa.unparse([[clean]], { delimiter });
        expect(is).toBe(
          was?.replace(new RegExp(`${delimiter}1${delimiter}([\r\n]*)$`, 'u'), (_, end) => delimiter + written + delimiter + end),
        );
      }),
    );
  });

  it('keeps quotes that need not be, spaces, and the last line without an end', () => {
    const text = '"a";"b"\n"x y";  1 ;"say ""so"""';
    expect(filled(text, [2, 1, 'new'])).toBe('"a";"b"\n"x y";new;"say ""so"""');
  });

  it('is parted as its heading is, whatever its rows hold', () => {
    expect(readOwnCsv(bytes('a,"b;c"\n1,";;"\n')).rows[0]?.cells).toEqual(['1', ';;']);
    expect(readOwnCsv(bytes('a;b,c;d\n1;2;3\n')).rows[0]?.cells).toEqual(['1', '2', '3']);
  });

  it('keeps a line feed inside a cell, and fills a cell that the row has not got', () => {
    expect(filled('a,b,c\r\n"1\n2"\r\n3,4,5\r\n', [2, 2, 'x'])).toBe('a,b,c\r\n"1\n2",,x\r\n3,4,5\r\n');
  });

  it('writes a row anew whose spelling cannot be told, and leaves the others', () => {
    expect(filled('a,b\n"1" ,2\n"3" ,4\n', [2, 1, 'x'])).toBe('a,b\n1,x\n"3" ,4\n');
  });

  it('is refused where it is empty, not UTF-8, or a quote is never closed', () => {
    expect([code(bytes('')), code(bytes('\uFEFF\n'))]).toEqual(['invalid-field', 'invalid-field']);
    expect(code(new Uint8Array([97, 44, 0xe9, 10]))).toBe('not-utf8');
    expect(code(bytes('a,b\n"1,2\n3,4\n'))).toBe('invalid-field');
  });
});
