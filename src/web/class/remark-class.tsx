import { Button } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Batch, type Remarking, remark } from './class-api.ts';
import { estimateWords } from './class-words.ts';
import { Refused } from './refused.tsx';

/** Marking a class again, once it has been said what that does. */
export function RemarkClass({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [planned, setPlanned] = useState<Remarking | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (isTry: boolean) => {
    setProblem(null);
    setBusy(true);
    try {
      const answer = await remark(batch.id, isTry);
      setPlanned(isTry ? answer : null);
      if (!isTry) onTold();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      {planned ? (
        <section aria-labelledby="remark" className="change">
          <h2 id="remark">Mark this class again?</h2>
          {whatHappens(planned).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <div className="buttons">
            {planned.queued > 0 && (
              <Button disabled={busy} onClick={() => attempt(false)} autoFocus>
                Mark {counted(planned.queued, 'essay')} again
              </Button>
            )}
            <Button variant="default" onClick={() => setPlanned(null)}>
              {planned.queued > 0 ? 'Leave the marks as they are' : 'Close'}
            </Button>
          </div>
        </section>
      ) : (
        <div className="buttons">
          <Button variant="default" disabled={busy} onClick={() => attempt(true)}>
            Mark this class again…
          </Button>
        </div>
      )}
      {problem && <Refused problem={problem} />}
    </>
  );
}

/** What marking again will do, a sentence a line. */
function whatHappens({ rubric, queued, proposals, left, estimate }: Remarking): string[] {
  const replaced = queued - proposals;
  const against =
    rubric.version === rubric.before
      ? `The rubric has not changed since: it is still version ${rubric.version}.`
      : `They are marked against version ${rubric.version} of the rubric; until now it was version ${rubric.before}.`;
  const fits = [
    ...(estimate.fits.batch ? [] : ['That is more than the cap of this class leaves, so it will stop there and ask you.']),
    ...(estimate.fits.day ? [] : ['That is more than the model may still spend today, so the rest waits for tomorrow.']),
  ];
  return [
    ...(queued ? [against] : ['There is nothing here that could be marked again.']),
    ...(replaced ? [`${counted(replaced, 'essay')} that nobody has read will take the new mark, unless marking fails.`] : []),
    ...(proposals
      ? [
          `${counted(proposals, 'script')} that you have read, changed or released will keep the mark: the new one is a proposal, beside it until you accept it.`,
        ]
      : []),
    ...(left.length ? [`${counted(left.length, 'essay')} will be left: waiting already, or never marked.`] : []),
    ...(queued ? [`${estimateWords({ estimate })}${fits.map((line) => ` ${line}`).join('')}`] : []),
  ];
}
