import { Button } from '@mantine/core';
import { useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { type Batch, tell, type Verb } from './class-api.ts';
import { estimateWords, timeWords } from './class-words.ts';

/** How far a class has come, and what can be told to it now. */
export function BatchProgress({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { state, done, of, secondsLeft, states } = batch.progress;
  const say = (verb: Verb, body: object = {}) => {
    setProblem(null);
    tell(batch.id, verb, body).then(onTold, (error) => setProblem(problemOf(error)));
  };
  const button = (label: string, verb: Verb, quiet = false, body: object = {}) => (
    <Button key={label} variant={quiet ? 'default' : 'filled'} onClick={() => say(verb, body)}>
      {label}
    </Button>
  );
  const waits = of - done > 0;
  return (
    <section className="batch-progress" aria-label="Progress">
      <progress max={Math.max(1, of)} value={done} aria-label={`${done} of ${of} essays marked`} />
      <p role="status">
        {done} of {of} marked
        {state === 'running' && secondsLeft !== null && `, about ${timeWords(secondsLeft)} left`}
        {Boolean(states.needs_teacher) && `, ${states.needs_teacher} without a mark`}.{' '}
        {waits && state !== 'running' && state !== 'cancelled' && `Still to mark: ${estimateWords(batch)}`}
      </p>
      {waits && !batch.estimate.fits.batch && (
        <p className="flag">Its cap on tokens does not leave room for all of it: it will stop before it.</p>
      )}
      {waits && !batch.estimate.fits.day && <p className="flag">What the model may spend today does not leave room for all of it.</p>}
      <div className="buttons">
        {state === 'ready' && button('Mark them all', 'start')}
        {state === 'ready' && of > 5 && button('Mark five first', 'start', true, { first: 5 })}
        {state === 'asks' && button('Go on with the rest', 'go-on')}
        {state === 'running' && button('Pause', 'pause', true)}
        {state === 'paused' && button('Go on', 'resume')}
        {state === 'capped' && button('Go on without a cap', 'go-on', false, { tokenCap: null })}
        {['running', 'paused', 'asks', 'capped'].includes(state) && waits && button('Cancel', 'cancel', true)}
        {state === 'done' && Boolean(states.needs_teacher) && button('Try those without a mark again', 'retry', true)}
      </div>
      {problem && <Failure problem={problem} />}
    </section>
  );
}
