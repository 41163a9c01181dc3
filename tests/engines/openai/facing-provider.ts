import { afterAll, expect } from 'vitest';
import type { Exchange } from '../../../src/domain/submission.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { smallRubric } from '../../support/builders.ts';
import { type Answer, type Asked, completion, fakeProvider } from '../../support/fake-provider.ts';
import { ledgerReply } from '../../support/model-replies.ts';

export const rubric = smallRubric();
export const TEXT =
  'Stalin signed the pact in 1939. It was a success because he gained time.\n\nHitler attacked in 1941 and the policy failed.';

export type Said = { from: number; to?: number; points?: string[]; words?: string };
export const ledgerOf = (...claims: Said[]) =>
  ledgerReply(...claims.map(({ words = 'it says so', ...claim }) => ({ ...claim, why: words })));
export const argumentOf = (words = 'a word') => ({
  paragraphs: [1, 2].map((n) => ({ n, mode: 'explains', link: 'explicit' })),
  ...{ line: 1, criteria: 'none', counterArgument: 'absent', balance: 'both', judgement: 'asserted', best: 1, rewrite: 2 },
  ...{ summary: words, strength: words, advice: words },
});
export const LEDGER = JSON.stringify(ledgerOf({ from: 1 }, { from: 3, points: ['p2'] }));
export const MISSES_FIELD = JSON.stringify({
  claims: [{ ...ledgerOf({ from: 1 }).claims[0], v: 'gefälscht wie im Hitler-Zitat', u: undefined }],
  wrong: [],
});
export const ledger = completion(LEDGER);
export const argument = completion(JSON.stringify(argumentOf()));
/** The right answer to whichever of the two requests was made. */
export const right: Answer = (response, body) => (body.messages[1]?.content.includes('\n') ? argument : ledger)(response, body);

export const options = { apiKey: 'sk-secret', model: 'some-model', timeoutMs: 10_000, maxRetries: 0 };
const open: { close: () => Promise<void> }[] = [];
afterAll(() => Promise.all(open.map(({ close }) => close())));
export async function provide(...answers: Answer[]) {
  const provider = await fakeProvider(...answers);
  open.push(provider);
  return { ...provider, bodies: (): Asked[] => provider.asked.map(({ body }) => JSON.parse(body)) };
}
const deps = { now: () => '2026-01-01T00:00:00.000Z', newId: (prefix: string) => `${prefix}_1` };
export const mark = (engine: ReturnType<typeof openaiEngine>, text = TEXT) =>
  markEssay({ submissionId: 'sub_1', text, rubric }, { engine, ...deps });
export const markFacing = async (answers: Answer[], more: Partial<typeof options> = {}, text = TEXT) =>
  mark(openaiEngine({ ...options, ...more, baseURL: (await provide(...answers)).baseURL }), text);

/** The failures of the exchanges, in order; null: it went well and has a reply. */
export function expectKept(exchanges: Exchange[], kept: (RegExp | null)[]) {
  expect(exchanges.map(({ failure }) => failure)).toEqual(kept.map((one) => one && expect.stringMatching(one)));
  for (const { failure, reply } of exchanges) if (!failure) expect(reply).toMatchObject({ choices: [expect.anything()] });
  expect(JSON.stringify(exchanges)).not.toMatch(/sk-secret|essay text/u);
}
