/** An essay whose mark is settled, to be slipped into batches. `definitive` and `tolerance` are in marks. */
export type Seed = {
  id: string;
  title: string;
  text: string;
  rubricId: string;
  definitive: number;
  tolerance: number;
  author: string;
  createdAt: string;
};

/** One marking of a seed script by the engine, in a batch. */
export type SeedMarking = { seedId: string; batchId: string; n: number; submissionId: string; awarded: number; at: string };

/** A marking held against the definitive mark. `gap`: how much higher the engine's mark is; `drifted`: by more than the tolerance. */
export const heldAgainst = ({ definitive, tolerance }: Pick<Seed, 'definitive' | 'tolerance'>, awarded: number) => {
  const gap = awarded - definitive;
  return { gap, drifted: Math.abs(gap) > tolerance };
};
