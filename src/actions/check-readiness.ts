import type { ActionDeps } from './audit.ts';

export type Readiness = { store: boolean; rubric: boolean; worker: boolean };

/** Whether the store answers, a rubric is there to mark against, and the worker works. Never throws. */
export function checkReadiness({ store, queue }: Pick<ActionDeps, 'store' | 'queue'>): Readiness {
  try {
    return { store: true, rubric: store.rubrics().length > 0, worker: queue.alive() };
  } catch {
    return { store: false, rubric: false, worker: queue.alive() };
  }
}
