import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Claim, Verdict } from '../../domain/claim.ts';
import type { Change } from '../../domain/override.ts';
import { verdictOrder, verdictWords } from '../../domain/words.ts';
import { type Changing, Worth } from './worth.tsx';

const SEVERITIES = [
  { value: 'slip', label: 'a slip' },
  { value: 'error', label: 'a mistake' },
  { value: 'undermines', label: 'a mistake that undermines the argument' },
] as const;

type Props = Changing & { claim: Claim; onClose: () => void; onNote: () => void };

/** Another verdict on one claim. */
export function ChangeClaim({ claim, onClose, onNote, ...changing }: Props) {
  const [verdict, setVerdict] = useState<Verdict>(claim.verdict);
  const [severity, setSeverity] = useState(claim.severity ?? 'error');
  const [correction, setCorrection] = useState(claim.correction ?? '');
  const wrong = verdict === 'contradicted';
  const same = verdict === claim.verdict && (!wrong || (severity === claim.severity && correction === claim.correction));
  const change: Change = {
    kind: 'verdict',
    claim: claim.id,
    verdict,
    ...(wrong && { severity, ...(correction.trim() && { correction: correction.trim() }) }),
  };
  return (
    <section className="change" aria-labelledby="change-claim">
      <h3 id="change-claim">This claim</h3>
      <p>
        <q>{claim.quote}</q>{' '}
        <button type="button" className="as-link" onClick={onClose}>
          Close
        </button>{' '}
        <button type="button" className="as-link" onClick={onNote}>
          Add a note on it
        </button>
      </p>
      <NativeSelect
        label="Verdict"
        data={verdictOrder.map((value) => ({ value, label: verdictWords[value].label }))}
        value={verdict}
        onChange={(event) => setVerdict(event.currentTarget.value as Verdict)}
      />
      {wrong && (
        <>
          <NativeSelect
            label="How grave"
            data={[...SEVERITIES]}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value as typeof severity)}
          />
          <Textarea
            label="What is right"
            description="The student reads this."
            value={correction}
            onChange={(event) => setCorrection(event.currentTarget.value)}
            autosize
          />
        </>
      )}
      {!same && (!wrong || correction.trim()) && <Worth change={change} onKept={onClose} {...changing} />}
    </section>
  );
}
