import { useCallback, useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Batch, loadBatch, type Progress } from './class-api.ts';
import { followEvents } from './follow-events.ts';

/** How long is waited before it is asked again where the events break off, in milliseconds. */
const AGAIN = 2000;

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
    const found = (loaded: Batch) => {
      if (over) return;
      setBatch(loaded);
      setProblem(null);
    };
    loadBatch(id).then(found, (error) => over || setProblem(problemOf(error)));
    return () => {
      over = true;
    };
  }, [id, round]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round follows anew
  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const told = (progress: Progress) => setBatch((known) => known && { ...known, progress });
    followEvents(id, told, stop.signal).then(reload, () => {
      if (!stop.signal.aborted) timer = setTimeout(reload, AGAIN);
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, running, round, reload]);

  return { batch, problem, done: batch?.progress.done ?? 0, reload };
}
