import { describe, expect, it } from 'vitest';
import { coverage, phaseCoverage } from '../../src/marking/coverage.ts';
import { claim, smallRubric } from '../support/builders.ts';

const rubric = smallRubric();
const wordsOf = (n: number) => Array.from({ length: n }, (_, i) => `word${i}`).join(' ');
/** One claim for each number of words, on the first ideas of theme-1. */
const said = (...words: number[]) => words.map((n, i) => claim(i + 1, { quote: wordsOf(n) }));
const first = (claims = said(), words = 500) => coverage(claims, rubric, words).find(({ theme }) => theme === 'theme-1');

describe('coverage', () => {
  it('is absent where nothing right is said', () => {
    expect(first()).toEqual({ theme: 'theme-1', status: 'absent', met: 0, points: 3 });
    for (const verdict of ['contradicted', 'unverified', 'opinion'] as const)
      expect(first([claim(1, { verdict, quote: wordsOf(50) })])?.status).toBe('absent');
  });

  it('is mentioned by one idea, and developed by three in two sentences', () => {
    expect(first(said(1))).toMatchObject({ status: 'mentioned', met: 1 });
    expect(first(said(12, 12, 11))).toMatchObject({ status: 'developed', met: 3 });
    expect(first(said(12, 12, 10))).toMatchObject({ status: 'mentioned', met: 3 });
    expect(first(said(40, 40))).toMatchObject({ status: 'mentioned', met: 2 });
  });

  it('asks a long answer to give a theme more room: one word in twenty', () => {
    expect(first(said(20, 20, 20), 1200)?.status).toBe('developed');
    expect(first(said(20, 20, 20), 1201)?.status).toBe('mentioned');
  });

  it('does not develop a theme by saying one idea over and over', () => {
    const again = [1, 2, 3, 4].map((n) => claim(n, { quote: wordsOf(20), points: ['theme-1.point-1'] }));
    expect(first(again)).toMatchObject({ status: 'mentioned', met: 1 });
  });

  it('counts words once, whatever is said of them', () => {
    const points = [1, 2, 3].map((n) => `theme-1.point-${n}`);
    const same = points.map((point, i) => claim(i + 1, { start: 0, quote: wordsOf(20), points: [point] }));
    expect(first(same)).toMatchObject({ status: 'mentioned', met: 3 });
    expect(first([claim(1, { quote: wordsOf(35), points })])?.status).toBe('developed');
  });

  it('reads the phases in the same way', () => {
    const status = (claims = said()) => phaseCoverage(claims, rubric, 500).find(({ phase }) => phase === '1929-33')?.status;
    const points = Object.keys(rubric.bank.points).filter((id) => rubric.bank.points[id]?.phase === '1929-33');
    const claims = points.slice(0, 3).map((point, i) => claim(i + 1, { quote: wordsOf(12), points: [point] }));
    expect([status(), status(claims.slice(0, 1)), status(claims)]).toEqual(['absent', 'mentioned', 'developed']);
  });
});
