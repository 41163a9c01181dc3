import type { Config } from '../config.ts';
import type { Engine, EngineId } from '../engines/engine.ts';
import { completingFetch, recordedModel, recordingFetch, replayingFetch } from '../engines/openai/recordings.ts';
import type { RubricDrafter } from '../engines/rubric-drafter.ts';
import { makeDrafter } from '../make-drafter.ts';
import { makeEngine } from '../make-engine.ts';
import { makeReader } from '../make-reader.ts';

export type EngineWish = {
  engine?: EngineId | undefined;
  replay?: string | undefined;
  record?: string | undefined;
  complete?: string | undefined;
  round?: number | undefined;
};

type Settings = Pick<Config, 'engine' | 'openai'>;
type Chosen = { id: EngineId; settings: Pick<Config, 'openai'>; fetch?: typeof fetch };

/**
 * The engine asked for, or the configured one. `replay` answers the model's calls from recordings, the model's name too, and sends nothing;
 * `record` keeps every call in a folder; `complete` does so only for the calls that were not recorded there before. `round` is the round of the
 * recordings, 1 unless told otherwise. `offline` is the offline engine for whoever does not want it in their own thread.
 * @throws Problem `engine-not-configured`, `recording-missing`.
 */
export function chooseEngine(wish: EngineWish, config: Settings, offline?: Engine): Engine {
  const { id, settings, fetch } = chosen(wish, config);
  return makeEngine(settings, id, { fetch, ...(offline && { offline }) });
}

/** The same for whoever drafts rubrics. */
export function chooseDrafter(wish: EngineWish, config: Settings): RubricDrafter {
  const { id, settings, fetch } = chosen(wish, config);
  return makeDrafter(settings, id, makeReader(), fetch);
}

function chosen({ engine, replay, record, complete, round }: EngineWish, config: Settings): Chosen {
  if (replay) {
    const openai = {
      baseURL: 'http://replay.invalid/v1',
      apiKey: 'replay',
      model: recordedModel(replay),
      timeoutMs: 10_000,
      maxRetries: config.openai?.maxRetries ?? 2,
      atOnce: 100,
      perMinute: null,
    };
    return { id: 'openai', settings: { openai }, fetch: replayingFetch(replay, round) };
  }
  if (complete) return { id: 'openai', settings: config, fetch: completingFetch(complete, undefined, round) };
  if (record) return { id: 'openai', settings: config, fetch: recordingFetch(record, undefined, round) };
  return { id: engine ?? config.engine, settings: config };
}
