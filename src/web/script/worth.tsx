import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Change } from '../../domain/override.ts';
import { reasonOf } from '../../domain/reasons.ts';
import { withoutReferences } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { ReasonField } from './reason-field.tsx';
import { keepChange, type Outcome, tryChange } from './script-api.ts';
import { useReasons } from './use-reasons.ts';

/** What a panel that changes a script needs: `reload` reads the script anew and leaves what is being typed as it is. */
export type Changing = { id: string; etag: string; reload: () => void };
type Props = Changing & { change: Change; onKept?: () => void };

/** What a change is worth before it is kept, why it is made, and the button that keeps it. */
export function Worth({ id, change, etag, reload, onKept }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [reason, setReason] = useState('');
  const reasons = useReasons();
  const asked = JSON.stringify(change);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what something else has changed may change its worth
  useEffect(() => {
    let over = false;
    setProblem(null);
    tryChange(id, JSON.parse(asked)).then(
      (found) => over || setOutcome(found),
      (error) => {
        if (over) return;
        setOutcome(null);
        setProblem(problemOf(error));
      },
    );
    return () => {
      over = true;
    };
  }, [id, asked, etag]);

  const keep = () => {
    setProblem(null);
    // the words that were read here, whatever the key stands for by now
    keepChange(id, change, reasonOf(reason.trim(), reasons), etag).then(
      () => {
        onKept?.();
        reload();
      },
      (error) => {
        const told = problemOf(error);
        setProblem(told);
        if (told.status === 412) reload();
      },
    );
  };

  return (
    <div className="worth-panel">
      <p role="status">
        {outcome && <strong>{moved(outcome)}</strong>}
        {outcome && outcome.feedback.length > 0 && (
          <span className="soft"> Also changes in the feedback: {outcome.feedback.map(partWords).join(', ')}.</span>
        )}
      </p>
      {outcome && outcome.why.length > 0 && (
        <details>
          <summary>The steps that change</summary>
          <ul>
            {outcome.why.map((line) => (
              <li key={line}>{withoutReferences(line)}</li>
            ))}
          </ul>
        </details>
      )}
      <ReasonField reason={reason} onReason={setReason} />
      <Button mt="sm" disabled={!reason.trim() || !outcome} onClick={keep}>
        Keep this change
      </Button>
      {problem && <Failure problem={problem} />}
    </div>
  );
}

function moved({ before, after }: Outcome): string {
  if (!after) return 'There is still no mark.';
  if (!before) return `${after.awarded} out of ${after.outOf}, level ${after.level}.`;
  if (before.awarded === after.awarded) return `The mark stays at ${after.awarded}.`;
  const level = before.level === after.level ? '' : `, level ${before.level} → ${after.level}`;
  return `${before.awarded} → ${after.awarded}${level}.`;
}

const PARTS: Record<string, string> = { nextSteps: 'next steps', notes: 'notes in the margin', teacherNotes: 'notes of a teacher' };
export const partWords = (part: string): string => PARTS[part] ?? part;
