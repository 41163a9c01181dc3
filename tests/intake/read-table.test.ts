import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { MAX_ROWS } from '../../src/intake/limits.ts';
import { readClassList } from '../../src/intake/read-class-list.ts';
import { readTable } from '../../src/intake/read-table.ts';
import { bytesOf, sample, zipOf } from './make.ts';

const ESSAY = 'The canal carried coal; later, little else.';
const table = (text: string, options = {}) => readTable(bytesOf(text), options);
const wrong = (field: string, detail: RegExp) => ({ code: 'invalid-field', fields: [{ field, detail: expect.stringMatching(detail) }] });

describe('tables with one essay a row', () => {
  it.each([',', ';', '\t'])('find their columns by their usual headings, parted by "%s"', async (delimiter) => {
    const text = Papa.unparse(
      [
        ['Réponse', 'STUDENT_ID', ' Full name ', 'Sét', 'Marker; note, x'],
        [ESSAY, '0042', 'Ada Example', '11B', 'x'],
      ],
      { delimiter },
    );
    expect(await table(text, { fileName: 'a/class.csv' })).toEqual([
      {
        fileName: 'class.csv, row 2',
        identifier: '0042',
        name: 'Ada Example',
        group: '11B',
        outcome: 'accepted',
        text: ESSAY,
        words: 7,
        note: null,
      },
    ]);
  });

  it('give every row its own outcome and pass over empty rows, which still count', async () => {
    const rows = await table(
      `id,name,essay\n01,Ada,"Coal,\n\ncoal."\n\n02,Ben,\n,Cy,Water.\n,,More water.\n05,Eve,"Coal, coal."\n06,Fay,!!\n,,\n`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ fileName: 'table, row 2', identifier: '01', text: 'Coal,\n\ncoal.', words: 2 }),
      expect.objectContaining({ fileName: 'table, row 4', identifier: '02', why: 'missing-essay', detail: 'Row 4 has no essay.' }),
      expect.objectContaining({ fileName: 'table, row 5', identifier: 'Cy', name: 'Cy', group: null }),
      expect.objectContaining({ fileName: 'table, row 6', identifier: 'row 6', name: null }),
      expect.objectContaining({ fileName: 'table, row 7', outcome: 'duplicate', of: 'table, row 2' }),
      expect.objectContaining({ fileName: 'table, row 8', why: 'not-text' }),
    ]);
  });

  it('keep every identifier that is written in them as it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[0-9A-Z][0-9A-Z /-]{0,10}[0-9A-Z]$/u), { minLength: 1, maxLength: 5 }),
        async (identifiers) => {
          const tidy = identifiers.map((identifier) => identifier.replace(/ +/gu, ' ')).filter((text) => !/^\d(?:\.\d+)?E\d+$/u.test(text));
          const csv = Papa.unparse([['id', 'essay'], ...tidy.map((identifier, n) => [identifier, `Essay number ${n}`])], { newline: '\n' });
          expect((await table(csv)).map(({ identifier }) => identifier)).toEqual(tidy);
        },
      ),
    );
  });

  it('take identifiers that Excel has dressed up, and formulas as the text that they are', async () => {
    expect(await table('id;essay\n"=""0042""";"=1+1 equals two"\n1.2345E+11;"+cmd text"\n1.5E+30;More.')).toMatchObject([
      { identifier: '0042', text: '=1+1 equals two' },
      { identifier: '123450000000', text: '+cmd text' },
      { identifier: '1.5E+30' },
    ]);
  });

  it('may say what parts their cells, stand below a title, and be of any encoding', async () => {
    expect(await table(`sep=;\nid;essay\n1;${ESSAY.replace(';', ',')}`)).toMatchObject([{ identifier: '1' }]);
    expect(await table('Year 11 mock\n\nid,essay\n7,Coal.')).toMatchObject([{ fileName: 'table, row 4', identifier: '7' }]);
    expect(await readTable(new Uint8Array(Buffer.from('id,essay\n7,Na\xEFve.', 'latin1')))).toMatchObject([
      { text: 'Naïve.', note: expect.stringContaining('Windows-1252') },
    ]);
    expect(await readTable(new Uint8Array(Buffer.from('\uFEFFid\tessay\n7\tNaïve.', 'utf16le')))).toMatchObject([
      { text: 'Naïve.', note: 'read as UTF-16LE' },
    ]);
  });

  it('may be workbooks, as their bytes tell', async () => {
    expect(await readTable(sample('class.xlsx'), { fileName: 'class.csv' })).toMatchObject([
      { fileName: 'class.csv, row 2', identifier: '0040', name: 'Ada Example', group: '11B', outcome: 'accepted' },
      { identifier: '0041', outcome: 'accepted' },
      { identifier: '0042', why: 'missing-essay' },
      { identifier: '420', outcome: 'accepted' },
    ]);
    await expect(readTable(sample('two-classes.xlsx'))).rejects.toMatchObject(wrong('sheet', /“11A”, “11B”\. Say which/u));
    expect(await readTable(sample('two-classes.xlsx'), { sheet: '11B' })).toMatchObject([{ identifier: '1.234567890123457e+19' }]);
    await expect(readTable(sample('class.xlsx'), { sheet: 'Notes' })).rejects.toMatchObject(wrong('essay', /“nothing here”/u));
    await expect(readTable(sample('class.xlsx'), { sheet: 'None' })).rejects.toMatchObject(wrong('sheet', /“11B”, “Notes”/u));
  });

  it('without a column for the essay are refused with the headings seen', async () => {
    await expect(table('id,words\n1,Coal.')).rejects.toMatchObject(
      wrong('essay', /^The table has no column that looks like the essay\. Its headings are “id”, “words”\. Say which/u),
    );
    await expect(table(`1,"${ESSAY.repeat(5)}"`)).rejects.toMatchObject(wrong('essay', /“1”, “\(a long text\)”/u));
  });

  it('with two columns that both look right are refused until it is said which', async () => {
    const two = 'id,Essay,Answer,Student number\n1,Coal.,Water.,9';
    await expect(table('id,Essay,Answer\n1,Coal.,Water.')).rejects.toMatchObject(
      wrong('essay', /“Essay” and “Answer” both look like the essay\. Say which/u),
    );
    await expect(table(two, { essay: 'answer' })).rejects.toMatchObject(wrong('identifier', /“id” and “Student number”/u));
    expect(await table(two, { essay: 'answer', identifier: 'STUDENT NUMBER' })).toMatchObject([{ identifier: '9', text: 'Water.' }]);
    await expect(table('Essay,Essay\nCoal.,Water.', { essay: 'Essay' })).rejects.toMatchObject(wrong('essay', /Rename one of them\.$/u));
  });

  it('leave a choice of what they hold, and of no essay', async () => {
    const choices = (...fields: [string, string[]][]) => ({ fields: fields.map(([field, list]) => ({ field, choices: list })) });
    await expect(table('id,Essay,Answer,x\n1,Coal.,Water.,x')).rejects.toMatchObject(choices(['essay', ['Essay', 'Answer']]));
    await expect(table(`id,id,,"${ESSAY.repeat(5)}",words`)).rejects.toMatchObject(choices(['essay', ['id', 'words']]));
    await expect(readTable(sample('two-classes.xlsx'))).rejects.toMatchObject(choices(['sheet', ['11A', '11B']]));
    await expect(readTable(sample('two-classes.xlsx'), { essay: 'None' })).rejects.toMatchObject({
      fields: [{ field: 'essay' }, { field: 'sheet', choices: ['11A', '11B'] }],
    });
  });

  it('of a thousand columns leave no more choices than can be looked through', async () => {
    const headings = Array.from({ length: 1000 }, (_, n) => `c${n}`);
    await expect(table(`${headings.join(',')}\n1`)).rejects.toMatchObject({ fields: [{ choices: headings.slice(0, 100) }] });
  });

  it('use the headings that are said before the usual ones', async () => {
    expect(await table('Text,Essay\nAda,Coal.', { name: 'text' })).toMatchObject([{ name: 'Ada', text: 'Coal.' }]);
    await expect(table('id,essay\n1,Coal.', { group: 'House' })).rejects.toMatchObject(wrong('group', /There is no column “House”/u));
  });

  it.each([
    ['nothing', bytesOf(''), /nothing in it/u],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]), /picture/u],
    ['a Word document', sample('essay.docx'), /This is no table/u],
    ['an archive', zipOf({ 'a.csv': 'x' }), /This is no table/u],
    ['half a workbook', sample('class.xlsx').subarray(0, 3000), /damaged/u],
    ['a quotation mark that is never closed', bytesOf('id,essay\n1,"Coal.\n2,Water.'), /quotation marks of row 2/u],
  ])('that are %s are refused', async (_, bytes, detail) => {
    await expect(readTable(bytes)).rejects.toMatchObject(wrong('file', detail));
  });

  it('hold so many rows and no more', async () => {
    const rows = (count: number) => `id,essay\n${Array.from({ length: count }, (_, n) => `${n},Essay ${n}`).join('\n')}`;
    expect(await table(rows(MAX_ROWS))).toHaveLength(MAX_ROWS);
    await expect(table(rows(MAX_ROWS + 1))).rejects.toMatchObject({ code: 'too-large' });
    expect(await table('id,essay')).toEqual([]);
  });
});

