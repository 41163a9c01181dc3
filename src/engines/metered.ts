import { EngineFailure } from '../domain/engine-failure.ts';
import type { Exchange } from '../domain/submission.ts';
import type { Engine } from './engine.ts';
import type { RubricDrafter } from './rubric-drafter.ts';

/** Is told every exchange once, whether it served or not: as soon as its step is over, or its request where the engine keeps its calls. */
export type Count = (exchanges: Exchange[]) => void;

/** The engine, with everything that it asks of a model counted. What was answered before, and is used again, is not. */
export const meteredEngine = (engine: Engine, count: Count): Engine => ({
  ...engine,
  checkClaims: (...given) => counted(engine.checkClaims(...given), count),
  readArgument: (...given) => counted(engine.readArgument(...given), count),
  again: (earlier) => meteredEngine(engine.again(earlier), count),
  // not by the step: the exchanges of one hold those that are used again too
  keeping: ({ finished, sent }) =>
    engine.keeping({
      finished,
      sent: (made) => {
        // first: an answer that is kept but not counted would be used again and never be counted
        count(made);
        sent(made);
      },
    }),
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
