import type { Exchange } from '../domain/submission.ts';
import type { EngineId } from './engine.ts';
import type { Draft } from './rubric-reader.ts';

/** `exchanges`: what was asked of a model for it; none offline. */
export type Drafted = Draft & { exchanges: Exchange[] };

/** Makes a bank and a question of a teacher's notes, all of it unreviewed. */
export interface RubricDrafter {
  readonly id: EngineId;
  readonly model: string | null;
  /** @throws Problem `invalid-field` for notes that hold no point; EngineFailure when a model gives nothing that can be used. */
  draft(question: string, notes: string, scheme: string, signal?: AbortSignal): Promise<Drafted>;
}
