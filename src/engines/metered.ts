import { EngineFailure } from '../domain/engine-failure.ts';
import type { Exchange } from '../domain/submission.ts';
import type { Engine } from './engine.ts';
import type { RubricDrafter } from './rubric-drafter.ts';

/** Is told every exchange once, as soon as its step is over, whether it served or not. */
export type Count = (exchanges: Exchange[]) => void;

/** The engine, with everything that it asks of a model counted. */
export const meteredEngine = (engine: Engine, count: Count): Engine => ({
  ...engine,
  checkClaims: (...given) => counted(engine.checkClaims(...given), count),
  readArgument: (...given) => counted(engine.readArgument(...given), count),
  again: (earlier) => meteredEngine(engine.again(earlier), count),
});

/** The drafter, in the same way. */
export const meteredDrafter = (drafter: RubricDrafter, count: Count): RubricDrafter => ({
  ...drafter,
  draft: (...given) => counted(drafter.draft(...given), count),
});

const counted = <T extends { exchanges: Exchange[] }>(step: Promise<T>, count: Count): Promise<T> =>
  step.then(
    (done) => {
      count(done.exchanges);
      return done;
    },
    (error: unknown) => {
      if (error instanceof EngineFailure) count(error.exchanges);
      throw error;
    },
  );
