import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Changing, Worth } from './worth.tsx';

type Props = Changing & { awarded: number | null; maxMark: number; unseen: { author: string; awarded: number }[] };

/** A mark of the teacher's own, which stands above what code decides. */
export function ChangeMark({ awarded, maxMark, unseen, ...changing }: Props) {
  const [given, setGiven] = useState('');
  const mark = /^\d{1,3}$/u.test(given.trim()) ? Number(given) : null;
  return (
    <section className="change" aria-labelledby="change-mark">
      <h3 id="change-mark" tabIndex={-1}>
        The mark itself
      </h3>
      {unseen.map((one) => (
        <p key={one.author}>
          {one.author} gave {one.awarded} before seeing this mark.{' '}
          {one.awarded !== awarded && (
            <button type="button" className="as-link" onClick={() => setGiven(String(one.awarded))}>
              Put {one.awarded} in its place
            </button>
          )}
        </p>
      ))}
      <TextInput
        label={`Your mark, 0 to ${maxMark}`}
        description="Change what was seen rather than the mark, where you can: then the feedback follows."
        inputMode="numeric"
        value={given}
        onChange={(event) => setGiven(event.currentTarget.value)}
        className="short"
      />
      {mark !== null && mark !== awarded && <Worth change={{ kind: 'mark', awarded: mark }} onKept={() => setGiven('')} {...changing} />}
    </section>
  );
}
