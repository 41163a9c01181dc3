import type { Config } from '../config.ts';
import type { Engine, EngineId } from '../engines/engine.ts';
import { completingFetch, recordedModel, recordingFetch, replayingFetch } from '../engines/openai/recordings.ts';
import { makeEngine } from '../make-engine.ts';

export type EngineWish = {
  engine?: EngineId | undefined;
  replay?: string | undefined;
  record?: string | undefined;
  complete?: string | undefined;
};

/**
 * The engine asked for, or the configured one. `replay` answers the model's calls from recordings, the model's name too, and sends nothing;
 * `record` keeps every call in a folder; `complete` does so only for the calls that were not recorded there before.
 * @throws Problem `engine-not-configured`, `recording-missing`.
 */
export function chooseEngine({ engine, replay, record, complete }: EngineWish, config: Pick<Config, 'engine' | 'openai'>): Engine {
  if (replay) {
    const openai = {
      baseURL: 'http://replay.invalid/v1',
      apiKey: 'replay',
      model: recordedModel(replay),
      timeoutMs: 10_000,
      maxRetries: config.openai?.maxRetries ?? 2,
    };
    return makeEngine({ openai }, 'openai', replayingFetch(replay));
  }
  if (complete) return makeEngine(config, 'openai', completingFetch(complete));
  return record ? makeEngine(config, 'openai', recordingFetch(record)) : makeEngine(config, engine ?? config.engine);
}
