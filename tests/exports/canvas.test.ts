import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/domain/errors.ts';
import type { Script } from '../../src/domain/script.ts';
import { fillCanvas } from '../../src/exports/canvas.ts';
import { aScript } from './scripts.ts';

const HEAD = 'Student,ID,SIS User ID,SIS Login ID,Section,Essay (501),Essay two (502),Quiz (503),Final Score,Unposted Final Score';
const POSTING = ',,,,,Manual Posting,,,,';
const POINTS = '    Points Possible,,,,,25.00,25.00,10,(read only),(read only)';
const ANNA = '"Smith, Anna",11,00123,asmith,12B,,3,8.00,90,90';
const BEN = '"Jones, Ben",12,00124,bjones,12B,EX,,7.00,80,80';
const TEST = '"Student, Test",13,,abc,12B,,,,,';
const bytes = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
const textOf = (file: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
const whole = bytes(HEAD, POSTING, POINTS, ANNA, BEN, TEST);
const anna = aScript();
const refusal = (file: Uint8Array, assignment: string, scripts: Script[] = [anna]) => {
  try {
    fillCanvas(file, scripts, assignment);
  } catch (error) {
    return error as Problem;
  }
  throw new Error('nothing was refused');
};

describe('the gradebook of Canvas', () => {
  it('gets marks in the one column, and keeps everything else to the byte', () => {
    const { file, filled, matchedBy } = fillCanvas(whole, [anna], 'Essay (501)');
    expect([filled, matchedBy]).toEqual([1, 'SIS User ID']);
    expect(textOf(file)).toBe(textOf(bytes(HEAD, POSTING, POINTS, '"Smith, Anna",11,00123,asmith,12B,17,3,8.00,90,90', BEN, TEST)));
  });

  it.each([
    ['00123', 'SIS User ID'],
    ['11', 'ID'],
    ['ASmith', 'SIS Login ID'],
    ['Anna Smith', 'Student'],
    ['Smith, Anna', 'Student'],
  ])('finds the row of %s by %s', (identifier, by) => {
    expect(fillCanvas(whole, [aScript({ identifier, name: null })], 'Essay (501)')).toMatchObject({ filled: 1, matchedBy: by });
  });

  it('finds a row by the name of the script where its identifier is of no use', () => {
    expect(fillCanvas(whole, [aScript({ identifier: 'final-version' })], 'Essay (501)')).toMatchObject({ filled: 1, matchedBy: 'Student' });
  });

  it('keeps leading zeros apart: 123 is not 00123', () => {
    const { filled, scriptsLeft } = fillCanvas(whole, [aScript({ identifier: '123', name: null })], 'Essay (501)');
    expect([filled, scriptsLeft]).toEqual([0, [{ identifier: '123', why: 'no-row' }]]);
  });

  it('fills no row whose name is somebody else’s', () => {
    const scripts = [anna, aScript({ identifier: '00124', name: 'Zed Other' })];
    const { filled, rowsLeft } = fillCanvas(bytes(HEAD, ANNA, BEN.replace('EX', '')), scripts, 'Essay (501)');
    expect([filled, rowsLeft]).toEqual([1, [{ line: 3, who: 'Jones, Ben', why: 'doubtful' }]]);
  });

  it('leaves the excused excused, and tells which rows and scripts were left', () => {
    const scripts = [anna, aScript({ identifier: '00124', name: 'Ben Jones' }), aScript({ identifier: '00999', name: null })];
    const { file, filled, rowsLeft, scriptsLeft } = fillCanvas(whole, scripts, 'Essay (501)');
    expect(filled).toBe(1);
    expect(textOf(file)).toContain(BEN);
    expect(rowsLeft).toEqual([
      { line: 5, who: 'Jones, Ben', why: 'excused' },
      { line: 6, who: 'Student, Test', why: 'no-script' },
    ]);
    expect(scriptsLeft).toEqual([{ identifier: '00999', why: 'no-row' }]);
  });

  it.each(['Essay (501)', 'Essay', '501', ' Essay '])('knows the assignment by %j', (assignment) => {
    expect(textOf(fillCanvas(whole, [anna], assignment).file)).toContain(',12B,17,3,');
  });

  it.each([
    ['Poem', 'no assignment'],
    ['Section', 'no assignment'],
    ['Final Score', 'no assignment'],
    ['', 'no assignment'],
  ])('refuses %j as an assignment', (assignment, why) => {
    const { code, detail, fields } = refusal(whole, assignment);
    expect([code, fields[0]?.field]).toEqual(['invalid-field', 'assignment']);
    expect(detail).toContain(why);
  });

  it('refuses a title that two assignments have, and takes it by its number', () => {
    const file = bytes('Student,ID,Section,Essay (1),Essay (2)', '"Smith, Anna",11,12B,,');
    expect(refusal(file, 'Essay').detail).toContain('several');
    expect(textOf(fillCanvas(file, [anna], '2').file)).toContain('11,12B,,17\r\n');
  });

  it('takes a heading as it stands before the title of another', () => {
    const file = bytes('Student,ID,Section,Essay (1),Essay', '"Smith, Anna",11,12B,,');
    expect(textOf(fillCanvas(file, [anna], 'Essay').file)).toContain('11,12B,,17\r\n');
  });

  it('gives nobody the row that says nothing of whose it is', () => {
    const nobody = aScript({ identifier: ' ', name: null });
    expect(fillCanvas(bytes(HEAD, ',,,,12B,,,,,'), [nobody], 'Essay').filled).toBe(0);
  });

  it('is refused where a column is missing, or one is read only', () => {
    expect(refusal(bytes('Name,ID,Essay (1)', 'a,1,'), 'Essay').detail).toContain('"Student", "Section"');
    const locked = bytes(HEAD, POINTS.replace('25.00', '(read only)'), ANNA);
    expect(refusal(locked, 'Essay').detail).toContain('does not let be changed');
  });

  it('is refused where the points possible are others: nothing is scaled', () => {
    const { code, detail } = refusal(whole, 'Quiz');
    expect(code).toBe('invalid-field');
    expect(detail).toContain('out of 25');
  });

  it('is filled where it says nothing of the points possible', () => {
    expect(fillCanvas(bytes(HEAD, ANNA), [anna], 'Essay').filled).toBe(1);
  });
});
