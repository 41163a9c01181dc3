import type { Engine } from '../../src/engines/engine.ts';
import { nothingSeen } from '../../src/marking/write-argument.ts';
import { fakeEngine } from './fake-engine.ts';

/** An engine that takes the first clause of every sentence for a right claim, each on the next point of the small rubric, and every paragraph for one that explains. */
export function claimingEngine(before?: Parameters<typeof fakeEngine>[0]): Engine {
  const fake = fakeEngine(before);
  const engine: Engine = {
    ...fake,
    version: 'claiming',
    checkClaims: async (essay, ...given) => ({
      ...(await fake.checkClaims(essay, ...given)),
      value: essay.sentences.map(({ clauses: [first] }, i) => ({
        clauses: [first, first],
        kind: 'fact',
        verdict: 'supported',
        points: [`theme-${Math.floor((4 * i) / 3 / 4) + 1}.point-${i + 1 + Math.floor(i / 3)}`],
        side: 'success',
        use: 'explained',
        relevance: 'question',
        severity: null,
        exact: true,
        explanation: 'As the card says.',
        hint: null,
        correction: null,
        note: null,
      })),
    }),
    readArgument: async (essay, ...given) => ({
      ...(await fake.readArgument(essay, ...given)),
      value: {
        ...nothingSeen,
        paragraphs: essay.paragraphs.map(({ n }) => ({ n, mode: 'explains', link: 'explicit' })),
        line: 1,
        balance: 'both',
        judgement: 'supported',
      },
    }),
    again: () => engine,
  };
  return engine;
}
