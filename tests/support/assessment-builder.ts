import type { Assessment } from '../../src/domain/assessment.ts';
import { noUsage } from '../../src/domain/assessment.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { claim, paragraph, someArgument } from './builders.ts';

/** A claim cut from the essay: the first place where these words stand. */
export function claimOn(essay: string, n: number, words: string, more: Partial<Claim> = {}): Claim {
  const start = essay.indexOf(words);
  if (start < 0) throw new Error(`the essay does not say "${words}"`);
  return claim(n, { start, end: start + words.length, quote: words, explanation: `What is said of claim ${n}.`, ...more });
}

/** A marked assessment of `essay` with these claims, one paragraph for each stretch between blank lines, and a note on every wrong claim. */
export function anAssessment(essay: string, claims: Claim[], more: Partial<Assessment> = {}): Assessment {
  const wrong = claims.filter((one) => one.verdict === 'contradicted');
  const paragraphs = [...essay.matchAll(/\S(?:(?!\n\s*\n)[\s\S])*/gu)].map((match, i) => {
    const [start, end] = [match.index, match.index + match[0].trimEnd().length];
    const held = claims.filter((one) => one.start >= start && one.end <= end).map(({ id }) => id);
    return { ...paragraph(i + 1, held), start, end };
  });
  return {
    id: 'asm_built',
    submissionId: 'sub_built',
    createdAt: '2026-01-02T03:04:05.000Z',
    status: 'marked',
    reason: null,
    rubric: { id: 'stalin-foreign-policy', version: 1, hash: 'sha256-built' },
    engine: { id: 'offline', version: '1', model: null },
    mark: {
      awarded: 17,
      outOf: 25,
      level: 4,
      range: [15, 19],
      confidence: 'medium',
      why: ['Exact, relevant knowledge: level 4 (clm_1).', 'Best fit: level 4 (par_1).'],
      whyNotHigher: 'To reach level 5 it needs an answer to the best point of the other side.',
    },
    criteria: [{ id: 'knowledge', level: 4, why: 'Some of it is exact (clm_1).', evidence: ['clm_1'] }],
    claims,
    paragraphs,
    argument: someArgument,
    coverage: [
      { theme: 'aims', status: 'absent', met: 0, points: 9 },
      { theme: 'spain', status: 'developed', met: 5, points: 17 },
    ],
    phases: [{ phase: '1929-33', status: 'mentioned' }],
    feedback: {
      summary: 'The answer argues both sides.',
      strengths: ['One sentence turns knowledge into argument.'],
      corrections: wrong.map(({ id, quote, hint, correction }) => ({
        claim: id,
        quote,
        hint,
        correction: correction ?? 'It was otherwise.',
      })),
      notes: wrong.map(({ id }) => id),
      nextSteps: [{ target: 'weigh-both-sides', quote: claims[0]?.quote ?? essay.slice(0, 20), advice: 'Say which counts for more.' }],
    },
    flags: [],
    usage: noUsage,
    ...more,
  };
}
