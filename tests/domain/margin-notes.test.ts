import { describe, expect, it } from 'vitest';
import { marginNotes, noteOn, teacherNotes } from '../../src/domain/margin-notes.ts';
import { anAssessment } from '../support/assessment-builder.ts';
import { claim } from '../support/builders.ts';

const nine = Array.from({ length: 9 }, (_, i) => claim(i + 1));
const withNotes = (notes: string[]) => {
  const assessment = anAssessment('', nine);
  return marginNotes({ ...assessment, feedback: { ...assessment.feedback, notes } });
};

describe('the margin notes', () => {
  it('are at most six, the first that the feedback names', () => {
    const notes = withNotes(['clm_9', 'clm_8', 'clm_7', 'clm_6', 'clm_5', 'clm_4', 'clm_1']);
    expect(notes.map((note) => note.claim.id)).toEqual(['clm_4', 'clm_5', 'clm_6', 'clm_7', 'clm_8', 'clm_9']);
  });

  it('are numbered in the order of the essay, not of gravity', () => {
    expect(withNotes(['clm_7', 'clm_2']).map(({ n, claim: { id } }) => [n, id])).toEqual([
      [1, 'clm_2'],
      [2, 'clm_7'],
    ]);
  });

  it('share their numbers with what a teacher wrote, in the order of the essay', () => {
    const assessment = anAssessment('', nine);
    const [second, seventh] = [nine[1], nine[6]];
    const start = (second?.start ?? 0) + 1;
    const own = { start, end: start + 1, quote: 'x', note: 'Why?' };
    const noted = { ...assessment, feedback: { ...assessment.feedback, notes: ['clm_7', 'clm_2'], teacherNotes: [own] } };
    expect(seventh?.start).toBeGreaterThan(start);
    expect(marginNotes(noted).map(({ n }) => n)).toEqual([1, 3]);
    expect(teacherNotes(noted)).toEqual([{ ...own, n: 2 }]);
  });

  it('lead with the hint and keep the correction of a mistake back', () => {
    const wrong = claim(1, {
      verdict: 'contradicted',
      hint: 'check the year',
      correction: 'It was 1934.',
      explanation: 'The year is 1934.',
    });
    expect(noteOn(wrong)).toMatchObject({ lead: 'Check the year.', correction: 'It was 1934.' });
  });

  it('never give the answer away where a mistake has no hint', () => {
    const wrong = claim(1, { verdict: 'contradicted', explanation: 'The year is 1934.' });
    expect(noteOn(wrong).lead).not.toContain('1934');
    expect(noteOn(wrong).correction).toBe('The year is 1934.');
  });

  it('say once that something is worth knowing, also where the rubric says it too', () => {
    expect(noteOn(claim(1, { note: 'Worth knowing: the line was moved' })).worth).toBe('The line was moved.');
  });
});
