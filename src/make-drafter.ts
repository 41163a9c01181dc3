import type { Config } from './config.ts';
import { Problem } from './domain/errors.ts';
import type { EngineId } from './engines/engine.ts';
import { openaiDrafter } from './engines/openai/openai-drafter.ts';
import type { RubricDrafter } from './engines/rubric-drafter.ts';
import type { RubricReader } from './engines/rubric-reader.ts';
import { openaiOptions } from './make-engine.ts';

/**
 * Who drafts rubrics from notes. `fetch` stands in for the network (recording, replay).
 * @throws Problem `engine-not-configured` when the configuration lacks what it needs; never another engine instead.
 */
export function makeDrafter(
  config: Pick<Config, 'openai'>,
  id: EngineId,
  reader: RubricReader,
  fetch?: typeof globalThis.fetch,
): RubricDrafter {
  if (id === 'offline')
    return { id, model: null, draft: async (question, notes, scheme) => ({ ...reader.draft(question, notes, scheme), exchanges: [] }) };
  if (!config.openai) throw new Problem('engine-not-configured', 'A draft by a model needs OPENAI_API_KEY and OPENAI_MODEL to be set.');
  return openaiDrafter({ ...openaiOptions(config.openai), ...(fetch && { fetch }) }, reader);
}
