import { afterAll, describe } from 'vitest';
import { offlineEngine } from '../../src/engines/offline/offline-engine.ts';
import { offlineThread } from '../../src/engines/offline/offline-thread.ts';
import { openaiEngine } from '../../src/engines/openai/openai-engine.ts';
import { shippedRubric, smallRubric } from '../support/builders.ts';
import { type Answer, completion, fakeProvider } from '../support/fake-provider.ts';
import { ledgerReply } from '../support/model-replies.ts';
import { holdsTheEngineContract } from './engine-contract.ts';

const shipped = shippedRubric();
const essay =
  'The USSR joined the League in 1936, which was a success.\n\nMolotov replaced Litvinov in May 1939. It failed because Hitler attacked.';

describe('the offline engine', () => {
  holdsTheEngineContract(async () => ({ engine: offlineEngine(), rubric: shipped, text: essay }));
});

describe('the offline engine in a thread', () => {
  const engine = offlineThread();
  afterAll(() => engine.close());
  holdsTheEngineContract(async () => ({ engine, rubric: shipped, text: essay }));
});

describe('the openai engine', () => {
  const ledger = ledgerReply(
    { from: 1, points: ['p1', 'p77'] },
    { from: 2, verdict: 'contradicted', points: ['p2'], why: '1936 against 1934', correction: 'It was 1934.', severity: 'slip' },
    { from: 40, to: 41, points: ['p3'] },
  );
  const argument = {
    paragraphs: [1, 2].map((n) => ({ n, mode: 'explains', link: 'implicit' })),
    line: 1,
    criteria: 'none',
    counterArgument: 'absent',
    balance: 'both',
    judgement: 'asserted',
    best: 1,
    rewrite: null,
    summary: '',
    strength: '',
    advice: '',
  };
  const answer: Answer = (response, body) =>
    completion(JSON.stringify(body.messages[1]?.content.includes('"claims"') ? argument : ledger))(response, body);
  const provider = fakeProvider(answer);
  afterAll(async () => (await provider).close());
  holdsTheEngineContract(async () => ({
    engine: openaiEngine({ baseURL: (await provider).baseURL, apiKey: 'k', model: 'm', timeoutMs: 10_000, maxRetries: 0 }),
    rubric: smallRubric(),
    text: 'Stalin signed it. It was in 1936.\n\nThen it failed.',
  }));
});
