/** A seed script as it is drawn: `uses` is in how many batches it has been. */
export type Usable = { id: string; uses: number };

/**
 * How many seed scripts a share (0 to 1) of the accepted essays comes to: one at least where there is a share and a seed script, and none twice
 * in a batch.
 */
export const seedCount = (share: number, { accepted, available }: { accepted: number; available: number }): number =>
  share > 0 ? Math.min(available, Math.max(1, Math.round(share * accepted))) : 0;

/** So many seed scripts, those that were used least first; of those used as often any, by `random` (0 to 1). */
export function fairest<T extends Usable>(seeds: T[], count: number, random: () => number): T[] {
  return seeds
    .map((seed) => ({ seed, lot: random() }))
    .sort((a, b) => a.seed.uses - b.seed.uses || a.lot - b.lot)
    .slice(0, count)
    .map(({ seed }) => seed);
}

/**
 * Before which of `items` each of `count` seed scripts goes (`items` itself: after the last), in order: one by `random` (0 to 1) in each of as many
 * stretches of the batch, so that they are spread over it and none can be foreseen.
 */
export function spreadPlaces(count: number, items: number, random: () => number): number[] {
  const start = (i: number) => Math.floor((i * (items + 1)) / count);
  return Array.from({ length: count }, (_, i) => start(i) + Math.floor(random() * (start(i + 1) - start(i))));
}
