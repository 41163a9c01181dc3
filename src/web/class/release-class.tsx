import { Button } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Batch, tell } from './class-api.ts';
import { Refused } from './refused.tsx';
import { StaleSheets } from './stale-sheets.tsx';

/** Letting students see their marks: those that a teacher has read, or also those that only the engine has marked, after asking once. */
export function ReleaseClass({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { states } = batch.progress;
  // seed scripts are nobody's, so they stay marked
  const [read, marked, released] = [states.reviewed ?? 0, Math.max(0, (states.marked ?? 0) - batch.seedsMarked), states.released ?? 0];
  const release = async (which: string[]) => {
    setBusy(true);
    setAsking(false);
    setProblem(null);
    setTold('');
    try {
      const { count } = (await tell(batch.id, 'release', { states: which })) as { count: number };
      setTold(`${counted(count, 'essay')} released.`);
      onTold();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <section aria-labelledby="release">
      <h2 id="release">Release to students</h2>
      <p>
        Students see nothing of a class before you release it.
        {released > 0 && ` ${released} of ${batch.progress.of - batch.seedsMarked} are released.`}
        {read + marked === 0 && ' There is nothing to release now.'}
      </p>
      {asking ? (
        <div className="buttons">
          <Button onClick={() => release(['reviewed', 'marked'])} autoFocus>
            Yes, release {marked} that nobody has read
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            No
          </Button>
        </div>
      ) : (
        <div className="buttons">
          {read > 0 && (
            <Button disabled={busy} onClick={() => release(['reviewed'])}>
              Release the {read} you have read
            </Button>
          )}
          {marked > 0 && (
            <Button variant="default" disabled={busy} onClick={() => setAsking(true)}>
              Release all that are marked
            </Button>
          )}
        </div>
      )}
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && (
        <Refused problem={problem}>
          <StaleSheets batch={batch.id} problem={problem} />
        </Refused>
      )}
    </section>
  );
}
