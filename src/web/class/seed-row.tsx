import { Button } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { dayWords, gapWords } from './class-words.ts';
import { GapPlot } from './gap-plot.tsx';
import { Refused } from './refused.tsx';
import { deleteSeed, type Seed } from './seeds-api.ts';

type Props = { seed: Seed; question: string; onDeleted: () => void };

/** One seed script: what is settled for it, what the engine made of it last and over time, and a way to delete it. */
export function SeedRow({ seed, question, onDeleted }: Props) {
  const { title, definitive, outOf, tolerance, uses, record, mine, author } = seed;
  const [last] = record;
  return (
    <li>
      <div className="queue-head">
        <h3 className="seed-title">
          <bdi>{title}</bdi>
        </h3>
        {last?.drifted && <span className="chip needs">drifts: {gapWords(last.gap)}</span>}
      </div>
      <p className="soft">
        Settled by {author}. Answers “{question}”
      </p>
      <p>
        Definitive mark {definitive}
        {outOf !== null && ` out of ${outOf}`}, tolerance {counted(tolerance, 'mark')}.{' '}
        {last
          ? `Marked ${record.length === 1 ? 'once' : `${record.length} times`}, last on ${dayWords(last.at)}: ${last.awarded}, ${gapWords(last.gap)}.`
          : uses
            ? `In ${uses === 1 ? 'one class' : `${uses} classes`}, not marked yet.`
            : 'Not slipped into a class yet.'}
      </p>
      {record.length > 0 && <GapPlot seed={seed} />}
      {mine && <DeleteSeed seed={seed} onDeleted={onDeleted} />}
    </li>
  );
}

function DeleteSeed({ seed: { id, title, record }, onDeleted }: { seed: Seed; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const named = <span className="hidden"> {title}</span>;
  return (
    <>
      {asking ? (
        <div className="buttons">
          <Button color="red" autoFocus onClick={() => deleteSeed(id).then(onDeleted, (error) => setProblem(problemOf(error)))}>
            Delete it{record.length > 0 && ` and ${counted(record.length, 'marking')}`} for good
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep
          </Button>
        </div>
      ) : (
        <button type="button" className="as-link" onClick={() => setAsking(true)}>
          Delete{named}
        </button>
      )}
      {problem && <Refused problem={problem} />}
    </>
  );
}
