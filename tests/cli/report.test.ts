import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/cli/report.ts';
import { columnsOf } from '../../src/cli/terminal-text.ts';
import { marginNotes } from '../../src/domain/margin-notes.ts';
import { anAssessment, claimOn } from '../support/assessment-builder.ts';

const essay = [
  'Stalin wanted security above all. The USSR joined the League of Nations in 1936, and this ended its isolation for a while.',
  'The pact of August 1939 gave him half of Poland. It was signed by Litvinov in Moscow. Hitler broke it in June 1941.',
].join('\n\n');
const claims = [
  claimOn(essay, 1, 'The USSR joined the League of Nations in 1936', {
    verdict: 'contradicted',
    severity: 'slip',
    hint: 'check the year the USSR joined',
    correction: 'The USSR joined the League in September 1934.',
  }),
  claimOn(essay, 2, 'The pact of August 1939 gave him half of Poland.', { note: 'The line was moved in September.' }),
  claimOn(essay, 3, 'It was signed by Litvinov in Moscow.', {
    verdict: 'contradicted',
    severity: 'error',
    hint: 'check who signed',
    correction: 'Molotov signed it.',
  }),
];
const assessment = anAssessment(essay, claims);
const plainReport = (width: number, full = false) => reportOf(assessment, essay, { colour: false, width, full });
const squeezed = (text: string) => text.replaceAll(/\s+/gu, ' ');
const anyWords = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('\n\n', '世界史', '👩‍🏫', 'a'.repeat(150), '\u001b[31m')),
  {
    minLength: 1,
  },
);

describe('the report', () => {
  it('has no line wider than the terminal, whatever the essay holds', () => {
    fc.assert(
      fc.property(anyWords, fc.integer({ min: 40, max: 140 }), fc.boolean(), (words, width, full) => {
        const text = `${words.join(' ')} Stalin lost.`;
        const marked = anAssessment(text, [claimOn(text, 1, 'Stalin lost.', { verdict: 'contradicted', hint: words[0] ?? null })]);
        for (const line of reportOf(marked, text, { colour: false, width, full }).split('\n'))
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });

  it('holds no escape code without colour, even when the essay does', () => {
    const hostile = 'Stalin \u001b[2J\u001b]0;owned\u0007won \u202Egnorw\u202C. He lost.';
    const report = reportOf(anAssessment(hostile, [claimOn(hostile, 1, 'He lost.')]), hostile, { colour: false, width: 80, full: true });
    for (const control of ['\u001b', '\u0007', '\u202E']) expect(report).not.toContain(control);
    expect(report).toContain('owned');
  });

  it('says the same with colour as without', () => {
    const coloured = reportOf(assessment, essay, { colour: true, width: 100, full: true });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(reportOf(assessment, essay, { colour: false, width: 100, full: true }));
  });

  it('marks each noted claim in the essay with its number and sign, and its words stand in the essay', () => {
    const wide = squeezed(plainReport(60));
    for (const { n, claim } of marginNotes(assessment)) {
      expect(essay.slice(claim.start, claim.end)).toBe(claim.quote);
      expect(wide).toContain(`[${n}✗ ${claim.quote}]`);
    }
  });

  it('sets a note beside the line on which its claim begins where there is room', () => {
    const line = plainReport(110)
      .split('\n')
      .find((one) => one.includes('[1✗'));
    expect(line).toMatch(/\[1✗ .*1✗ not right$/u);
  });

  it('sets notes under their paragraph in a narrow terminal', () => {
    const lines = plainReport(50).split('\n');
    const note = lines.findIndex((line) => line.trim() === '1✗ not right');
    expect(note).toBeGreaterThan(lines.findIndex((line) => line.includes('isolation for a while.')));
    expect(note).toBeLessThan(lines.findIndex((line) => line.includes('The pact of August 1939')));
  });

  it('gives hints in the margin and each correction once, at the end', () => {
    const report = squeezed(plainReport(60));
    expect(report.split('Molotov signed it.')).toHaveLength(2);
    expect(report.indexOf('Check who signed.')).toBeLessThan(report.indexOf('Molotov signed it.'));
  });

  it('says mark, range, level, practice and why not higher, and keeps ids out of it', () => {
    const report = squeezed(plainReport(100));
    expect(report).toContain('17 out of 25 level 4 practice mark');
    expect(report).toContain('15 to 19');
    expect(report).toContain('an answer to the best point of the other side.');
    expect(report).not.toMatch(/clm_|par_/u);
  });

  it('never tells how many points were met', () => {
    expect(plainReport(100)).not.toMatch(/\b(?:5|0) of (?:17|9)\b/u);
    expect(plainReport(100)).toMatch(/● .*spain/u);
  });

  it('lists the whole ledger and the audit lines in full', () => {
    const full = squeezed(plainReport(100, true));
    for (const claim of claims) expect(full).toContain(`“${claim.quote}” ${claim.id}`);
    expect(full).toContain('Best fit: level 4 (par_1).');
  });

  it('says why there is no mark and shows none', () => {
    const unmarked = anAssessment(essay, [], { status: 'needs_teacher', reason: 'The model did not answer in time.', mark: null });
    const report = squeezed(reportOf(unmarked, essay, { colour: false, width: 80 }));
    expect(report).toContain('a teacher needs to look at this essay');
    expect(report).toContain('The model did not answer in time.');
    expect(report).not.toContain('out of');
  });
});
