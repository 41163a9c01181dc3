import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/domain/errors.ts';
import { Columns, columnsOf, tableOf, usualColumns } from '../../src/exports/columns.ts';
import { csvOf } from '../../src/exports/csv.ts';
import { neutralised, plainText } from '../../src/exports/plain-text.ts';
import { xlsxOf } from '../../src/exports/xlsx.ts';
import { hostile } from './hostile.ts';
import { aScript, rubric } from './scripts.ts';

const override = {
  id: 'ovr_1',
  assessmentId: 'asm_built',
  undoes: null,
  reason: 'reads better',
  author: 'T',
  at: '2026-01-02T03:04:05.000Z',
  level: 4,
};
const changed = aScript({ overrides: [{ ...override, change: { kind: 'mark', awarded: 17 } }] });
const waiting = aScript({ identifier: '7', state: 'waiting', assessment: null, awardedByEngine: null });
const rowsOf = (csv: string) => Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data;
const partsOf = (bytes: Uint8Array) =>
  Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');
const one = (script: typeof changed, key: string) => tableOf([script], rubric, [{ key, heading: 'X' }])[1]?.[0];
const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was refused');
};

describe('the table of a class', () => {
  it('has the columns that were chosen, in their order and under their headings', () => {
    const columns = [
      { key: 'mark', heading: 'Result' },
      { key: 'identifier', heading: 'Candidate no.' },
    ];
    expect(tableOf([changed], rubric, columns)).toEqual([
      ['Result', 'Candidate no.'],
      [17, '00123'],
    ]);
  });

  it.each([
    ['name', 'Anna Smith'],
    ['group', '12B'],
    ['file', 'anna.docx'],
    ['state', 'reviewed'],
    ['words', 13],
    ['maxMark', 25],
    ['level', 4],
    ['rangeLow', 15],
    ['rangeHigh', 19],
    ['confidence', 'medium'],
    ['markByEngine', 16],
    ['changed', 'yes'],
    ['reasons', 'reads better'],
    ['needsTeacher', null],
    ['targets', 'weigh-both-sides'],
    ['targetTitles', 'Weigh one side against the other'],
    ['nextSteps', 'Weigh one side against the other: Say which counts for more.'],
    ['corrections', 1],
    ['summary', 'The answer argues both sides.'],
    ['strengths', 'One sentence turns knowledge into argument.'],
    ['flags', ''],
    ['engine', 'offline 1'],
    ['rubricVersion', 1],
    ['criterion.knowledge', 4],
    ['criterion.balance', null],
  ])('says under %s what the script says', (key, cell) => {
    expect(one(changed, key)).toBe(cell);
  });

  it('calls a script unchanged whose override was taken back', () => {
    const undone = { ...override, id: 'ovr_2', change: null, undoes: 'ovr_1' };
    const script = { ...changed, overrides: [...changed.overrides, undone] };
    expect([one(script, 'changed'), one(script, 'reasons')]).toEqual(['no', '']);
  });

  it('leaves the cells of a script that is not marked empty, but for what is known of it', () => {
    const [, row] = tableOf([waiting], rubric, usualColumns(rubric));
    expect(row?.filter((cell) => cell !== null && cell !== '')).toEqual(['7', 'Anna Smith', '12B', 'waiting', 25, 'no']);
  });

  it('tells of every column what it is called and what it means, and makes each of them', () => {
    const all = columnsOf(rubric);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    expect(all.filter(({ heading, means }) => !heading || !means)).toEqual([]);
    expect(Columns.safeParse(all.map(({ key, heading }) => ({ key, heading }))).success).toBe(true);
    expect(tableOf([changed], rubric, all)[1]).toHaveLength(all.length);
  });

  it('refuses a column that the rubric has not, and two under one heading', () => {
    const columns = [
      { key: 'criterion.style', heading: 'Style' },
      { key: 'mark', heading: 'style' },
      { key: 'constructor', heading: 'C' },
    ];
    const { code, fields } = refusal(() => tableOf([], rubric, columns));
    expect(code).toBe('invalid-field');
    expect(fields.map(({ field }) => field)).toEqual(['columns.0.key', 'columns.1.heading', 'columns.2.key']);
  });
});

