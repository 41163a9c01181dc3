import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { removeSample } from './moderation-api.ts';
import { Refused } from './refused.tsx';

/** Removes a sample, after asking once, so that another can be drawn. */
export function RemoveSample({ batch, onRemoved }: { batch: string; onRemoved: () => void }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  return (
    <div className="buttons">
      {asking ? (
        <>
          <Button color="red" autoFocus onClick={() => removeSample(batch).then(onRemoved, (error) => setProblem(problemOf(error)))}>
            Remove it with what was agreed; marks that were changed stay changed
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep the sample
          </Button>
        </>
      ) : (
        <button type="button" className="as-link" onClick={() => setAsking(true)}>
          Remove this sample
        </button>
      )}
      {problem && <Refused problem={problem} />}
    </div>
  );
}
