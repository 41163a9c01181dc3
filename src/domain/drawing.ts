/** Numbers from 0 to 1 by the linear congruential generator of Numerical Recipes (Press et al. 1992), so that a draw can be made again. */
export function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A number from 0 to 1 that goes by a text alone, by FNV-1a (Fowler, Noll, Vo 1991): a lot that is drawn the same again. */
export function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return drawing(hash >>> 0)();
}
