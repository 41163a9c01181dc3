import { afterEach, describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../src/domain/engine-failure.ts';
import { openaiDrafter } from '../../../src/engines/openai/openai-drafter.ts';
import { makeReader } from '../../../src/make-reader.ts';
import { type Answer, completion, fakeProvider, status } from '../../support/fake-provider.ts';

const QUESTION = 'How far did the plan succeed from 1947 to 1952?';
const NOTES = Array.from(
  { length: 8 },
  (_, i) => `The ${['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][i]} town built a bridge`,
);
const about = {
  ...{ title: 'The plan', sideFor: 'it worked', sideAgainst: 'it failed', subjects: ['the plan'], signsOfSuccess: [], signsOfFailure: [] },
  ...{ themes: [], tests: [{ name: 'growth', words: ['growth'] }], against: [] },
  for: [{ claim: 'Bridges were built.', support: [1, 8, 99], reply: 'Few used them.', repliedBy: [2] }],
};
const points = (numbers: number[]) => ({
  points: numbers.map((n) => ({
    n,
    proposition: `Note ${n}, said better.`,
    kind: 'fact',
    side: null,
    wordings: [`wording of ${n}`],
    misconceptions: [],
  })),
  names: [],
});
const answer: Answer = (response, body) => {
  const { write } = JSON.parse(body.messages[1]?.content ?? '{}');
  completion(JSON.stringify(write ? points([...write, 77]) : about))(response, body);
};

let provider: Awaited<ReturnType<typeof fakeProvider>> | undefined;
afterEach(() => provider?.close());
async function drafter(...answers: Answer[]) {
  provider = await fakeProvider(...answers);
  return openaiDrafter({ baseURL: provider.baseURL, apiKey: 'sk-secret', model: 'm', timeoutMs: 1000, maxRetries: 0 }, makeReader());
}

describe('a draft by a model', () => {
  it('asks for the points a few at a time and for the question once, and puts the answers where they belong', async () => {
    const { bank, question, exchanges, lines } = await (await drafter(answer)).draft(QUESTION, NOTES.join('\n'), 'essay-25');
    const asked = provider?.asked.map(({ body }) => JSON.parse(JSON.parse(body).messages[1].content).write) ?? [];
    expect(asked.sort()).toEqual([[1, 2, 3, 4, 5, 6], [7, 8], undefined]);
    expect(exchanges.map(({ purpose }) => purpose).sort()).toEqual(['draft-points', 'draft-points', 'draft-question']);
    expect(Object.values(bank.points).map(({ proposition, wordings }) => [proposition, wordings])).toEqual(
      NOTES.map((_, i) => [`Note ${i + 1}, said better.`, [`wording of ${i + 1}`]]),
    );
    expect(question).toMatchObject({ title: 'The plan', sides: { for: 'it worked', against: 'it failed' } });
    expect(Object.values(question.argument.for)[0]).toMatchObject({
      support: [lines[0]?.point, lines[7]?.point],
      repliedBy: [lines[1]?.point],
    });
    expect(JSON.stringify(exchanges)).not.toContain('sk-secret');
  });

  it.each<[string, Answer, string, number]>([
    ['a status', status(500), 'The model’s endpoint answered with status 500.', 1],
    ['no JSON', completion('Here you are:'), 'The model’s answer was not JSON.', 2],
    ['another form', completion('{"points":[{"n":1}],"names":[]}'), 'The model’s answer did not fit the form that was asked for.', 2],
  ])('fails as a whole on %s, with its reason and every exchange', async (_, wrong, reason, tries) => {
    const failing: Answer = (response, body) => (body.messages[1]?.content.includes('"write":[7,8]') ? wrong : answer)(response, body);
    const failure = await (await drafter(failing)).draft(QUESTION, NOTES.join('\n'), 'essay-25').catch((error: unknown) => error);
    if (!(failure instanceof EngineFailure)) throw new Error('it did not fail as an engine does');
    expect(failure.reason).toBe(reason);
    expect(failure.exchanges.map((one) => one.failure).sort()).toEqual([...Array(tries).fill(reason), null, null]);
  });

  it('asks nothing for more notes than it can check', async () => {
    const many = Array.from({ length: 31 }, (_, i) => `Bridge ${String.fromCharCode(97 + (i % 26)).repeat(4)}${i} was built by the town`);
    await expect((await drafter(answer)).draft(QUESTION, many.join('\n'), 'essay-25')).rejects.toMatchObject({ code: 'invalid-field' });
    expect(provider?.asked).toEqual([]);
  });

  it('asks nothing when the notes hold no point', async () => {
    await expect((await drafter(answer)).draft(QUESTION, ' \n- \n', 'essay-25')).rejects.toMatchObject({ code: 'invalid-field' });
    expect(provider?.asked).toEqual([]);
  });
});
