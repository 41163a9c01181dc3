import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { reasonOf } from '../../domain/reasons.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { ReasonField } from '../script/reason-field.tsx';
import { useReasons } from '../script/use-reasons.ts';
import { moderatedAddress } from '../use-route.ts';
import { gapWords } from './class-words.ts';
import { type Moderated, type Moderation, settleScript } from './moderation-api.ts';
import { Refused } from './refused.tsx';
import { Whose } from './whose.tsx';

const WHY: Record<Moderated['why'], string> = {
  changed: 'its teacher changed it',
  boundary: 'beside a level boundary',
  range: 'to cover the range',
};
type Props = { batch: string; script: Moderated; sample: Moderation; onSettled: (sample: Moderation) => void };

/** One script of the sample: its teacher's mark, and what the moderator makes of it. */
export function ModeratedRow({ batch, script, sample: { mayModerate, outOf }, onSettled }: Props) {
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { submissionId, awarded, now, settled, why, state } = script;
  const settle = (mark: number, reason?: string) => {
    setProblem(null);
    settleScript(batch, submissionId, mark, reason).then(
      (sample) => {
        setChanging(false);
        onSettled(sample);
      },
      (error) => setProblem(problemOf(error)),
    );
  };
  const name = <span className="hidden"> {script.name ?? script.identifier}</span>;
  return (
    <li>
      <div className="queue-head">
        <span className="rank-mark">{awarded}</span>
        <a href={moderatedAddress(batch, submissionId)}>
          <Whose item={script} />
        </a>
        <span className="soft">{WHY[why]}</span>
        <Outcome script={script} />
      </div>
      {mayModerate && !changing && (
        <div className="buttons">
          {now !== null && now !== settled && (
            <Button size="sm" variant="default" onClick={() => settle(now)}>
              {now === awarded ? `Agree with ${now}` : `Settle it at ${now}`}
              {name}
            </Button>
          )}
          <button type="button" className="as-link" onClick={() => setChanging(true)}>
            {settled === null ? 'Give another mark' : 'Change'}
            {name}
          </button>
        </div>
      )}
      {changing && state === 'released' && (
        <p className="flag">The student has this mark. Open the script and take it back first to change it.</p>
      )}
      {changing && state !== 'released' && <OtherMark now={now} outOf={outOf} problem={problem} onGiven={settle} />}
      {changing && (
        <button type="button" className="as-link" onClick={() => setChanging(false)}>
          Leave it as it is{name}
        </button>
      )}
      {problem && !problem.fields.length && <Refused problem={problem} />}
    </li>
  );
}

function Outcome({ script: { awarded, now, settled, outcome, moderator } }: { script: Moderated }) {
  if (settled === null) return <span className="chip">{now === awarded ? 'to be settled' : `the mark is ${now ?? 'taken away'} now`}</span>;
  if (outcome === 'agreed') return <span className="chip">✓ {moderator} agrees</span>;
  return (
    <span className="chip needs">
      {moderator}: {settled}, {gapWords(settled - awarded)}
    </span>
  );
}

type Given = { now: number | null; outOf: number; problem: ApiProblem | null; onGiven: (mark: number, reason: string) => void };

/** The usual reason of moderation, offered first while it is listed. */
const AGREED = 's';

/** Another mark than the teacher's, and why. */
function OtherMark({ now, outOf, problem, onGiven }: Given) {
  const [given, setGiven] = useState('');
  const reasons = useReasons();
  const [chosen, setReason] = useState<string | null>(null);
  const reason = chosen ?? (reasons.some(({ key }) => key === AGREED) ? AGREED : '');
  const mark = /^\d{1,3}$/u.test(given.trim()) ? Number(given) : null;
  return (
    <div className="worth-panel">
      <TextInput
        label={`Your mark, 0 to ${outOf}`}
        inputMode="numeric"
        value={given}
        onChange={(event) => setGiven(event.currentTarget.value)}
        error={problem?.fields[0]?.detail}
        errorProps={{ role: 'alert' }}
        className="short"
        autoFocus
      />
      <ReasonField reason={reason} onReason={setReason} />
      <Button
        mt="sm"
        disabled={mark === null || mark === now || !reason.trim()}
        onClick={() => mark !== null && onGiven(mark, reasonOf(reason.trim(), reasons))}
      >
        Put this mark in its place
      </Button>
    </div>
  );
}
