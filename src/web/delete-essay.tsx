import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiProblem, deleteSubmission } from './api.ts';
import { Failure } from './failure.tsx';

/** Deletes the submission for good, after asking once. */
export function DeleteEssay({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const remove = async () => {
    try {
      await deleteSubmission(id);
      onDeleted();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'The essay could not be deleted. Try again.'));
    }
  };
  return (
    <section className="keep no-print" aria-labelledby="keep">
      <h2 id="keep">Keep or delete</h2>
      <p>
        The essay is kept on the machine that runs this service. This page’s address is the one way back to it: keep the link if you want to
        return.
      </p>
      {asking ? (
        <p className="buttons">
          <Button color="red" onClick={remove} autoFocus>
            Delete for good
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </p>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          Delete this essay
        </Button>
      )}
      {problem && <Failure problem={problem} />}
    </section>
  );
}
