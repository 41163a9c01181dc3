import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned, isJunk, segmentsOf, shownName, stemOf } from '../../src/domain/file-names.ts';
import { identifierOf } from '../../src/domain/file-owner.ts';

const whose = (identifier: string, name: string | null = null, group: string | null = null) => ({ identifier, name, group });
const word = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/u);

describe('whose a file is', () => {
  it.each([
    ['0042.docx', whose('0042')],
    ['11B/0042.docx', whose('0042')],
    ['0042', whose('0042')],
    ['v1.2 essay.txt', whose('v1.2 essay')],
    ['.docx', whose('.docx')],
    ['', whose('file without a name')],
    ['Ada Example_120345_assignsubmission_file_my essay.docx', whose('120345', 'Ada Example')],
    ['Ada Example_120345_assignsubmission_file_/my essay.docx', whose('120345', 'Ada Example')],
    ['Ada Example_120345_assignsubmission_file/my essay.docx', whose('120345', 'Ada Example')],
    ['O_Neill_0012_assignsubmission_onlinetext_.txt', whose('0012', 'O_Neill')],
    ['Participant_0451_assignsubmission_file_essay.pdf', whose('0451')],
    ['Teilnehmer_in_0451_assignsubmission_file_essay.pdf', whose('0451')],
    ['Ada_assignsubmission_file_essay.pdf', whose('Ada_assignsubmission_file_essay')],
    ['Submitted files/Ada Example/The canal/Version 1/essay.docx', whose('Ada Example', 'Ada Example')],
    ['Student Work/Working files/Ada Example/The canal/essay.docx', whose('Ada Example', 'Ada Example')],
    ['Ada Example/The canal/Version 12/essay.docx', whose('Ada Example', 'Ada Example')],
    ['The canal/Version 12/essay.docx', whose('essay')],
    ['Ada Example - The canal - final.docx', whose('Ada Example', 'Ada Example')],
    ["Seán Ó Briain-O'Neill - The canal.pdf", whose("Seán Ó Briain-O'Neill", "Seán Ó Briain-O'Neill")],
    ['0042 - The canal.docx', whose('0042')],
    ['essay - final.docx', whose('essay - final')],
    ['exampleada_340934_208490284_The canal.docx', whose('340934')],
    ['submissions/exampleada_LATE_12_7_The canal-2.docx', whose('12')],
    ['anon_Ab3xY_208490284_essay.docx', whose('anon_Ab3xY')],
    ['LATE_anon_Ab3xY_208490284_essay.docx', whose('anon_Ab3xY')],
    ['anon_Ab3xYz_208490284_essay.docx', whose('anon_Ab3xYz_208490284_essay')],
    ['11b_340934_208490284_essay.docx', whose('11b_340934_208490284_essay')],
    ['essay_2025_2026_final.docx', whose('essay_2025_2026_final')],
    ['essay_0042_20260301_final.docx', whose('essay_0042_20260301_final')],
    ['exampleada_2024_123456_essay.docx', whose('exampleada_2024_123456_essay')],
    ['exampleada_340934_208490284.docx', whose('exampleada_340934_208490284')],
  ])('is read from %s', (path, expected) => {
    expect(identifierOf(path)).toEqual(expected);
  });

  it.each([
    ['{identifier}_{name}', '0042_Ada Example.docx', whose('0042', 'Ada Example')],
    ['{name}_{identifier}', 'Ada_Example_0042.docx', whose('0042', 'Ada_Example')],
    ['{group} {name} ({identifier}).docx', '11B Ada Example (0042).pdf', whose('0042', 'Ada Example', '11B')],
    ['{Identifier}-{anything}', '0042-essay-final.docx', whose('0042')],
    ['{group}_{identifier}', '11_B_0042.docx', whose('0042', null, '11_B')],
    ['{anything}_{identifier}', 'a_b_0042.docx', whose('0042')],
    ['{identifier}_{anything}_{group}', '0042_a_b_11B.docx', whose('0042', null, '11B')],
    ['class/{identifier}', 'school/class/0042.docx', whose('0042')],
    ['class/{identifier}', 'school/classes/0042.docx', whose('0042')],
    ['{identifier}ab{anything}ba', '7abba.docx', whose('7abba')],
    ['{name} - {anything}', 'ada - canal.docx', whose('ada', 'ada')],
    ['{group}/{identifier}', 'school/11B/0042.docx', whose('0042', null, '11B')],
    ['{anything}/{identifier}/{anything}', 'x/0042/essay.docx', whose('0042')],
    ['candidate {identifier}', 'candidate 0042.docx', whose('0042')],
    ['candidate {identifier}', 'Candidate 0042.docx', whose('Candidate 0042')],
    ['{group}/{identifier}', '0042.docx', whose('0042')],
    ['{identifier}_{name}', '0042.docx', whose('0042')],
    ['{identifier}_{name}', '_Ada.docx', whose('_Ada')],
    ['{identifier}_{name}', '0042_.docx', whose('0042_')],
    ['x{identifier}x', 'x0042xx.docx', whose('0042x')],
    ['x{identifier}', 'y0042.docx', whose('y0042')],
    ['.*{identifier}+', '.*0042+.docx', whose('0042')],
  ])('is read by the pattern %s from %s', (pattern, path, expected) => {
    expect(identifierOf(path, pattern)).toEqual(expected);
  });

  it.each([
    ['{identifier}{name}', /side by side/u],
    ['{group}', /needs \{identifier\} or \{name\}/u],
    ['{identifier}_{identifier}', /twice/u],
    ['{identifier}_{year}', /no other braces/u],
    ['{identifier', /no other braces/u],
    ['{identifier}/', /slashes/u],
    [`{identifier}${'x'.repeat(200)}`, /200 characters/u],
  ])('cannot be read by the pattern %s', (pattern, detail) => {
    expect(() => identifierOf('0042.docx', pattern)).toThrow(
      expect.objectContaining({ code: 'invalid-field', fields: [{ field: 'pattern', detail: expect.stringMatching(detail) }] }),
    );
  });

  it('is what the name was made of, whatever that is', () => {
    fc.assert(
      fc.property(word, word, word, (identifier, name, group) => {
        expect(identifierOf(`${group}/${name}_${identifier}.docx`, '{group}/{name}_{identifier}')).toEqual(whose(identifier, name, group));
        expect(identifierOf(`${identifier} [${name}] x.txt`, '{identifier} [{name}]{anything}')).toEqual(whose(identifier, name));
      }),
    );
  });

  it('is never empty and always fit to be shown, whatever the name and the pattern', () => {
    const pattern = fc
      .array(fc.constantFrom('{identifier}', '{name}', '{group}', '{anything}', '_', ' ', '/', '.', 'a'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.option(pattern), (path, given) => {
        const read = () => Object.values(identifierOf(path, given)).filter((text) => text !== null);
        try {
          read();
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-field' });
          return;
        }
        for (const text of read()) expect([cleaned(text), text === '']).toEqual([text, false]);
      }),
    );
  });

  it('takes no longer for names that are made to take long', () => {
    const hostile = `${'a_'.repeat(2000)}/${'_a'.repeat(5000)}.docx`;
    expect(identifierOf(hostile, '{anything}_a_{anything}_a_{anything}_a_{anything}_a_{identifier}_b').identifier).toHaveLength(200);
  });
});

describe('file names', () => {
  it('are shown as a base name that is clean, at most 200 characters, and the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (path) => {
        const name = shownName(path);
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]{1,200}$/u);
        expect(shownName(name)).toBe(name);
        expect(name.startsWith(stemOf(name))).toBe(true);
      }),
    );
  });

  it('are not cut within a character', () => {
    expect(shownName(`${'x'.repeat(199)}\u{1F600}.txt`)).toBe('x'.repeat(199));
  });

  it('keep their folders, but not those that lead elsewhere', () => {
    expect(segmentsOf('..\\a/./b//c.txt')).toEqual(['a', 'b', 'c.txt']);
  });

  it('that students give are no junk', () => {
    expect(['essay.docx', 'a/Thumbs.txt', './essay.txt', '../essay.txt', 'MACOSX/a.txt'].filter(isJunk)).toEqual([]);
    expect(
      ['__MACOSX/a.txt', 'a/.hidden', '.git/a.txt', 'a/THUMBS.DB', 'Desktop.ini', '~$say.docx'].filter((path) => !isJunk(path)),
    ).toEqual([]);
  });
});
