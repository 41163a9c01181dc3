/** Longest that a long piece of work keeps the processor to itself, in milliseconds. */
export const TURN_MS = 20;

/**
 * For long work in small pieces: await what this returns after each of them, and whenever they have taken `most` milliseconds together everything
 * else has its turn.
 */
export function turns(most = TURN_MS): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await nextTurn();
    since = performance.now();
  };
}

/**
 * Resolves when everything else that waits has had its turn. It takes two steps, as the first may come before the event loop has looked for new
 * requests.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
