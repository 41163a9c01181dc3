import { beforeAll, describe, expect, it } from 'vitest';
import type { Argument, ParagraphFinding } from '../../src/domain/argument.ts';
import { decideMark } from '../../src/marking/decide-mark.ts';
import { claim, paragraph, smallRubric, someArgument } from '../support/builders.ts';
import { type MarkedFixture, markedFixtures } from '../support/marked-fixtures.ts';

let fixtures: MarkedFixture[];
beforeAll(async () => {
  fixtures = await markedFixtures();
});

/** Everything that the words about a mark say to its student. */
const wordsOf = ({ assessment }: MarkedFixture) =>
  [assessment.mark?.whyNotHigher ?? '', ...assessment.criteria.map(({ why }) => why)].join(' ');

describe('the words about a mark', () => {
  it('ask for nothing that the answer has', () => {
    for (const fixture of fixtures) {
      const { argument, claims } = fixture.assessment;
      const said = wordsOf(fixture);
      const wrong = claims.some(({ verdict }) => verdict === 'contradicted');
      expect.soft(!said.includes('fewer mistakes') || wrong, fixture.name).toBe(true);
      expect.soft(!/needs[^.]* a test of success/u.test(said) || argument.criteria !== 'explicit', fixture.name).toBe(true);
      expect
        .soft(!said.includes('an answer to the opposing argument') || argument.counterArgument === 'mentioned', fixture.name)
        .toBe(true);
      expect.soft(!said.includes('a verdict with its reasons') || argument.judgement === 'asserted', fixture.name).toBe(true);
      expect.soft(!said.includes('the other side argued') || /-only$/u.test(argument.balance), fixture.name).toBe(true);
    }
  });

  it('never show a figure that falls short of the level they name', () => {
    for (const { assessment, name } of fixtures)
      for (const line of assessment.mark?.why ?? []) {
        const [, reach = '0', , begins = '0'] =
          line.match(/comes to ([\d.]+) of 5.*?: (level \d, which|\([^)]*\); level \d) begins at (\d+(?:\.\d+)?)/u) ?? [];
        expect.soft(Number(reach), `${name}: ${line}`).toBeGreaterThanOrEqual(Number(begins));
      }
  });

  it('praise only what is right and on the question, and advise a verdict only where its reasons are missing', () => {
    for (const { assessment, essay, name } of fixtures) {
      const { feedback, claims, argument } = assessment;
      const mistaken = claims.filter(({ verdict }) => verdict === 'contradicted').map(({ sentence }) => sentence);
      for (const strength of feedback.strengths) {
        const praised = essay.sentences.find(({ start, end }) => strength.startsWith(`“${essay.text.slice(start, end).slice(0, 100)}`));
        expect.soft(mistaken, name).not.toContain(praised?.n);
        expect
          .soft(
            claims.some(({ sentence, relevance }) => sentence === praised?.n && relevance === 'question'),
            name,
          )
          .toBe(true);
      }
      const targets = feedback.nextSteps.map(({ target }) => target);
      const reasoned = ['supported', 'sustained'].includes(argument.judgement);
      expect.soft(targets.includes('reach-a-verdict') && reasoned, name).toBe(false);
      expect.soft(targets.includes('lead-to-your-verdict') && !reasoned, name).toBe(false);
    }
  });

  it('say of every way to argue what it does, whichever engine saw it', () => {
    const rubric = smallRubric();
    const said = new Set<string>();
    for (const engine of ['offline', 'openai'])
      for (const balance of ['success-only', 'both', 'neither'] as const)
        for (const counterArgument of ['absent', 'mentioned', 'answered'] as const)
          for (const weighing of [0, 1, 2])
            for (const judgement of ['none', 'asserted', 'supported', 'sustained'] as const) {
              const argument: Argument = { ...someArgument, balance, counterArgument, judgement };
              const [weighed, led] = wordsFor(argument, weighing, engine);
              const text = `${balance}, ${counterArgument}, ${weighing}: ${weighed}`;
              said.add(weighed);
              if (weighed.startsWith('Argues both sides'))
                expect.soft(balance === 'both' && weighing > 0 && counterArgument !== 'absent', text).toBe(true);
              if (weighed.startsWith('Both sides are argued'))
                expect.soft(weighing > 0 || (balance === 'both' && counterArgument !== 'absent'), text).toBe(true);
              if (weighed.startsWith('Both sides'))
                expect.soft(balance === 'both' || weighing > 0 || counterArgument !== 'absent', text).toBe(true);
              if (weighed.startsWith('No side')) expect.soft(balance, text).toBe('neither');
              expect.soft(weighed.includes('one side is weighed against the other'), text).toBe(weighing > 0);
              expect.soft(led.startsWith('A judgement supported'), led).toBe(judgement === 'supported');
              expect.soft(led.startsWith('A judgement to which'), led).toBe(judgement === 'sustained');
            }
    expect(said.size).toBeGreaterThan(8);

    function wordsFor(argument: Argument, weighing: number, engine: string): [string, string] {
      const claims = Array.from({ length: 4 }, (_, i) => claim(i + 1));
      const paragraphs = claims.map(
        ({ id }, i): ParagraphFinding => paragraph(i + 1, [id], { mode: i < weighing ? 'weighs' : 'explains' }),
      );
      const { criteria } = decideMark({ claims, paragraphs, argument }, rubric, engine);
      const why = (name: string) => criteria.find(({ id }) => id === name)?.why ?? '';
      return [why('balance').split(' Level ')[0] ?? '', why('judgement')];
    }
  });
});
