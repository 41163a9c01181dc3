import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Refused } from './refused.tsx';

type Props = {
  /** What the first button says, such as "Delete this class and its essays". */
  label: string;
  /** What is lost, on the button that does it. */
  sure: string;
  remove: () => Promise<void>;
  /** Where it is gone on from. */
  then: string;
};

/** Deletes something for good, after asking once. */
export function DeleteForGood({ label, sure, remove, then }: Props) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const gone = () => {
    location.hash = then;
  };
  return (
    <section className="keep no-print" aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      {asking ? (
        <div className="buttons">
          <Button color="red" onClick={() => remove().then(gone, (error) => setProblem(problemOf(error)))} autoFocus>
            {sure}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep
          </Button>
        </div>
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          {label}
        </Button>
      )}
      {problem && <Refused problem={problem} />}
    </section>
  );
}
