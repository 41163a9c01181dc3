import type { Config, OpenaiConfig } from './config.ts';
import type { Assessment } from './domain/assessment.ts';
import { Problem } from './domain/errors.ts';
import type { Exchange } from './domain/submission.ts';
import type { Engine, EngineId } from './engines/engine.ts';
import { offlineEngine } from './engines/offline/offline-engine.ts';
import { keptSender } from './engines/openai/kept-exchanges.ts';
import { openaiEngine } from './engines/openai/openai-engine.ts';
import { makePace, type Pace } from './engines/openai/pace.ts';
import type { OpenaiOptions } from './engines/openai/send.ts';

type StandIns = { fetch?: typeof globalThis.fetch | undefined; offline?: Engine };

/**
 * The engine that was asked for. `fetch` stands in for the network (recording, replay), `offline` for the offline engine that
 * marks in the thread of whoever calls it.
 * @throws Problem `engine-not-configured` when the configuration lacks what it needs; never another engine instead.
 */
export function makeEngine(config: Pick<Config, 'openai'>, id: EngineId, { fetch, offline }: StandIns = {}): Engine {
  if (id === 'offline') return offline ?? offlineEngine();
  if (!config.openai) throw new Problem('engine-not-configured', 'The openai engine needs OPENAI_API_KEY and OPENAI_MODEL to be set.');
  return openaiEngine({ ...openaiOptions(config.openai), second: offline ?? offlineEngine(), ...(fetch && { fetch }) });
}

const paces = new WeakMap<OpenaiConfig, Pace>();

/** What engines and drafters of one configuration share: however many are made, their requests keep one pace. */
export function openaiOptions(openai: OpenaiConfig): OpenaiOptions {
  const pace = paces.get(openai) ?? makePace(openai);
  paces.set(openai, pace);
  const { atOnce: _, perMinute: __, ...options } = openai;
  return { ...options, pace };
}

/** The engine that made an assessment, as it is today, answering from the exchanges that were kept of it. Needs no settings and sends nothing. */
export function replayEngine({ engine: { id, model } }: Pick<Assessment, 'engine'>, kept: Exchange[]): Engine {
  if (id === 'offline') return offlineEngine();
  const asked = kept[0]?.askedModel ?? model ?? '';
  const send = keptSender(kept);
  return openaiEngine({ apiKey: 'replay', model: asked, timeoutMs: 10_000, maxRetries: 0, send, second: offlineEngine() });
}
