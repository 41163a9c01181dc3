import { EngineFailure } from '../../src/domain/engine-failure.ts';
import type { ReadEssay } from '../../src/domain/essay.ts';
import type { Engine } from '../../src/engines/engine.ts';
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
  };
  return engine;
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
