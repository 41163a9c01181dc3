import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { drawSample, type Moderation } from './moderation-api.ts';
import { Refused } from './refused.tsx';

type Props = { batch: string; sample: Moderation; onDrawn: (sample: Moderation) => void };

/** Where no sample is drawn yet: what one would be, and for a head of department the way to draw it. */
export function DrawSample({ batch, sample: { read, usual, mayModerate }, onDrawn }: Props) {
  const [size, setSize] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const wrong = problem?.fields.find(({ field }) => field === 'size')?.detail;
  const draw = (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    drawSample(batch, size.trim() ? Number(size) : null).then(onDrawn, (error) => setProblem(problemOf(error)));
  };
  if (!mayModerate) return <p>No sample of this class is drawn yet. A head of department does that, and you see here what comes of it.</p>;
  if (!read) return <p>No script of this class has been read yet. A sample is drawn from those that its teacher has read.</p>;
  return (
    <form onSubmit={draw} noValidate aria-label="Draw a sample">
      <p>
        {counted(read, 'script')} of this class {read === 1 ? 'is' : 'are'} read. The sample has every script whose marking its teacher
        changed, one on each side of each level boundary, the highest and the lowest, and others spread between them. It stays the same
        until you remove it.
      </p>
      <TextInput
        label="How many scripts at least"
        description={`Left empty: ${usual}.`}
        inputMode="numeric"
        value={size}
        onChange={(event) => setSize(event.currentTarget.value)}
        error={wrong}
        errorProps={{ role: 'alert' }}
        className="short"
      />
      <Button type="submit" mt="md">
        Draw the sample
      </Button>
      {problem && !wrong && <Refused problem={problem} />}
    </form>
  );
}
