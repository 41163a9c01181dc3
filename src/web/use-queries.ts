import { useCallback, useEffect, useState } from 'react';
import type { Query } from '../domain/query.ts';
import { type ApiProblem, problemOf } from './api.ts';
import { loadQueries } from './queries-api.ts';

/** What was asked about the mark of an essay, oldest first; null until it is there. `reload` reads it again. */
export function useQueries(id: string): { queries: Query[] | null; problem: ApiProblem | null; reload: () => void } {
  const [queries, setQueries] = useState<Query[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads it again
  useEffect(() => {
    let over = false;
    loadQueries(id).then(
      (found) => {
        if (over) return;
        setQueries(found);
        setProblem(null);
      },
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [id, round]);

  return { queries, problem, reload };
}
