import type { Config } from './config.ts';
import { Problem } from './domain/errors.ts';
import type { Engine, EngineId } from './engines/engine.ts';
import { offlineEngine } from './engines/offline/offline-engine.ts';
import { openaiEngine } from './engines/openai/openai-engine.ts';

type StandIns = { fetch?: typeof globalThis.fetch | undefined; offline?: Engine };

/**
 * The engine that was asked for. `fetch` stands in for the network (recording, replay), `offline` for the offline engine that
 * marks in the thread of whoever calls it.
 * @throws Problem `engine-not-configured` when the configuration lacks what it needs; never another engine instead.
 */
export function makeEngine(config: Pick<Config, 'openai'>, id: EngineId, { fetch, offline }: StandIns = {}): Engine {
  if (id === 'offline') return offline ?? offlineEngine();
  if (!config.openai) throw new Problem('engine-not-configured', 'The openai engine needs OPENAI_API_KEY and OPENAI_MODEL to be set.');
  return openaiEngine({ ...config.openai, second: offline ?? offlineEngine(), ...(fetch && { fetch }) });
}
