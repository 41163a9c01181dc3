import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from '../../src/exports/file-names.ts';
import { hostile } from './hostile.ts';

const name = (identifier: string) => fileNames([identifier], '.html')[0];

describe('the file names of a class', () => {
  it.each([
    ['00123', '00123.html'],
    ['Zoë Müller', 'Zoë Müller.html'],
    ['../../etc/passwd', 'etc-passwd.html'],
    ['C:\\x', 'C-x.html'],
    ['.hidden', 'hidden.html'],
    ['--rf', 'rf.html'],
    ['CON', 'script CON.html'],
    ['aux.txt', 'script aux.txt.html'],
    ['com¹', 'script com¹.html'],
    ['console', 'console.html'],
    ['', 'script.html'],
    [' . ', 'script.html'],
    ['a. . ', 'a.html'],
    ['a\0b\u202Egnp', 'abgnp.html'],
    ['__proto__', '__proto__.html'],
  ])('%j is %j', (identifier, file) => {
    expect(name(identifier)).toBe(file);
  });

  it('do not end in a space where a long one is cut', () => {
    expect(name(`${'a'.repeat(119)} b`)).toBe(`${'a'.repeat(119)}.html`);
  });

  it('differ, also for systems that see no case or accents written another way', () => {
    expect(fileNames(['Anna', 'ANNA', 'anna (2)', 'Zo\u00EB', 'Zoe\u0308', 'Anna'], '.docx')).toEqual([
      'Anna.docx',
      'ANNA (2).docx',
      'anna (2) (2).docx',
      'Zo\u00EB.docx',
      'Zo\u00EB (2).docx',
      'Anna (3).docx',
    ]);
  });

  it('are safe and different whatever the identifiers hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile(), fc.constantFrom('a', 'A', 'a (2)', 'NUL', '..', 'é'.repeat(200))), { maxLength: 20 }),
        (identifiers) => {
          const files = fileNames(identifiers, '.html');
          expect(files).toHaveLength(identifiers.length);
          expect(new Set(files.map((file) => file.normalize('NFKC').toLowerCase())).size).toBe(files.length);
          for (const file of files) {
            expect(file).toMatch(/^[\p{L}\p{N}\p{M}_@+(][\p{L}\p{M}\p{N}._@+() -]*\.html$/u);
            expect(file).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./iu);
            expect(file).not.toMatch(/[ .]\.html$/u);
            expect(Buffer.byteLength(file)).toBeLessThan(200);
          }
        },
      ),
    );
  });
});
