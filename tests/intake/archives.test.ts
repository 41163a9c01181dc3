import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../src/intake/archive.ts';
import { MAX_ENTRIES, MAX_FILE_BYTES, MAX_FILES } from '../../src/intake/limits.ts';
import { readFiles } from '../../src/intake/read-files.ts';
import { bytesOf, docxOf, inDirectory, sample, wordParagraph, wordPart, zipOf } from './make.ts';

const ESSAY = 'The canal was meant to carry coal. It carried little else.';
const read = (bytes: Uint8Array, name = 'class.zip') => readFiles([{ name, bytes }]);
const outcomes = async (bytes: Uint8Array) =>
  (await read(bytes)).map((item) => [item.fileName, item.outcome === 'unreadable' ? item.why : item.outcome]);
const GENERAL_FLAGS = 8;
const DECLARED_SIZE = 24;
const MODE = 40;

describe('archives', () => {
  it('give every file in them its own outcome, in their order, and their folders count for whose it is', async () => {
    const archive = zipOf({
      'Submitted files/Ada Example/The canal/Version 2/essay.docx': sample('essay.docx'),
      'Submitted files/Ben Example/The canal/Version 1/essay.txt': ESSAY,
      '__MACOSX/._essay.txt': 'x',
      '.DS_Store': 'x',
      'scan.pdf': sample('scan.pdf'),
      'again.txt': `${ESSAY}\n`,
    });
    expect(await read(archive)).toMatchObject([
      { fileName: 'essay.docx', identifier: 'Ada Example', outcome: 'accepted' },
      { fileName: 'essay.txt', identifier: 'Ben Example', outcome: 'accepted', text: ESSAY },
      { fileName: 'scan.pdf', why: 'no-text-layer' },
      { fileName: 'again.txt', outcome: 'duplicate', of: 'essay.txt' },
    ]);
  });

  it('are not opened inside archives', async () => {
    const inner = zipOf({ 'a.txt': ESSAY });
    expect(await outcomes(zipOf({ 'inner.zip': inner, 'hidden.docx': inner, 'a.txt': ESSAY }))).toEqual([
      ['inner.zip', 'nested-archive'],
      ['hidden.docx', 'wrong-type'],
      ['a.txt', 'accepted'],
    ]);
  });

  it('are no Word documents by their name alone', async () => {
    expect(await read(zipOf({ 'a.txt': ESSAY }), 'essay.docx')).toMatchObject([{ fileName: 'essay.docx', why: 'wrong-type' }]);
    expect(await read(zipOf({ 'content.xml': 'x', 'META-INF/manifest.xml': 'x' }), 'essay.odt')).toMatchObject([
      { why: 'wrong-type', detail: expect.stringContaining('OpenDocument') },
    ]);
    expect(await read(zipOf({ 'ppt/presentation.xml': 'x' }), 'essay.zip')).toMatchObject([
      { why: 'wrong-type', detail: expect.stringContaining('presentation') },
    ]);
    expect(await read(zipOf({ 'Index/Document.iwa': 'x' }), 'essay.zip')).toMatchObject([
      { why: 'wrong-type', detail: expect.stringContaining('Pages') },
    ]);
  });

  it('with paths that lead out of them have those files refused and the rest read', async () => {
    const archive = zipOf({
      '../../etc/cron.txt': 'Own the machine.',
      '/abs.txt': 'Absolute.',
      'C:\\x\\drive.txt': 'Drive.',
      'a\\b\\ok.txt': ESSAY,
    });
    expect(await outcomes(archive)).toEqual([
      ['cron.txt', 'unsafe-archive'],
      ['abs.txt', 'unsafe-archive'],
      ['drive.txt', 'unsafe-archive'],
      ['ok.txt', 'accepted'],
    ]);
  });

  it('have links and locked files refused', async () => {
    const archive = zipOf({ 'a.txt': ESSAY });
    expect(await outcomes(inDirectory(archive, MODE, 0o120777))).toEqual([['a.txt', 'unsafe-archive']]);
    expect(await outcomes(inDirectory(archive, GENERAL_FLAGS, 1))).toEqual([['a.txt', 'encrypted']]);
  });

  it('that are bombs are stopped at the file that grows, by what they declare', async () => {
    const archive = zipOf({ 'bomb.txt': new Uint8Array(MAX_FILE_BYTES).fill(97), 'a.txt': ESSAY });
    expect(archive.length).toBeLessThan(100_000);
    expect(await outcomes(archive)).toEqual([
      ['bomb.txt', 'unsafe-archive'],
      ['a.txt', 'accepted'],
    ]);
  });

  it('may hold short files that repeat themselves', async () => {
    const files = await filesOf(zipOf({ 'a.txt': new Uint8Array(2 ** 20).fill(97) }), { each: MAX_FILE_BYTES, left: MAX_FILE_BYTES });
    expect(await (files as Exclude<typeof files, { why: string }>)[0]?.read()).toHaveLength(2 ** 20);
  });

  it('that lie about their sizes are stopped while they are unpacked', async () => {
    const lying = inDirectory(zipOf({ 'bomb.txt': new Uint8Array(2 ** 24).fill(97) }), DECLARED_SIZE, 1000);
    const small = inDirectory(lying, DECLARED_SIZE + 2, 0);
    const allowance = { each: MAX_FILE_BYTES, left: MAX_FILE_BYTES };
    const files = await filesOf(small, allowance);
    expect(files).toHaveLength(1);
    expect(await (files as Exclude<typeof files, { why: string }>)[0]?.read()).toMatchObject({ why: 'damaged' });
    expect(MAX_FILE_BYTES - allowance.left).toBeLessThan(2 ** 20);
    expect(await outcomes(small)).toEqual([['bomb.txt', 'damaged']]);
  });

  it('stop at what one file may be and at what all may be together, as it is really unpacked', async () => {
    const noise = (size: number) => Uint8Array.from({ length: size }, (_, n) => 97 + ((n * n) % 23));
    const archive = zipOf({ 'a.txt': noise(3000), 'b.txt': noise(3000), 'c.txt': noise(6000), 'd.txt': noise(500) });
    const allowance = { each: 5000, left: 6200 };
    const files = await filesOf(archive, allowance);
    if ('why' in files) throw new Error(files.detail);
    const whys = [];
    for (const file of files) {
      const unpacked = await file.read();
      whys.push('why' in unpacked ? unpacked.why : unpacked.length);
    }
    expect(whys).toEqual([3000, 3000, 'too-large', 'too-large']);
    expect(allowance.left).toBe(200);
  });

  it('that are cut off or empty are an item themselves', async () => {
    const archive = zipOf({ 'a.txt': ESSAY, 'b.txt': 'Another.' });
    expect(await outcomes(archive.subarray(0, archive.length - 30))).toEqual([['class.zip', 'damaged']]);
    expect(await outcomes(zipOf({}))).toEqual([['class.zip', 'empty']]);
    expect(await outcomes(zipOf({ '__MACOSX/a.txt': 'x', 'folder/': '' }))).toEqual([['class.zip', 'empty']]);
  });

  it('whose files are damaged have that said of those files only', async () => {
    const archive = zipOf({ 'a.txt': deflateRawSync(ESSAY).toString('hex').repeat(50), 'b.txt': ESSAY });
    archive.fill(0xff, 40, 60);
    expect(await outcomes(archive)).toEqual([
      ['a.txt', 'damaged'],
      ['b.txt', 'accepted'],
    ]);
  });

  it('with too many files are refused whole, before any is read', async () => {
    const many = (count: number) => zipOf(Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.txt`, `Essay ${n}`])), 0);
    expect(await outcomes(many(MAX_FILES + 1))).toEqual([['class.zip', 'too-many']]);
    expect(await outcomes(many(MAX_ENTRIES + 1))).toEqual([['class.zip', 'too-many']]);
    const two = ['a.zip', 'b.zip'].map((name, n) => ({
      name,
      bytes: zipOf(Object.fromEntries(Array.from({ length: 2 + n * (MAX_FILES - 2) }, (_, i) => [`${n}-${i}.txt`, `Essay ${n} ${i}`])), 0),
    }));
    expect((await readFiles(two)).map((item) => (item.outcome === 'unreadable' ? item.why : item.outcome))).toEqual([
      'accepted',
      'accepted',
      'too-many',
    ]);
    expect(await filesOf(many(MAX_ENTRIES + 1), { each: 1, left: 1 })).toMatchObject({
      why: 'too-many',
      detail: expect.stringContaining('25001'),
    });
    expect((await outcomes(many(2000))).every(([, outcome]) => outcome === 'accepted')).toBe(true);
  });

  it('hold Word documents to the same limits', async () => {
    const bomb = docxOf(wordPart(wordParagraph('a'.repeat(MAX_FILE_BYTES))));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await read(bomb, 'essay.docx')).toMatchObject([{ why: 'unsafe-archive' }]);
    const pictures = docxOf(wordPart(wordParagraph(ESSAY)), { 'word/media/image1.png': new Uint8Array(MAX_FILE_BYTES) });
    expect(await read(pictures, 'essay.docx')).toMatchObject([{ outcome: 'accepted', text: ESSAY }]);
  });

  it('show the names in them on one line', async () => {
    expect(await outcomes(zipOf({ 'folder/a\nb\u0007\u202Ec.txt': ESSAY }))).toEqual([['a bc.txt', 'accepted']]);
    expect((await read(zipOf({ [`${'n'.repeat(5000)}.txt`]: bytesOf(ESSAY) })))[0]?.fileName).toHaveLength(200);
  });
});
