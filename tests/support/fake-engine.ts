import { EngineFailure } from '../../src/domain/engine-failure.ts';
import type { ReadEssay } from '../../src/domain/essay.ts';
import type { Exchange } from '../../src/domain/submission.ts';
import type { Calls, Engine } from '../../src/engines/engine.ts';
import { nothingSeen } from '../../src/marking/write-argument.ts';

export type FakeEngine = Engine & {
  /** The essays it was given to read, in order. */
  seen: string[];
};

/** An engine that sees nothing in an essay. `before` runs first: it can wait, fail or throw. */
export function fakeEngine(before: (essay: ReadEssay, signal?: AbortSignal) => Promise<void> | void = () => {}): FakeEngine {
  const seen: string[] = [];
  const engine: FakeEngine = {
    id: 'offline',
    version: 'fake',
    model: null,
    seen,
    async checkClaims(essay, _rubric, signal) {
      seen.push(essay.text);
      await before(essay, signal);
      return { value: [], exchanges: [], flags: [] };
    },
    readArgument: async (essay) => ({
      value: { ...nothingSeen, paragraphs: essay.paragraphs.map(({ n }) => ({ n, mode: 'narrates', link: 'none' })) },
      exchanges: [],
      flags: [],
    }),
    asks: () => 0,
    again: () => engine,
    keeping() {
      return this;
    },
  };
  return engine;
}

/** The same as if it had asked a model: two exchanges of so many tokens each, at most 100 of them output. Needs a request again for a draft. */
export function fakeModelEngine(tokens: number, before?: Parameters<typeof fakeEngine>[0]): FakeEngine {
  const engine = fakeEngine(before);
  const outputTokens = Math.min(100, tokens);
  const asked = (purpose: Exchange['purpose']): Exchange => ({
    ...{ purpose, request: null, reply: null, status: 200, failure: null, askedModel: 'm', answeringModel: 'm' },
    ...{
      inputTokens: Math.floor(tokens) - outputTokens,
      cachedTokens: 0,
      outputTokens,
      milliseconds: 1,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  });
  const model: FakeEngine = {
    ...engine,
    id: 'openai',
    model: 'm',
    checkClaims: async (...given) => ({ ...(await engine.checkClaims(...given)), exchanges: [asked('claims')] }),
    readArgument: async (...given) => ({ ...(await engine.readArgument(...given)), exchanges: [asked('argument')] }),
    asks: () => 2,
    again: () => model,
    // `this`, since tests put other steps into a copy
    keeping({ sent }) {
      return {
        ...this,
        checkClaims: (...given) => telling(this.checkClaims(...given), sent),
        readArgument: (...given) => telling(this.readArgument(...given), sent),
      };
    },
  };
  return model;
}

async function telling<T extends { exchanges: Exchange[] }>(step: Promise<T>, sent: Calls['sent']): Promise<T> {
  const done = await step;
  sent(done.exchanges);
  return done;
}

/** For `before`: what an engine does when it has no answer that is safe to mark from. */
export const failing = (reason: string) => () => {
  throw new EngineFailure(reason, []);
};

/** For `before`: waits until `open` is called, or the signal aborts. */
export function gate(): { before: (essay: ReadEssay, signal?: AbortSignal) => Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const before = (_essay: ReadEssay, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      void opened.then(resolve);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  return { before, open };
}
