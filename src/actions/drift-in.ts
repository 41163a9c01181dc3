import { heldAgainst } from '../domain/seed.ts';
import type { ActionDeps } from './audit.ts';

/** A marking of a seed script that differs from its definitive mark by more than its tolerance. */
export type Drift = { seedId: string; title: string; n: number; definitive: number; tolerance: number; awarded: number; gap: number };

/** How many seed scripts of a batch are marked so far, and those of them that are outside their tolerance. */
export function driftIn(batchId: string, { store }: Pick<ActionDeps, 'store'>): { seedsMarked: number; drift: Drift[] } {
  const markings = store.seedMarkings({ batchId });
  const drift = markings.flatMap(({ seedId, n, awarded }): Drift[] => {
    const seed = store.seed(seedId);
    if (!seed) return [];
    const { gap, drifted } = heldAgainst(seed, awarded);
    const { title, definitive, tolerance } = seed;
    return drifted ? [{ seedId, title, n, definitive, tolerance, awarded, gap }] : [];
  });
  return { seedsMarked: markings.length, drift };
}
