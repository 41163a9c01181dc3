import { useCallback, useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { bearer } from '../key.ts';
import { type Batch, loadBatch, type Progress } from './class-api.ts';

export type Followed = {
  batch: Batch | null;
  problem: ApiProblem | null;
  /** Grows with each essay that is done, so that whoever lists them looks again. */
  done: number;
  reload: () => void;
};

/** A batch, followed while it is being marked: by its events, and by asking again where these break off. */
export function useBatch(id: string): Followed {
  const [batch, setBatch] = useState<Batch | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const running = batch?.progress.state === 'running';

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let over = false;
    loadBatch(id).then(
      (found) => over || setBatch(found),
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [id, round]);

  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    const told = (progress: Progress) => {
      setBatch((known) => known && { ...known, progress });
      if (progress.state !== 'running') reload();
    };
    // where the events break off, it is asked again, which begins to follow anew
    follow(id, told, stop.signal).catch(() => stop.signal.aborted || setTimeout(reload, 2000));
    return () => stop.abort();
  }, [id, running, reload]);

  return { batch, problem, done: batch?.progress.done ?? 0, reload };
}

/** Reads the events of a batch. EventSource cannot send a key, so the stream is read here. Ends with the stream; rejects where it breaks off. */
async function follow(id: string, told: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
  const reply = await fetch(`/api/v1/batches/${id}/events`, { headers: bearer(), signal });
  if (!reply.ok || !reply.body) throw new Error('no events');
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (kept + value).split('\n\n');
    kept = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/mu.exec(event)?.[1];
      if (data && /^event: progress$/mu.test(event)) told(JSON.parse(data));
    }
  }
}
