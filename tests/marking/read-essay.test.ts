import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CHARACTERS } from '../../src/domain/essay.ts';
import { readEssay } from '../../src/marking/read-essay.ts';

const clausesOf = (text: string) => {
  const essay = readEssay(text);
  return essay.clauses.map((clause) => text.slice(clause.start, clause.end));
};

const word = fc.constantFrom(
  'Stalin',
  'signed',
  'the',
  'pact',
  'because',
  'and',
  'which',
  'was',
  'Dr.',
  'U.S.S.R.',
  '1939',
  'naïve',
  '“quoted”',
  'it',
  'e.g.',
  '–',
  '(so)',
  '👍',
  'ended',
);
const essayText = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '. ', '? ', '; ', ': ', '\n\n', '\n', ' — ')), { minLength: 1, maxLength: 80 })
  .map((pairs) => `Stalin ${pairs.flat().join('')}`);

describe('reading an essay', () => {
  it('cuts clauses that are in order, do not overlap and hold all that can be read', () => {
    fc.assert(
      fc.property(essayText, (text) => {
        const essay = readEssay(text);
        let end = 0;
        for (const clause of essay.clauses) {
          expect(clause.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, clause.start)).not.toMatch(/[\p{L}\d]{2,}/u);
          expect(clause.end).toBeGreaterThan(clause.start);
          end = clause.end;
        }
        expect(text.slice(end)).not.toMatch(/[\p{L}\d]{2,}/u);
      }),
    );
  });

  it('numbers clauses, sentences and paragraphs from one, each inside its parent', () => {
    fc.assert(
      fc.property(essayText, (text) => {
        const essay = readEssay(text);
        essay.clauses.forEach((clause, i) => {
          const sentence = essay.sentences[clause.sentence - 1];
          const paragraph = essay.paragraphs[clause.paragraph - 1];
          expect(clause.n).toBe(i + 1);
          expect(sentence && sentence.start <= clause.start && clause.end <= sentence.end).toBe(true);
          expect(paragraph && paragraph.start <= clause.start && clause.end <= paragraph.end).toBe(true);
        });
      }),
    );
  });

  it('never makes a clause longer than a claim may be', () => {
    const long = `Stalin ${'signed the pact and kept it while Hitler waited '.repeat(40)}.`;
    for (const clause of readEssay(long).clauses) expect(clause.end - clause.start).toBeLessThanOrEqual(300);
    for (const clause of readEssay(`Stalin ${'x'.repeat(2000)} went`).clauses) expect(clause.end - clause.start).toBeLessThanOrEqual(300);
  });

  it('does not end a sentence after an abbreviation or an initial', () => {
    expect(readEssay('The view of A. J. P. Taylor and Dr. Roberts is fair. It holds.').sentences).toHaveLength(2);
    expect(readEssay("He didn’t. The Finns did. It was Stalin's. They knew.").sentences).toHaveLength(4);
    expect(readEssay('The U.S.S.R. joined in 1934.').sentences).toHaveLength(1);
  });

  it('ends a sentence where the space was forgotten', () => {
    expect(readEssay('He signed the pact.Then he waited.').sentences).toHaveLength(2);
  });

  it('parts clauses at a conjunction and keeps lists and pairs of names whole', () => {
    expect(clausesOf('Stalin signed the pact and Hitler attacked Poland.')).toEqual([
      'Stalin signed the pact',
      'and Hitler attacked Poland.',
    ]);
    expect(clausesOf('He took Estonia, Latvia and Lithuania.')).toHaveLength(1);
    expect(clausesOf('The land was handed to Hitler and Stalin was not even asked.')).toHaveLength(2);
    expect(clausesOf('It went wrong because Britain and France would not help him.')).toEqual([
      'It went wrong',
      'because Britain and France would not help him.',
    ]);
  });

  it('takes single line ends for paragraphs only where there are no blank lines', () => {
    expect(readEssay('One line here.\nAnother line here.').paragraphs).toHaveLength(2);
    expect(readEssay('One line\nwrapped here.\n\nA new paragraph.').paragraphs).toHaveLength(2);
    expect(readEssay('One line here.\r\n\r\nAnother line here.').paragraphs).toHaveLength(2);
  });

  it('says which paragraph opens and which closes', () => {
    expect(readEssay('First one.\n\nSecond one.\n\nThird one.').paragraphs.map(({ role }) => role)).toEqual(['opening', 'body', 'closing']);
  });

  it('cuts a sentence without end between words, and loses none', () => {
    const { text, sentences, words } = readEssay(`${'he was, and '.repeat(2_000)}still.`);
    expect(Math.max(...sentences.map(({ start, end }) => end - start))).toBeLessThanOrEqual(1_500);
    expect(sentences.reduce((sum, { start, end }) => sum + text.slice(start, end).split(/\s+/u).length, 0)).toBe(words);
  });

  it('refuses what cannot be marked', () => {
    expect(() => readEssay('')).toThrow(/empty/u);
    expect(() => readEssay(' \n\t ')).toThrow(/empty/u);
    expect(() => readEssay('Stalin\0won')).toThrow(/NUL/u);
    expect(() => readEssay('12 34 . , !')).toThrow(/no words/u);
    expect(() => readEssay('word '.repeat(20_001))).toThrow(/limit/u);
    expect(readEssay('word '.repeat(20_000)).words).toBe(20_000);
    expect(() => readEssay('a'.repeat(MAX_CHARACTERS + 1))).toThrow(/characters/u);
  });
});
