import { useEffect, useState } from 'react';
import { ApiProblem, type Loaded, loadSubmission } from './api.ts';

export type Fetched = { loaded: Loaded | null; problem: ApiProblem | null; seconds: number; retry: () => void };

/** A submission, asked for again until it is marked. `seconds` counts the wait. A lost connection is tried a few times before it is told. */
export function useSubmission(id: string): Fetched {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let over = false;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const began = Date.now();
    setLoaded(null);
    setProblem(null);
    const look = async () => {
      let again = 1500;
      try {
        const found = await loadSubmission(id);
        if (over) return;
        failures = 0;
        setLoaded(found);
        setSeconds(Math.round((Date.now() - began) / 1000));
        if (found.state !== 'waiting') return;
        if (found.putOff) again = 30_000;
      } catch (error) {
        if (over) return;
        failures += 1;
        again = 2000 * failures;
        const told = error instanceof ApiProblem ? error : new ApiProblem(0, 'This essay could not be shown. Try again in a moment.');
        if (failures > 3 || (told.status >= 400 && told.status < 500)) return setProblem(told);
      }
      timer = setTimeout(look, again);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, round]);

  return { loaded, problem, seconds, retry: () => setRound((n) => n + 1) };
}
