import { describe, expect, it } from 'vitest';
import { readArgument } from '../../../src/engines/offline/read-argument.ts';
import { readEssay } from '../../../src/marking/read-essay.ts';
import { shippedRubric } from '../../support/builders.ts';

const { question } = shippedRubric();
const balanceOf = (text: string) => readArgument(readEssay(text), [], question).balance;
const told = 'He signed a treaty with one side. Then he signed a treaty with the other side.';

describe('which side an answer argues', () => {
  it.each([
    ['one side', `${told} It was a success. It was useful and clever.`, 'success-only'],
    ['the other', `${told} It was a failure. It was a disaster and a mistake.`, 'failure-only'],
    ['a denied success', `${told} It was not a success. It never worked. It was not useful.`, 'failure-only'],
    ['an aim that was not reached', `${told} He could not reach his aim. He never reached it. He did not reach safety.`, 'failure-only'],
    ['a verdict cut by respects', `${told} It was good in some ways but bad in others.`, 'both'],
    ['a verdict cut by time', `${told} He had success for a short time, but his main aim he did not reach.`, 'both'],
    ['the short run alone', `${told} He had success for a short time. It was useful and clever.`, 'success-only'],
    ['nothing', told, 'neither'],
  ])('reads %s', (_what, text, balance) => {
    expect(balanceOf(text)).toBe(balance);
  });
});
