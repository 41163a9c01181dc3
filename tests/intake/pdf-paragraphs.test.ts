import { describe, expect, it } from 'vitest';
import { type Piece, paragraphsOf } from '../../src/intake/pdf-paragraphs.ts';

/** A line of 12 points, as wide as its letters; `lines` stand 14 points apart from the top of a page. */
const piece = (text: string, y: number, x = 50, size = 12): Piece => ({ text, x, y, width: text.length * 5, size, ends: true });
const page = (...lines: (string | null)[]): Piece[] => lines.flatMap((text, n) => (text === null ? [] : [piece(text, 700 - 14 * n)]));
const foot = (text: string) => piece(text, 40, 290);

describe('lines of a PDF', () => {
  it('are one paragraph until there is room between them', () => {
    expect(paragraphsOf([page('The canal was', 'meant for', null, 'coal and it', 'carried little else.')])).toBe(
      'The canal was meant for\n\ncoal and it carried little else.',
    );
  });

  it('are another paragraph where the letters have another size', () => {
    expect(paragraphsOf([[piece('The canal', 714, 50, 18), ...page('was meant for coal', 'and carried it')]])).toBe(
      'The canal\n\nwas meant for coal and carried it',
    );
  });

  it('are another paragraph where they are set in after the end of a sentence', () => {
    const lines = page('The canal carried coal here.', 'It also carried the water on.', 'And bakers came with the boats.');
    const set = lines.map((line, n) => (n === 1 ? { ...line, x: 70 } : line));
    expect(paragraphsOf([set])).toBe('The canal carried coal here.\n\nIt also carried the water on. And bakers came with the boats.');
  });

  it('are one paragraph while they are set in together', () => {
    const lines = page(
      'The canal carried coal here.',
      'It also carried the water on.',
      'And bakers came with the boats.',
      'So it went on and on and on to.',
    );
    const set = lines.map((line, n) => (n === 1 || n === 2 ? { ...line, x: 70 } : line));
    expect(paragraphsOf([set]).split('\n\n')).toHaveLength(2);
  });

  it('are another paragraph after a sentence that stops well short of the margin', () => {
    const lines = page(
      'The canal was meant for coal and for nothing else at all, as',
      'the owners said.',
      'Yet the towns along its banks grew, and grew for a century.',
    );
    expect(paragraphsOf([lines]).split('\n\n')).toHaveLength(2);
    const open = page(
      'The canal was meant for coal and for nothing else at all, as',
      'the owners said',
      'when the towns along its banks grew, and grew for a century.',
    );
    expect(paragraphsOf([open]).split('\n\n')).toHaveLength(1);
  });

  it('go on over the end of a page', () => {
    expect(paragraphsOf([page('The canal was'), page('meant for coal.')])).toBe('The canal was meant for coal.');
  });

  it('are put together from their pieces, with a space only where there is room', () => {
    const pieces = [
      { ...piece('The can', 700), ends: false, width: 35 },
      { ...piece('al', 700, 85), ends: false, width: 10 },
      { ...piece('carried', 700, 99), ends: false },
      { ...piece('', 700, 140), ends: true },
      piece('coal', 686),
    ];
    expect(paragraphsOf([pieces])).toBe('The canal carried coal');
  });

  it('keep the hyphens of words that have them, and lose those that only end a line', () => {
    expect(paragraphsOf([page('a non-', 'aggression pact and self-', 'help, Anglo-', 'French')])).toBe(
      'a non-aggression pact and self-help, Anglo-French',
    );
    expect(paragraphsOf([page('The agree-', 'ment was no agreement')])).toBe('The agreement was no agreement');
    expect(paragraphsOf([page('The agree\u00AD', 'ment')])).toBe('The agreement');
    const broken = page(
      'The agree-',
      'ment of a coun-',
      'cil with the peo-',
      'ple, their com-',
      'rades and a well-',
      'known well-known man',
    );
    expect(paragraphsOf([broken])).toBe('The agreement of a council with the people, their comrades and a well-known well-known man');
  });

  it('of nothing are nothing', () => {
    expect(paragraphsOf([])).toBe('');
    expect(paragraphsOf([[], page(' ', '')])).toBe('');
  });
});

describe('page numbers and running heads', () => {
  const numbered = (...feet: string[]) => feet.map((text, n) => [foot(text), ...page(`Canal number ${'abcdefg'[n]}.`)]);
  const words = (pages: Piece[][]) => paragraphsOf(pages).split(/\s+/u);

  it('are dropped where they count the pages, whatever they count from', () => {
    expect(words(numbered('1', '2'))).not.toContain('1');
    expect(words(numbered('Page 7 of 12', 'Page 8 of 12', 'Page 9 of 12'))).not.toContain('Page');
    expect(words(numbered('1'))).not.toContain('1');
    expect(words(numbered('Page 1 of 1'))).not.toContain('Page');
  });

  it('stay where they do not count the pages', () => {
    expect(words(numbered('1', '3'))).toContain('3');
    expect(words(numbered('1', '2', '4'))).toContain('2');
    expect(words(numbered('1.1', '2.2'))).toContain('1.1');
    expect(words(numbered('1939'))).toContain('1939');
    expect(words([...numbered('1', '2'), page('Canal')])).toContain('2');
    expect(words([numbered('1')[0] ?? [], [{ ...foot('2'), y: 60 }, ...page('Canal')]])).toContain('2');
  });

  it('without a number are dropped where they stand on three pages', () => {
    expect(words(numbered('Candidate', 'Candidate', 'Candidate'))).not.toContain('Candidate');
    expect(words(numbered('Candidate', 'Candidate'))).toContain('Candidate');
    expect(words(numbered('Candidate', 'Candidate', 'Somebody'))).toContain('Candidate');
    const head = (n: number) => [piece('Paper 2', 760), piece(`${n}`, 745), ...page(`Canal ${'abc'[n]}.`)];
    expect(paragraphsOf([head(0), head(1), head(2)])).toBe('Canal a. Canal b. Canal c.');
  });
});
