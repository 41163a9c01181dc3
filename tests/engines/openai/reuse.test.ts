import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimObservation, Verdict } from '../../../src/domain/claim.ts';
import { asksAgain, changedEntries, mergeLedgers } from '../../../src/engines/openai/reuse.ts';
import { smallRubric } from '../../support/builders.ts';

const seen = (from: number, verdict: ClaimObservation['verdict'], points: string[], to = from): ClaimObservation => ({
  clauses: [from, to],
  kind: 'fact',
  verdict,
  points,
  side: null,
  use: 'stated',
  relevance: 'question',
  severity: verdict === 'contradicted' ? 'error' : null,
  exact: false,
  explanation: `${verdict} at ${from}`,
  hint: verdict === 'contradicted' ? 'check it' : null,
  correction: verdict === 'contradicted' ? 'It was otherwise.' : null,
  note: null,
});
const changed = (asked: string[], gone: string[] = []) => ({ asked: new Set(asked), gone: new Set(gone) });
const short = (ledger: ClaimObservation[]) => ledger.map(({ clauses: [from], verdict, points }) => [from, verdict, points]);

const rubric = smallRubric();
const copy = () => structuredClone(rubric);

describe('what has changed for the model', () => {
  it('is nothing when only code reads the change: patterns, wordings, misconceptions, order, the marks of a level', () => {
    const after = copy();
    const point = after.bank.points['theme-1.point-1'];
    if (!point) throw new Error('no point');
    Object.assign(point, { meets: ['a b'], wordings: ['Some words.'], order: 7, cards: [1, 1] });
    after.scheme.criteria.judgement = { title: 'Other', essential: true, order: 9 };
    expect(asksAgain(rubric, after)).toBe(0);
  });

  it('is a point with other words, a new one and one that is gone; the numbers of the others do not count', () => {
    const after = copy();
    const { 'theme-1.point-1': first, 'theme-1.point-2': second, ...rest } = after.bank.points;
    if (!first || !second) throw new Error('no point');
    after.bank.points = { 'new.point': first, 'theme-1.point-2': { ...second, proposition: 'Now it says this.' }, ...rest };
    expect(changedEntries(rubric, after)).toEqual(changed(['new.point', 'theme-1.point-2'], ['theme-1.point-1']));
    expect(asksAgain(rubric, after)).toBe(1);
  });

  it('asks for the argument anew where the levels read differently, and for all where the question does', () => {
    const levels = copy();
    if (levels.scheme.levels['3']) levels.scheme.levels['3'].descriptor = 'Another description.';
    const question = copy();
    question.question.text = 'Another question?';
    expect([asksAgain(rubric, levels), asksAgain(rubric, question)]).toEqual([1, 2]);
  });
});

describe('a ledger of before with news on changed points', () => {
  const points = fc.subarray(['a', 'b', 'c']);
  const ledger = fc
    .array(fc.tuple(fc.constantFrom(...Verdict.options), points), { maxLength: 6 })
    .map((list) => list.map(([verdict, some], i) => seen(i + 1, verdict, some)));

  it('is the ledger of before when nothing has changed', () => {
    fc.assert(
      fc.property(ledger, (kept) => {
        expect(mergeLedgers(kept, [], changed([]))).toEqual(kept);
      }),
    );
  });

  it('never credits a changed point that is not said to be made now, nor one that is gone', () => {
    fc.assert(
      fc.property(ledger, (kept) => {
        const credited = mergeLedgers(kept, [], changed(['a'], ['b'])).flatMap(({ points }) => points);
        expect(credited.filter((id) => id !== 'c')).toEqual([]);
      }),
    );
  });

  it('says nothing of the claims that have nothing to do with the change', () => {
    fc.assert(
      fc.property(ledger, ledger, (kept, fresh) => {
        const merged = mergeLedgers(kept, fresh, changed(['c']));
        const apart = kept.filter(
          ({ clauses, points: some }) => !some.includes('c') && !fresh.some((one) => one.clauses[0] === clauses[0]),
        );
        for (const claim of apart) expect(merged).toContainEqual(claim);
      }),
    );
  });

  it('takes credit and correction off a claim that rested on the changed point alone', () => {
    const kept = [seen(1, 'supported', ['a']), seen(2, 'contradicted', ['a']), seen(3, 'supported', ['a', 'b']), seen(4, 'opinion', ['a'])];
    const merged = mergeLedgers(kept, [], changed(['a']));
    expect(short(merged)).toEqual([
      [1, 'unverified', []],
      [2, 'unverified', []],
      [3, 'supported', ['b']],
      [4, 'opinion', []],
    ]);
    expect(merged[1]).toMatchObject({ correction: null, hint: null, severity: null });
  });

  it('leaves right what was right, beyond the points, where the point is gone; a clash of fact stays one', () => {
    const kept = [seen(1, 'supported', ['a']), seen(2, 'contradicted', ['a'])];
    expect(short(mergeLedgers(kept, [], changed([], ['a'])))).toEqual([
      [1, 'beyond', []],
      [2, 'contradicted', []],
    ]);
  });

  it('adds what is said now: to the claim that it meets, or as a claim of its own', () => {
    const kept = [seen(1, 'unverified', []), seen(2, 'supported', ['b']), seen(3, 'supported', ['b'])];
    const fresh = [seen(1, 'supported', ['a']), seen(2, 'contradicted', ['a']), seen(5, 'partly', ['a']), seen(6, 'opinion', ['b'])];
    expect(short(mergeLedgers(kept, fresh, changed(['a'])))).toEqual([
      [1, 'supported', ['a']],
      [2, 'contradicted', ['b', 'a']],
      [3, 'supported', ['b']],
      [5, 'partly', ['a']],
    ]);
  });

  it('lets the new word on a point outweigh the old one', () => {
    const kept = [seen(1, 'contradicted', ['a']), seen(2, 'supported', ['a'])];
    expect(short(mergeLedgers(kept, [seen(1, 'supported', ['a']), seen(2, 'partly', ['a'])], changed(['a'])))).toEqual([
      [1, 'supported', ['a']],
      [2, 'partly', ['a']],
    ]);
  });
});
