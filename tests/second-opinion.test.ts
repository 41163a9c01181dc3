import { expect, it } from 'vitest';
import { offlineEngine } from '../src/engines/offline/offline-engine.ts';
import { readEssay } from '../src/marking/read-essay.ts';
import { differences, lessSure, secondOpinion } from '../src/second-opinion.ts';
import { shippedRubric } from './support/builders.ts';

const rubric = shippedRubric();
const opinionOn = (text: string) => secondOpinion(readEssay(text), rubric, offlineEngine());
const right = 'The Nazi-Soviet Pact was signed in August 1939. Stalin joined the League of Nations in September 1934.';
const wrong = right.replace('1934', '1937');

it('flags a claim that one engine credits and in which the other finds a mistake, at its place', async () => {
  const [first, second] = [await opinionOn(right), await opinionOn(wrong)];
  const flags = differences(first, second);
  expect(flags).toMatchObject([{ kind: 'engines-differ', audience: 'teacher', start: right.indexOf('Stalin'), end: right.length }]);
  expect(flags[0]?.detail).toContain('1934');
});

it('says nothing where the engines agree, or where only the first finds a mistake', async () => {
  const [first, second] = [await opinionOn(right), await opinionOn(wrong)];
  expect(differences(first, first)).toEqual([]);
  expect(differences(second, first)).toEqual([]);
});

it('shows the teacher both marks when they lie more than a level apart', async () => {
  const { claims, mark } = await opinionOn(right);
  const at = (level: number, awarded: number) => ({ claims, mark: { ...mark, level, awarded } });
  expect(differences(at(4, 17), at(3, 14))).toEqual([]);
  expect(differences(at(2, 8), at(4, 17))).toMatchObject([
    { detail: expect.stringMatching(/level 4 \(17 out of 25\).*level 2 \(8\)/u), start: null },
  ]);
});

it('lowers the confidence by one step where the engines differ, and never below low', async () => {
  const { claims, mark } = await opinionOn(right);
  const flags = differences({ claims, mark: { ...mark, level: 1 } }, { claims, mark: { ...mark, level: 5 } });
  expect(lessSure({ ...mark, confidence: 'high' }, flags).confidence).toBe('medium');
  expect(lessSure({ ...mark, confidence: 'medium' }, flags).confidence).toBe('low');
  expect(lessSure({ ...mark, confidence: 'low' }, flags).confidence).toBe('low');
  expect(lessSure({ ...mark, confidence: 'high' }, []).confidence).toBe('high');
});
