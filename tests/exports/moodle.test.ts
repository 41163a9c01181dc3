import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Feedback } from '../../src/domain/assessment.ts';
import type { Problem } from '../../src/domain/errors.ts';
import type { Script } from '../../src/domain/script.ts';
import { fillMoodle, type MoodleOptions } from '../../src/exports/moodle.ts';
import { aScript, rubric, WORTH } from './scripts.ts';

const HEAD =
  'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"';
const row = (id: number, name: string, { grade = '', max = '25.00', open = 'Yes', comment = '', number = `00${id}` } = {}) =>
  `"Participant ${id}","${name}",${number},p${id}@example.org,"Submitted for grading",${grade},${max},${open},"Tuesday, 3 March 2026, 10:00 AM",-,${comment}`;
const bytes = (...lines: string[]) => new TextEncoder().encode(`\uFEFF${lines.join('\n')}\n`);
const textOf = (file: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
const fill = (file: Uint8Array, scripts: Script[], more: Partial<MoodleOptions> = {}) => {
  const filled = fillMoodle(file, scripts, { rubrics: [rubric], worth: WORTH, ...more });
  return { ...filled, rows: Papa.parse<string[]>(textOf(filled.file).slice(1).trimEnd()).data.slice(1) };
};
const refusal = (file: Uint8Array, scripts: Script[] = [aScript({ identifier: '101' })], more: Partial<MoodleOptions> = {}) => {
  try {
    fillMoodle(file, scripts, { rubrics: [rubric], worth: WORTH, ...more });
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was refused');
};
const feedback = aScript().assessment?.feedback as Feedback;
const anna = aScript({ identifier: 'Participant 101', name: 'Anna Smith' });
const ben = aScript({ identifier: 'Participant 102', name: 'Ben Jones' });

describe('the grading worksheet of Moodle', () => {
  it('gets mark and comment, and keeps everything else to the byte', () => {
    const file = bytes(
      HEAD,
      row(101, 'Anna Smith'),
      row(102, 'Ben Jones'),
      row(103, 'Cara Ray', { grade: '9.00', comment: '"mine, all"' }),
    );
    const { file: out, filled, matchedBy, rows } = fill(file, [anna]);
    expect([filled, matchedBy]).toEqual([1, 'Identifier']);
    const [before, after] = [textOf(file).split('\n'), textOf(out).split('\n')];
    expect(after.with(1, '')).toEqual(before.with(1, ''));
    expect(after[1]?.startsWith(row(101, 'Anna Smith', { grade: '17' }))).toBe(true);
    expect(rows[0]?.[9]).toBe('-');
  });

  it('tells the student in its comment what a sheet tells them, escaped and on one line', () => {
    const script = aScript({ identifier: '101' }, { feedback: { ...feedback, summary: '<script>\n=1' } });
    const comment = fill(bytes(HEAD, row(101, 'Anna Smith')), [script]).rows[0]?.[10] ?? '';
    expect(comment).toMatch(/^<p>A practice mark/u);
    expect(comment).toContain('&lt;script&gt; =1');
    expect(comment).toContain('<strong>Weigh one side against the other.</strong> “It was signed in 1938” Say which counts for more.');
    expect(comment).toContain('It was signed in 1939.');
    expect(comment).not.toMatch(/[\n\r]/u);
  });

  it.each([
    ['Participant 101', 'Identifier'],
    ['participant_101', 'Identifier'],
    ['101', 'Identifier'],
    ['P101@Example.org', 'Email address'],
    ['00101', 'ID number'],
    ['Smith, Anna', 'Full name'],
    ['anna  smith', 'Full name'],
  ])('finds the row of %s by %s', (identifier, by) => {
    const file = bytes(HEAD, row(102, 'Ben Jones'), row(101, 'Anna Smith'));
    expect(fill(file, [aScript({ identifier, name: null })])).toMatchObject({ matchedBy: by, filled: 1, scriptsLeft: [] });
  });

  it('finds a row by the name of the script where its identifier is of no use', () => {
    const file = bytes(HEAD, row(101, 'Zoë Müller'));
    expect(fill(file, [aScript({ identifier: 'essay-final', name: 'Muller, Zoe' })])).toMatchObject({ matchedBy: 'Full name', filled: 1 });
  });

  it('uses one column for the whole file, the one that finds most', () => {
    const file = bytes(HEAD, row(101, 'Anna Smith', { number: '500' }), row(102, 'Ben Jones', { number: '101' }));
    const scripts = [aScript({ identifier: '500', name: null }), aScript({ identifier: '101', name: null })];
    const { rows, matchedBy } = fill(file, scripts);
    expect(matchedBy).toBe('ID number');
    expect(rows.map((cells) => cells[5])).toEqual(['17', '17']);
  });

  it('fills no row whose name is somebody else’s', () => {
    const { filled, rowsLeft, scriptsLeft } = fill(bytes(HEAD, row(101, 'Zed Other')), [anna, aScript({ identifier: '00102' })]);
    expect(filled).toBe(0);
    expect([rowsLeft[0]?.why, scriptsLeft.map(({ why }) => why)]).toEqual(['no-script', ['no-row', 'no-row']]);
    const most = fill(bytes(HEAD, row(101, 'Zed Other'), row(102, 'Ben Jones')), [anna, ben]);
    expect(most.filled).toBe(1);
    expect(most.rowsLeft).toEqual([{ line: 2, who: 'Participant 101', why: 'doubtful' }]);
    expect(most.scriptsLeft).toEqual([{ identifier: 'Participant 101', why: 'doubtful' }]);
  });

  it('fills neither of two scripts for one row, nor either of two rows for one script', () => {
    const twice = fill(bytes(HEAD, row(101, 'Anna Smith'), row(102, 'Ben Jones')), [anna, { ...anna, submissionId: 'sub_2' }, ben]);
    expect([twice.filled, twice.scriptsLeft.map(({ why }) => why)]).toEqual([1, ['doubtful', 'doubtful']]);
    const namesakes = bytes(HEAD, row(101, 'Anna Smith'), row(103, 'Smith Anna'), row(102, 'Ben Jones'));
    const found = fill(namesakes, [aScript({ identifier: 'Anna Smith', name: null }), aScript({ identifier: 'Ben Jones', name: null })]);
    expect([found.filled, found.rowsLeft.map(({ line, why }) => [line, why])]).toEqual([
      1,
      [
        [2, 'doubtful'],
        [3, 'doubtful'],
      ],
    ]);
  });

  it('tells which rows and scripts were left, and why', () => {
    const file = bytes(HEAD, row(101, 'Anna Smith', { open: 'No' }), row(102, 'Ben Jones'), row(103, 'Cara Ray'), '');
    const noMark = aScript({ identifier: 'Participant 102', name: null, assessment: null });
    const { filled, rowsLeft, scriptsLeft } = fill(file, [anna, noMark, aScript({ identifier: 'Participant 999', name: null })]);
    expect(filled).toBe(0);
    expect(rowsLeft).toEqual([
      { line: 2, who: 'Participant 101', why: 'locked' },
      { line: 3, who: 'Participant 102', why: 'no-mark' },
      { line: 4, who: 'Participant 103', why: 'no-script' },
    ]);
    expect(scriptsLeft).toEqual([
      { identifier: 'Participant 999', why: 'no-row' },
      { identifier: 'Participant 102', why: 'no-mark' },
    ]);
  });

  it('keeps a comment that is there already and says so, unless it is to be replaced', () => {
    const file = bytes(HEAD, row(101, 'Anna Smith', { comment: '<p>Mine</p>', grade: '3.00' }));
    const kept = fill(file, [anna]);
    expect([kept.rows[0]?.[5], kept.rows[0]?.[10], kept.commentsKept]).toEqual(['17', '<p>Mine</p>', [2]]);
    const replaced = fill(file, [anna], { replaceComments: true });
    expect([replaced.rows[0]?.[10]?.includes('Mine'), replaced.commentsKept]).toEqual([false, []]);
  });

  it('changes nothing the second time', () => {
    const once = fill(bytes(HEAD, row(101, 'Anna Smith')), [anna]);
    const again = fill(once.file, [anna]);
    expect(again.file).toEqual(once.file);
    expect(again.commentsKept).toEqual([]);
  });

  it('is filled without comments where the assignment has none, and whatever the case of its headings', () => {
    const cut = (line: string) => line.slice(0, line.lastIndexOf(','));
    const file = bytes(cut(HEAD).replace('Maximum grade', 'Maximum Grade'), cut(row(101, 'Anna Smith', { max: '"25,00"' })));
    expect(textOf(fill(file, [anna]).file).split('\n')[1]).toBe(cut(row(101, 'Anna Smith', { max: '"25,00"', grade: '17' })));
  });

  it('is refused where a column is missing, which it names', () => {
    const { code, detail } = refusal(bytes('Identifier,Grade,Scale', 'Participant 101,,"a b"'));
    expect(code).toBe('invalid-field');
    expect(detail).toContain('"Maximum grade", "Last modified (grade)"');
    expect(detail).toContain('scale');
  });

  it.each([
    [
      'de',
      'ID,Vollständiger Name,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Bewertung),Feedback als Kommentar',
    ],
    [
      'es',
      'Identificador,Nombre completo,Calificación,Calificación máxima,La calificación puede ser cambiada,Última modificación (calificación),Comentarios de retroalimentación',
    ],
    ['fr', 'Identifiant,Nom complet,Note,Note maximale,La note peut être modifiée,Dernière modification (note),Feedback par commentaires'],
    ['it', 'Identificativo,Nome,Valutazione,Valutazione massima,La valutazione può essere cambiata,Ultima modifica (valutazione),Commenti'],
    ['pt_br', 'Identificador,Nome completo,Nota,Nota máxima,Nota pode ser alterada,Última modificação (nota),Comentários de feedback'],
    ['nl', 'Identificatie,Naam,Cijfer,Maximaal cijfer,Het cijfer kan gewijzigd worden,Laatst gewijzigd (beoordeling),Feedback tekstvak'],
  ])('is filled on a site in %s, all else as it was to the byte', (_language, head) => {
    const file = bytes(head, 'Participante 101,Anna Smith,,"25,00",x,-,', 'Teilnehmer/in102,"Ben, Jones",,"25,00",x,-,');
    const { file: out, filled, matchedBy, rows } = fill(file, [anna]);
    expect([filled, matchedBy, rows[0]?.slice(0, 6)]).toEqual([
      1,
      head.split(',')[0],
      ['Participante 101', 'Anna Smith', '17', '25,00', 'x', '-'],
    ]);
    expect(rows[0]?.[6]).toMatch(/^<p>A practice mark/u);
    expect(textOf(out).split('\n').with(1, '')).toEqual(textOf(file).split('\n').with(1, ''));
  });

  it.each(['No', 'Nein', 'Non', 'Não', 'Nee'])('leaves a row alone whose mark may not be changed: %s', (no) => {
    expect(fill(bytes(HEAD, row(101, 'Anna Smith', { open: no })), [anna]).rowsLeft).toMatchObject([{ why: 'locked' }]);
  });

  it('takes a number for another student’s only with the word that Moodle puts before it', () => {
    const file = bytes(HEAD, row(101, 'Anna Smith', { number: '5' }));
    const found = (identifier: string) => fill(file, [aScript({ identifier, name: null })]).filled;
    expect(['Teilnehmer/in101', 'Deelnemer 101', 'Partecipante 101', 'S101', 'Student 101'].map(found)).toEqual([1, 1, 1, 0, 0]);
  });

  it('is filled in any other language by the headings that the teacher says, and by these before those that are known', () => {
    const file = bytes('Tunniste,Koko nimi,Arvosana,Enint.,Muokattu,Palaute,Grade', 'Participant 101,Anna Smith,,25,-,,');
    expect(refusal(file).detail).toContain('say which columns they are, as identifier:its heading');
    const headings = { identifier: 'Tunniste', grade: 'arvosana', maximum: 'Enint.', modified: 'Muokattu' };
    expect(fill(file, [anna], { headings }).rows[0]).toEqual(['Participant 101', 'Anna Smith', '17', '25', '-', '', '']);
    const more = { ...headings, name: 'Koko nimi', comments: 'Palaute' };
    expect(fill(file, [anna], { headings: more }).rows[0]?.[5]).toMatch(/^<p>/u);
    expect(fill(file, [ben], { headings: more }).rowsLeft).toMatchObject([{ why: 'no-script' }]);
    const absent = refusal(file, [anna], { headings: { ...headings, grade: 'Arvio' } });
    expect(absent).toMatchObject({ code: 'invalid-field', fields: [{ field: 'heading' }] });
    expect(absent.detail).toContain('it has no column "Arvio"');
  });

  it.each([
    ['comments', 'grade'],
    ['maximum', 'Grade'],
  ])('is refused where its %s are said to be in the column of its marks, which they would overwrite', (role, heading) => {
    const twice = refusal(bytes(HEAD, row(101, 'Anna Smith')), [anna], { headings: { [role]: heading } });
    expect(twice).toMatchObject({ code: 'invalid-field', fields: [{ field: 'heading' }] });
    expect(twice.detail).toContain(`its column "${heading}" cannot be two things`);
  });

  it.each(['100.00', '', '25 points'])('is refused where the maximum is %j: nothing is scaled', (max) => {
    const { code, detail } = refusal(bytes(HEAD, row(101, 'Anna Smith', { max })));
    expect(code).toBe('invalid-field');
    expect(detail).toContain('row 2');
    expect(detail).toContain('out of 25');
  });
});
