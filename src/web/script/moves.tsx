import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { accept, type Move, move, type Script } from './script-api.ts';

/** What can be done with the script as a whole, and later markings that wait to be accepted. */
export function Moves({ script, onMoved }: { script: Script; onMoved: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { id, state, review } = script;
  const attempt = (work: Promise<unknown>) => {
    setProblem(null);
    work.then(onMoved, (error) => setProblem(problemOf(error)));
  };
  const button = (label: string, verb: Move, quiet = false) => (
    <Button variant={quiet ? 'default' : 'filled'} onClick={() => attempt(move(id, verb))}>
      {label}
    </Button>
  );
  return (
    <>
      <div className="buttons">
        {state === 'marked' && button('It stands', 'review')}
        {(state === 'marked' || state === 'reviewed') && button('Release to the student', 'release', state === 'marked')}
        {state === 'released' && button('Take back', 'take-back', true)}
      </div>
      {review?.proposals.map(({ id: assessment, mark, createdAt }) => (
        <p key={assessment} className="flag">
          Marked again on {new Date(createdAt).toLocaleDateString('en-GB')}: {mark ? `${mark.awarded} out of ${mark.outOf}` : 'no mark'}.{' '}
          <button type="button" className="as-link" onClick={() => attempt(accept(id, assessment))}>
            Accept it in the place of this one
          </button>
        </p>
      ))}
      {problem && <Failure problem={problem} />}
    </>
  );
}
