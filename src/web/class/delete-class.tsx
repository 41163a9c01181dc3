import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { type Batch, deleteBatch } from './class-api.ts';

/** Deletes a class with all its essays for good, after asking once. */
export function DeleteClass({ batch: { id, progress } }: { batch: Batch }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const remove = () =>
    deleteBatch(id).then(
      () => {
        location.hash = '#/class';
      },
      (error) => setProblem(problemOf(error)),
    );
  return (
    <section className="keep" aria-labelledby="delete-class">
      <h2 id="delete-class">Delete</h2>
      {asking ? (
        <p className="buttons">
          <Button color="red" onClick={remove} autoFocus>
            Delete {progress.of} essays for good
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep them
          </Button>
        </p>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          Delete this class and its essays
        </Button>
      )}
      {problem && <Failure problem={problem} />}
    </section>
  );
}
