import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { type Batch, tell, type Verb } from './class-api.ts';
import { Refused } from './refused.tsx';
import { RemarkClass } from './remark-class.tsx';

/** What can be told to a class now. */
export function BatchActions({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const { state, of, done, states } = batch.progress;
  const say = async (verb: Verb, body: object = {}) => {
    setProblem(null);
    setAsking(false);
    setBusy(true);
    try {
      const answer = (await tell(batch.id, verb, body)) as { count?: number };
      setTold(verb === 'retry' ? retryWords(answer.count ?? 0) : '');
      onTold();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  const button = (label: string, verb: Verb, quiet = false, body: object = {}) => (
    <Button key={label} variant={quiet ? 'default' : 'filled'} disabled={busy} onClick={() => say(verb, body)}>
      {label}
    </Button>
  );
  const open = ['ready', 'running', 'paused', 'asks', 'capped'].includes(state);
  const waiting = counted(of - done, 'essay');
  return (
    <>
      {state === 'capped' && (
        <LargerCap tokens={batch.progress.tokens} busy={busy} problem={problem} onCap={(cap) => say('go-on', { tokenCap: cap })} />
      )}
      {asking ? (
        <div className="buttons">
          <Button color="red" onClick={() => say('cancel')} autoFocus>
            {of > done ? `Leave ${waiting} as they are for good` : 'Mark no more of them'}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Do not cancel
          </Button>
        </div>
      ) : (
        <div className="buttons">
          {state === 'ready' &&
            button(batch.first ? `Mark the first ${batch.first}, then ask` : of === 1 ? 'Mark it' : `Mark all ${of}`, 'start')}
          {state === 'ready' && !batch.first && of > 5 && button('Mark five first, then ask', 'start', true, { first: 5 })}
          {state === 'asks' && button(`Go on with the other ${of - done}`, 'go-on')}
          {state === 'running' && button('Pause', 'pause', true)}
          {state === 'paused' && button('Go on', 'resume')}
          {open && state !== 'ready' && (
            <Button variant="default" disabled={busy} onClick={() => setAsking(true)}>
              Cancel the rest
            </Button>
          )}
          {state === 'done' && Boolean(states.needs_teacher) && button('Try those again where marking failed', 'retry', true)}
        </div>
      )}
      {(state === 'done' || state === 'cancelled') && <RemarkClass batch={batch} onTold={onTold} />}
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && !problem.fields.some(({ field }) => field === 'tokenCap') && <Refused problem={problem} />}
    </>
  );
}

const retryWords = (count: number) =>
  count
    ? `${counted(count, 'essay')} being marked again.`
    : 'Marking failed for none of them: what is without a mark needs you, not another try.';

type CapProps = { tokens: number; busy: boolean; problem: ApiProblem | null; onCap: (cap: number) => void };

function LargerCap({ tokens, busy, problem, onCap }: CapProps) {
  const [cap, setCap] = useState('');
  return (
    <form
      className="buttons with-field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCap(Number(cap));
      }}
    >
      <TextInput
        label="A larger cap, in tokens"
        description={`It has taken ${tokens.toLocaleString('en-GB')} so far.`}
        inputMode="numeric"
        value={cap}
        onChange={(event) => setCap(event.currentTarget.value)}
        error={problem?.fields.find(({ field }) => field === 'tokenCap')?.detail}
        errorProps={{ role: 'alert' }}
      />
      <Button type="submit" disabled={busy || !cap.trim()}>
        Go on
      </Button>
    </form>
  );
}
