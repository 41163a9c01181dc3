import { useCallback, useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Batch, loadBatch, type Progress } from './class-api.ts';
import { followEvents } from './follow-events.ts';

/** How long is waited before it is asked again where the events break off, in milliseconds. */
const AGAIN = 2000;
/** How often the rest of it (what is still expected) is read anew while it is being marked, in milliseconds. */
const ANEW = 5000;

export type Followed = {
  batch: Batch | null;
  problem: ApiProblem | null;
  /** Grows with each essay that is done, so that whoever lists them looks again. */
  done: number;
  reload: () => void;
};

/** A batch, followed while it is being marked: by its events, and by asking again every few seconds where these break off. */
export function useBatch(id: string): Followed {
  const [batch, setBatch] = useState<Batch | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const running = batch?.progress.state === 'running';

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let over = false;
    const load = () =>
      loadBatch(id).then(
        (loaded) => {
          if (over) return;
          setBatch(loaded);
          setProblem(null);
        },
        (error) => over || setProblem(problemOf(error)),
      );
    void load();
    const timer = running ? setInterval(load, ANEW) : undefined;
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [id, round, running]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round follows anew
  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const told = (progress: Progress) => setBatch((known) => known && { ...known, progress });
    const drifted = (one: Batch['drift'][number]) => setBatch((known) => known && withDrift(known, one));
    followEvents(id, { told, drifted }, stop.signal).catch(() => {
      if (!stop.signal.aborted) timer = setTimeout(reload, AGAIN);
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, running, round, reload]);

  return { batch, problem, done: batch?.progress.done ?? 0, reload };
}

/** `seedsMarked` counts at least those that drift until it is read anew. */
function withDrift(batch: Batch, one: Batch['drift'][number]): Batch {
  const drift = [...batch.drift.filter(({ n }) => n !== one.n), one];
  return { ...batch, drifts: true, drift, seedsMarked: Math.max(batch.seedsMarked, drift.length) };
}
