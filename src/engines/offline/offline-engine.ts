import type { Engine } from '../engine.ts';
import { checkClaims } from './check-claims.ts';
import { readArgument } from './read-argument.ts';

/** Marks without a model: deterministic, no key, no network. Raise the version when its readings change. */
export function offlineEngine(): Engine {
  const engine: Engine = {
    id: 'offline',
    version: '2',
    model: null,
    checkClaims: async (essay, rubric, signal) => ({ value: await checkClaims(essay, rubric, signal), exchanges: [], flags: [] }),
    readArgument: async (essay, rubric, ledger) => ({ value: readArgument(essay, ledger, rubric.question), exchanges: [], flags: [] }),
    asks: () => 0,
    again: () => engine,
    keeping: () => engine,
  };
  return engine;
}
