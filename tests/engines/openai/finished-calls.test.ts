import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/domain/submission.ts';
import { openaiEngine } from '../../../src/engines/openai/openai-engine.ts';
import { markEssay } from '../../../src/mark-essay.ts';
import { completion, status, withoutSchemas } from '../../support/fake-provider.ts';
import { argument, expectKept, ledger, MISSES_FIELD, mark, options, provide, right, rubric, TEXT } from './facing-provider.ts';

const from = (baseURL: string, more: Partial<typeof options> = {}) => openaiEngine({ ...options, baseURL, ...more });
/** Calls that answered some requests already, and what is sent beside them. */
function calls(finished: Exchange[] = []) {
  const told: Exchange[][] = [];
  return { finished, told, sent: (exchanges: Exchange[]) => void told.push(exchanges) };
}
const purposes = (exchanges: Exchange[]) => exchanges.map(({ purpose }) => purpose);
const kept = (exchanges: Exchange[]): Exchange[] => JSON.parse(JSON.stringify(exchanges));

describe('an engine that keeps its calls', () => {
  it('tells of each request as soon as it is over, and marks as it does without', async () => {
    const provider = await provide(right);
    const all = calls();
    const { assessment, exchanges } = await mark(from(provider.baseURL).keeping(all));
    expect(assessment.status).toBe('marked');
    expect(all.told).toEqual(exchanges.map((one) => [one]));
    expect(purposes(exchanges)).toEqual(['claims', 'argument']);
  });

  it('tells of the first answer before the second is there', async () => {
    const all = calls();
    const provider = await provide(ledger, (...given) => {
      expect(all.told.map(purposes)).toEqual([['claims']]);
      argument(...given);
    });
    expect((await mark(from(provider.baseURL).keeping(all))).assessment.status).toBe('marked');
  });

  it('sends nothing that was answered before, and gives the same assessment and exchanges', async () => {
    const provider = await provide(right);
    const first = await mark(from(provider.baseURL));
    for (const [finished, asks] of [
      [first.exchanges, []],
      [first.exchanges.slice(0, 1), ['argument']],
      [first.exchanges.slice(1), ['claims']],
    ] as const) {
      const all = calls(kept([...finished]));
      const again = await mark(from(provider.baseURL).keeping(all));
      expect(all.told.map(purposes)).toEqual(asks.map((one) => [one]));
      const timeless = (one: Exchange) => ({ ...one, milliseconds: 0, createdAt: '' });
      expect(again.exchanges.map(timeless)).toEqual(first.exchanges.map(timeless));
      const { milliseconds } = first.assessment.usage;
      expect({ ...again.assessment, usage: { ...again.assessment.usage, milliseconds } }).toEqual(first.assessment);
    }
    expect(provider.asked).toHaveLength(4);
  });

  it('asks anew where anything of the request differs', async () => {
    const provider = await provide(right);
    const finished = kept((await mark(from(provider.baseURL))).exchanges);
    const asked = async (marking: Promise<unknown>) => {
      const before = provider.asked.length;
      await marking;
      return provider.asked.length - before;
    };
    const over = (more: Partial<typeof options> = {}) => from(provider.baseURL, more).keeping(calls(finished));
    expect(await asked(mark(over()))).toBe(0);
    expect(await asked(mark(over({ model: 'other-model' })))).toBe(2);
    expect(await asked(mark(over(), TEXT.replace('1941', '1942')))).toBe(2);
    const question = { ...rubric.question, text: `${rubric.question.text} Explain.` };
    const deps = { engine: over(), now: () => '2026', newId: (prefix: string) => prefix };
    expect(await asked(markEssay({ submissionId: 'sub_1', text: TEXT, rubric: { ...rubric, question } }, deps))).toBe(2);
    const swapped = finished.map((one) => ({ ...one, purpose: one.purpose === 'claims' ? ('argument' as const) : ('claims' as const) }));
    expect(await asked(mark(from(provider.baseURL).keeping(calls(swapped))))).toBe(2);
  });

  it('goes through the attempts again that an answer took, and tells of them once', async () => {
    const provider = await provide(status(503, { 'retry-after': '0' }), right);
    const all = calls();
    const first = await mark(from(provider.baseURL, { maxRetries: 1 }).keeping(all));
    expect(all.told.map(purposes)).toEqual([['claims', 'claims'], ['argument']]);
    const later = calls(kept(all.told[0] ?? []));
    const again = await mark(from(provider.baseURL).keeping(later));
    expectKept(again.exchanges, [/status 503/u, null, null]);
    expect(later.told.map(purposes)).toEqual([['argument']]);
    expect(again.assessment.usage.requests).toBe(first.assessment.usage.requests);
  });

  it('tells of a request that failed too, and sends it again', async () => {
    const failing = calls();
    await mark(from((await provide(ledger, status(503))).baseURL).keeping(failing));
    expect(failing.told.map((one) => one.map(({ status }) => status))).toEqual([[200], [503]]);
    const all = calls(kept(failing.told.flat()));
    const again = await mark(from((await provide(right)).baseURL).keeping(all));
    expectKept(again.exchanges, [null, null]);
    expect(all.told.map(purposes)).toEqual([['argument']]);
  });

  it('has an answer mended that did not fit, without asking for it again', async () => {
    const all = calls();
    const first = await mark(from((await provide(completion(MISSES_FIELD), right)).baseURL).keeping(all));
    const [unfit = []] = all.told;
    const later = calls(kept(unfit));
    const provider = await provide(right);
    const again = await mark(from(provider.baseURL).keeping(later));
    expect(provider.bodies().map(({ messages }) => messages.length)).toEqual([4, 2]);
    expectKept(again.exchanges, [/did not fit/u, null, null]);
    expect(again.assessment.claims).toEqual(first.assessment.claims);
    expect(later.finished).toEqual(kept(unfit));
  });

  it('knows what another essay found out of the endpoint, and the other way round', async () => {
    const provider = await provide(withoutSchemas(400, { error: 'no response_format' }, right));
    const engine = from(provider.baseURL);
    for (const asks of [3, 2]) expect((await mark(engine.keeping(calls()))).exchanges).toHaveLength(asks);
    expect((await mark(engine)).exchanges).toHaveLength(2);
  });

  it('keeps to both, to what was said before and to what was answered, in either order', async () => {
    const provider = await provide(right);
    const engine = from(provider.baseURL);
    const { exchanges } = await mark(engine);
    for (const both of [engine.again({ rubric, exchanges }).keeping(calls()), engine.keeping(calls()).again({ rubric, exchanges })])
      expect((await mark(both)).exchanges).toEqual([]);
    expect(provider.asked).toHaveLength(2);
  });
});
