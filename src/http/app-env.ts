import type { Logger } from 'pino';
import type { ApiKey } from '../actions/api-keys.ts';
import type { BatchDeps } from '../actions/batch-deps.ts';
import type { PatternCheck } from '../actions/check-rubric.ts';
import type { DrafterFor } from '../actions/draft-rubric.ts';
import type { EngineFor } from '../actions/preview-rubric.ts';
import type { RubricReader } from '../actions/try-rubric.ts';
import type { Actor } from '../domain/actor.ts';
import type { Sample } from './samples.ts';
import type { Client } from './web.ts';

/** What a request carries: its id, and who asks. */
export type AppEnv = { Variables: { requestId: string; actor: Actor } };

/** What the app is built from; compose.ts makes it. `client` may still be building. */
export type AppDeps = BatchDeps & {
  patternCheck: PatternCheck;
  reader: RubricReader;
  engineFor: EngineFor;
  drafterFor: DrafterFor;
  /** The files of a shipped rubric as they stand, for the hash of what they hold. */
  shipped: (hash: string) => string | null;
  keys: readonly ApiKey[];
  samples: readonly Sample[];
  client: Promise<Client>;
  log: Logger;
};