describe('the CSV', () => {
  it('is UTF-8 with a byte order mark, lines that end in CRLF, and identifiers in quotes', () => {
    const csv = csvOf([aScript()], rubric, [
      { key: 'identifier', heading: 'Id' },
      { key: 'mark', heading: 'Mark' },
    ]);
    expect(csv).toBe('\uFEFF"Id","Mark"\r\n"00123",17\r\n');
  });

  it('is read back as it was written, whatever names and identifiers hold', () => {
    fc.assert(
      fc.property(hostile(), hostile(), (identifier, name) => {
        const columns = [
          { key: 'identifier', heading: 'Id' },
          { key: 'name', heading: 'Name' },
          { key: 'mark', heading: 'Mark' },
        ];
        const rows = rowsOf(csvOf([aScript({ identifier, name })], rubric, columns));
        expect(rows[1]).toEqual([neutralised(identifier), neutralised(name), '17']);
      }),
    );
  });

  it('holds no cell that a spreadsheet would run, in a heading neither', () => {
    fc.assert(
      fc.property(hostile(), hostile(), (text, heading) => {
        const script = aScript({ identifier: text, name: text, group: text, fileName: text }, { reason: text });
        const columns = columnsOf(rubric).map((column) => (column.key === 'name' ? { ...column, heading: heading || 'x' } : column));
        for (const cell of rowsOf(csvOf([script], rubric, columns)).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
      }),
    );
  });
});

describe('plain text', () => {
  it('loses nothing that can be read', () => {
    expect(plainText('Zoë “quoted” – naïve 日本 🎓\tx\ny\r\nz')).toBe('Zoë “quoted” – naïve 日本 🎓\tx\ny\nz');
  });

  it('loses what no file can hold, and what turns the text around it', () => {
    expect(plainText('a\0\u001B\uFFFE\uFDD0\uD800\u202E\u2066b')).toBe('ab');
  });

  it('keeps a minus inside a cell, and puts an apostrophe before one that begins it', () => {
    expect([neutralised('a-b'), neutralised('-1'), neutralised('\u202E=1')]).toEqual(['a-b', "'-1", "'=1"]);
  });
});

describe('the workbook', () => {
  it('keeps identifiers as text and marks as numbers', async () => {
    const [, row] = await readSheet(Buffer.from(await xlsxOf([aScript()], rubric)), 1);
    expect(row?.slice(0, 6)).toEqual(['00123', 'Anna Smith', '12B', 'reviewed', 17, 25]);
  });

  it('has a sheet of corrections and one of next steps by target', async () => {
    const sheets = await readXlsxFile(Buffer.from(await xlsxOf([aScript(), waiting], rubric)));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Marks', 'Corrections', 'Targets']);
    expect(sheets[0]?.data).toHaveLength(3);
    expect(sheets[1]?.data).toEqual([
      ['Identifier', 'Name', 'Sentence', 'Correction'],
      ['00123', 'Anna Smith', 'It was signed in 1938', 'It was signed in 1939.'],
    ]);
    expect(sheets[2]?.data[1]).toEqual([
      'weigh-both-sides',
      'Weigh one side against the other',
      '00123',
      'Anna Smith',
      1,
      'It was signed in 1938',
      'Say which counts for more.',
    ]);
  });

  it('is read back as it was written, and holds no formula, whatever names and identifiers hold', async () => {
    await fc.assert(
      fc.asyncProperty(hostile(), hostile(), async (identifier, name) => {
        const columns = [
          { key: 'mark', heading: 'Mark' },
          { key: 'identifier', heading: 'Id' },
          { key: 'name', heading: 'Name' },
        ];
        const bytes = await xlsxOf([aScript({ identifier, name })], rubric, columns);
        const [, row] = await readSheet(Buffer.from(bytes), 1, { trim: false });
        const read = (cell: string) => (cell in Object.prototype ? `'${cell}` : neutralised(cell)).replaceAll('\uFFFD', '') || null;
        expect(row?.slice(0, 3)).toEqual([17, read(identifier), read(name)]);
        expect(partsOf(bytes)).not.toMatch(/<f[ >]/u);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its heading in sight, its columns within a page, and a run that names a character as it was written', async () => {
    const script = aScript({ name: '_x003D_1', identifier: 'a'.repeat(300) });
    const parts = partsOf(await xlsxOf([script], rubric));
    expect(parts).toContain('ySplit="1"');
    expect(parts).toContain('formatCode="@"');
    expect(parts).toContain('<t>_x005F_x003D_1</t>');
    const widths = [...parts.matchAll(/<col [^>]*width="(\d+)"/gu)].map(([, width]) => Number(width));
    expect([Math.min(...widths), Math.max(...widths)]).toEqual([8, 60]);
  });

  it.each(['valueOf', 'constructor', '__proto__', 'toString'])('holds a name that every object has: %s', async (name) => {
    const [, row] = await readSheet(Buffer.from(await xlsxOf([aScript({ name })], rubric)), 1);
    expect(row?.slice(0, 3)).toEqual(['00123', `'${name}`, '12B']);
  });

  it('cuts what is longer than a cell may be', async () => {
    const [, row] = await readSheet(Buffer.from(await xlsxOf([aScript({ identifier: 'é'.repeat(40_000) })], rubric)), 1);
    expect(row?.[0]).toBe('é'.repeat(32_767));
  });
});
