/** Who waits for which submission. */
export function waiters() {
  const waiting = new Map<string, Set<() => void>>();
  return {
    /** Resolves on `tell(id)`, after `ms` milliseconds or when the signal aborts. Never rejects. */
    wait: (id: string, ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const these = waiting.get(id) ?? new Set();
        const end = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          these.delete(end);
          if (these.size === 0) waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(end, ms);
        if (signal?.aborted) return end();
        signal?.addEventListener('abort', end);
        waiting.set(id, these.add(end));
      }),
    tell: (id: string) => {
      for (const end of [...(waiting.get(id) ?? [])]) end();
    },
    tellAll: () => {
      for (const these of [...waiting.values()]) for (const end of [...these]) end();
    },
    size: () => waiting.size,
  };
}
