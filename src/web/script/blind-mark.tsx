import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { commitBlindMark } from './script-api.ts';

/** The essay alone, for a teacher who gives a mark before seeing the engine's. */
export function BlindMark({ id, text, maxMark, onKept }: { id: string; text: string; maxMark: number; onKept: () => void }) {
  const [given, setGiven] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const commit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    commitBlindMark(id, Number(given)).then(onKept, (error) => setProblem(problemOf(error)));
  };
  return (
    <>
      <p className="lead">Mark this one yourself first. Then you see how the engine marked it.</p>
      <section className="essay-text" aria-label="The essay">
        {text}
      </section>
      <form onSubmit={commit} className="buttons with-field" noValidate>
        <TextInput
          label={`Your mark, 0 to ${maxMark}`}
          inputMode="numeric"
          value={given}
          onChange={(event) => setGiven(event.currentTarget.value)}
          error={problem?.fields[0]?.detail}
          errorProps={{ role: 'alert' }}
        />
        <Button type="submit" disabled={!/^\d{1,3}$/u.test(given.trim())}>
          This is my mark
        </Button>
      </form>
      {problem && !problem.fields.length && <Failure problem={problem} />}
    </>
  );
}
