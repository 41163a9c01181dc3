import { useCallback, useEffect, useState } from 'react';
import type { Rubric } from '../../domain/rubric.ts';
import { type ApiProblem, loadRubric, problemOf } from '../api.ts';
import { loadScript, type Script } from './script-api.ts';

export type Opened = { script: Script; rubric: Rubric };

/** One script with the rubric it was marked against. `reload` reads it again. */
export function useScript(id: string): { opened: Opened | null; problem: ApiProblem | null; reload: () => void } {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads it again
  useEffect(() => {
    let over = false;
    const load = async () => {
      const script = await loadScript(id);
      return { script, rubric: await loadRubric(script.assessment?.rubric ?? script.rubric) };
    };
    load().then(
      (found) => over || setOpened(found),
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [id, round]);

  return { opened, problem, reload };
}
