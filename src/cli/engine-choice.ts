import type { Config } from '../config.ts';
import { Problem } from '../domain/errors.ts';
import type { Engine, EngineId } from '../engines/engine.ts';
import { offlineEngine } from '../engines/offline/offline-engine.ts';
import { openaiEngine } from '../engines/openai/openai-engine.ts';
import { recordedModel, recordingFetch, replayingFetch } from '../engines/openai/recordings.ts';

export type EngineWish = { engine?: EngineId | undefined; replay?: string | undefined; record?: string | undefined };

/**
 * The engine asked for, or the configured one. `replay` answers the model's calls from recordings, the model's name too, and sends nothing;
 * `record` keeps every call in a folder.
 * @throws Problem `engine-not-configured`, `recording-missing`.
 */
export function chooseEngine({ engine, replay, record }: EngineWish, config: Pick<Config, 'engine' | 'openai'>): Engine {
  if (replay)
    return openaiEngine({
      baseURL: 'http://replay.invalid/v1',
      apiKey: 'replay',
      model: recordedModel(replay),
      timeoutMs: 10_000,
      maxRetries: config.openai?.maxRetries ?? 2,
      fetch: replayingFetch(replay),
    });
  const wanted = record ? 'openai' : (engine ?? config.engine);
  if (wanted === 'offline') return offlineEngine();
  if (!config.openai) throw new Problem('engine-not-configured', 'The openai engine needs OPENAI_API_KEY and OPENAI_MODEL to be set.');
  return openaiEngine(record ? { ...config.openai, fetch: recordingFetch(record) } : config.openai);
}