describe('class lists', () => {
  const list = (text: string, options = {}) => readClassList(bytesOf(text), options);

  it('hold identifiers, names and groups', async () => {
    expect(await list('Name;Candidate number;Class\nAda Example;0042;11B\nBen Example;0043;')).toEqual([
      { identifier: '0042', name: 'Ada Example', group: '11B' },
      { identifier: '0043', name: 'Ben Example', group: null },
    ]);
    expect(await list('UPN,Surname,Forename\nA1,Example,Ada')).toEqual([{ identifier: 'A1', name: 'Ada Example', group: null }]);
    expect(await list('id,First name,Surname,Name\n1,A,E,Ada Example')).toMatchObject([{ name: 'Ada Example' }]);
    expect(await readClassList(sample('class.xlsx'))).toHaveLength(4);
    expect(await list('id,name,text,answer\n1,Ada,x,y')).toEqual([{ identifier: '1', name: 'Ada', group: null }]);
  });

  it('name identifiers that stand there twice and rows that have none', async () => {
    await expect(list('id,name\n1,Ada\n2,Ben\n1,Cy\n2,Di\n1,Eve')).rejects.toMatchObject(wrong('identifier', /these come again: 1, 2\.$/u));
    await expect(list('id,name\n1,Ada\n,Ben\n,Cy')).rejects.toMatchObject(wrong('identifier', /no identifier in row 3, row 4\.$/u));
    const many = Array.from({ length: 9 }, (_, n) => `${n},x\n${n},y`).join('\n');
    await expect(list(`id,name\n${many}`)).rejects.toMatchObject(wrong('identifier', /0, 1, 2, 3, 4 and 4 more/u));
  });

  it('need a column for the identifier, which may be said', async () => {
    await expect(list('Who,Group\nAda,11B')).rejects.toMatchObject(wrong('identifier', /“Who”, “Group”/u));
    expect(await list('Who,Group\nAda,11B', { identifier: 'who' })).toEqual([{ identifier: 'Ada', name: '', group: '11B' }]);
  });
});
