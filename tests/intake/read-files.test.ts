import { describe, expect, it } from 'vitest';
import { MAX_WORDS } from '../../src/domain/essay.ts';
import { MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_FILES } from '../../src/intake/limits.ts';
import { readFiles } from '../../src/intake/read-files.ts';
import { bytesOf, sample } from './make.ts';

const ESSAY = 'The canal was meant to carry coal. It carried little else.';
const read = (files: Record<string, string | Uint8Array>) =>
  readFiles(Object.entries(files).map(([name, file]) => ({ name, bytes: typeof file === 'string' ? bytesOf(file) : file })));
const one = async (name: string, file: string | Uint8Array) => (await read({ [name]: file }))[0];
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1]);

describe('files that are handed in', () => {
  it('gives every file its own outcome, in order, whatever the others are', async () => {
    const items = await read({
      '0042.txt': ESSAY,
      'photo.txt': PNG,
      'again.md': `\n${ESSAY.replace(' ', '\n')}\n\n`,
      'scan.pdf': sample('scan.pdf'),
      'locked.pdf': sample('locked.pdf'),
      'nothing.txt': '',
      'essay.docx': sample('essay.docx'),
      'three-pages.pdf': sample('three-pages.pdf'),
    });
    expect(items.map((item) => [item.fileName, item.outcome === 'unreadable' ? item.why : item.outcome])).toEqual([
      ['0042.txt', 'accepted'],
      ['photo.txt', 'picture'],
      ['again.md', 'duplicate'],
      ['scan.pdf', 'no-text-layer'],
      ['locked.pdf', 'encrypted'],
      ['nothing.txt', 'empty'],
      ['essay.docx', 'accepted'],
      ['three-pages.pdf', 'accepted'],
    ]);
    expect(items[0]).toEqual({
      fileName: '0042.txt',
      identifier: '0042',
      name: null,
      group: null,
      outcome: 'accepted',
      text: ESSAY,
      words: 11,
      note: null,
    });
    expect(items[2]).toMatchObject({ of: '0042.txt', identifier: 'again' });
    expect(items[3]).toMatchObject({ detail: expect.stringMatching(/scan.*photographs.*typed/u) });
  });

  it('makes nothing of nothing, and passes over what operating systems leave', async () => {
    expect(await read({})).toEqual([]);
    const junk = {
      '.DS_Store': 'x',
      '11B/Thumbs.db': 'x',
      '11B/desktop.ini': 'x',
      '__MACOSX/11B/._a.txt': 'x',
      '~$essay.docx': 'x',
      '.git/config': 'x',
    };
    expect(await read({ ...junk, '11B/a.txt': ESSAY })).toMatchObject([{ fileName: 'a.txt', outcome: 'accepted' }]);
  });

  it('counts a text that differs by a word as another', async () => {
    expect((await read({ 'a.txt': ESSAY, 'b.txt': `${ESSAY} Yes.` })).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });

  it.each([
    ['UTF-8 with its mark', bytesOf('\uFEFFNaïve “plans” failed.'), null],
    ['UTF-16 little end first', new Uint8Array(Buffer.from('\uFEFFNaïve “plans” failed.', 'utf16le')), 'read as UTF-16LE'],
    ['UTF-16 big end first', new Uint8Array(Buffer.from('\uFEFFNaïve “plans” failed.', 'utf16le').swap16()), 'read as UTF-16BE'],
    ['UTF-16 without its mark', new Uint8Array(Buffer.from('Naïve “plans” failed.', 'utf16le')), 'read as UTF-16LE'],
    ['UTF-16 big end first without its mark', new Uint8Array(Buffer.from('Naïve “plans” failed.', 'utf16le').swap16()), 'read as UTF-16BE'],
    ['Windows-1252', latin1('Na\xEFve \x93plans\x94 failed.'), 'read as Windows-1252: check that accents and quotation marks are right'],
  ])('reads %s', async (_, bytes, note) => {
    expect(await one('a.txt', bytes)).toMatchObject({ outcome: 'accepted', text: 'Naïve “plans” failed.', note });
  });

  it('ends lines in one way and leaves out control characters and empty lines around the text', async () => {
    expect(await one('a.txt', '\r\n  \r\n  One.\r\n\r\nTwo\u0007.\rThree.\u001A\n')).toMatchObject({ text: '  One.\n\nTwo.\nThree.' });
  });

  it.each([
    ['a picture', 'a.txt', PNG, 'picture'],
    ['bytes that are no text', 'a.txt', new Uint8Array(300).map((_, n) => (n * 37) % 256), 'not-text'],
    ['nothing but white space', 'a.txt', ' \n\t\n', 'empty'],
    ['no words', 'a.txt', '1 2 3 - 4', 'not-text'],
    ['a Rich Text file named .txt', 'a.txt', '{\\rtf1\\ansi Essay}', 'wrong-type'],
    ['a web page', 'a.html', '<!DOCTYPE html><p>Essay', 'wrong-type'],
    ['a web page named .docx', 'a.docx', '<html><p>Please log in', 'wrong-type'],
    ['text named .docx', 'a.docx', ESSAY, 'wrong-type'],
    ['text named .pdf', 'a.pdf', ESSAY, 'wrong-type'],
    ['text named .zip', 'a.zip', ESSAY, 'damaged'],
    ['a table', 'a.csv', 'id,essay', 'wrong-type'],
    ['a workbook', 'a.docx', sample('class.xlsx'), 'wrong-type'],
    ['a program', 'a.exe', 'MZ essay', 'wrong-type'],
    [
      'an old Word file',
      'a.doc',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
      'wrong-type',
    ],
    [
      'a locked Word document',
      'a.docx',
      new Uint8Array([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...new Array(600).fill(0),
        ...Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    [
      'a recording',
      'a.txt',
      new Uint8Array([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0, 0xff, 0xfb, 0x90, 0, ...new Array(300).fill(0)]),
      'wrong-type',
    ],
    ['nothing bytes among words', 'a.txt', `${'word '.repeat(400)}\0`, 'not-text'],
    ['too large an archive', 'a.zip', new Uint8Array(MAX_ARCHIVE_BYTES + 1), 'too-large'],
    ['too many words', 'a.txt', 'word '.repeat(MAX_WORDS + 1), 'too-long'],
    ['too large a file', 'a.txt', new Uint8Array(MAX_FILE_BYTES + 1).fill(97), 'too-large'],
  ])('says of %s what it is and what to do', async (_, name, file, why) => {
    const item = await one(name, file);
    expect(item).toMatchObject({ fileName: name, outcome: 'unreadable', why, detail: expect.stringMatching(/^[A-Z][^\n]{20,250}\.$/u) });
    expect(JSON.stringify(item)).not.toContain('canal');
  });

  it('reads documents by what they are, whatever their names say', async () => {
    expect(await one('essay.txt', sample('essay.docx'))).toMatchObject({ outcome: 'accepted' });
    expect(await one('essay', sample('three-pages.pdf'))).toMatchObject({ outcome: 'accepted' });
    expect(await one('essay.pdf', Uint8Array.from([0xff, 0x00, 0x80, ...sample('three-pages.pdf')]))).toMatchObject({
      outcome: 'accepted',
    });
    expect(await one('BMW.txt', 'BMW made engines.')).toMatchObject({ outcome: 'accepted' });
    expect(await one('Essay No.12', ESSAY)).toMatchObject({ outcome: 'accepted', identifier: 'Essay No.12' });
  });

  it('keeps names on one line, without their folders and without characters that are not seen', async () => {
    const [item] = await read({ [`C:\\class\\..\\evil\u202E\n\u0000  name${'x'.repeat(300)}.txt`]: ESSAY });
    expect(item?.fileName).toMatch(/^evil namex{191}$/u);
    expect(item?.identifier).toBe(item?.fileName);
  });

  it('notes where a name is not of the form that was given', async () => {
    const files = ['Ada_0042.txt', 'notes.txt'].map((name) => ({ name, bytes: bytesOf(`${ESSAY} ${name.slice(0, 3)}`) }));
    expect(await readFiles(files, { pattern: '{name}_{identifier}' })).toMatchObject([
      { identifier: '0042', name: 'Ada', note: null },
      { identifier: 'notes', name: null, note: 'its name is not of the form that was given, so the identifier is a guess' },
    ]);
    await expect(readFiles([], { pattern: '{name}{identifier}' })).rejects.toMatchObject({ code: 'invalid-field' });
  });

  it(`takes ${MAX_FILES} files and says of any more that they are too many`, async () => {
    const items = await readFiles(Array.from({ length: MAX_FILES + 1 }, (_, n) => ({ name: `${n}.txt`, bytes: bytesOf(`Essay ${n}`) })));
    expect(items).toHaveLength(MAX_FILES + 1);
    expect(items.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(MAX_FILES);
    expect(items.at(-1)).toMatchObject({ fileName: `${MAX_FILES}.txt`, outcome: 'unreadable', why: 'too-many' });
  });
});
