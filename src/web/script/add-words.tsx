import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Assessment } from '../../domain/assessment.ts';
import type { Span } from '../../domain/essay.ts';
import type { Change } from '../../domain/override.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type Changing, Worth } from './worth.tsx';

const NOTE = '';
const MOST_STEPS = 3;

type Props = Changing & {
  text: string;
  span: Span;
  assessment: Assessment;
  rubric: Rubric;
  onClose: () => void;
};

/** A note of the teacher's own on words of the essay, or a next step that quotes them. */
export function AddWords({ text, span, assessment, rubric, onClose, ...changing }: Props) {
  const [target, setTarget] = useState(NOTE);
  const [words, setWords] = useState('');
  const { nextSteps, teacherNotes = [] } = assessment.feedback;
  const quote = text.slice(span.start, span.end);
  const full = nextSteps.length >= MOST_STEPS;
  const targets = Object.entries(rubric.scheme.targets).map(([value, { title }]) => ({
    value,
    label: `Next step: ${title}`,
    disabled: full,
  }));
  const said = words.trim();
  const change: Change = target
    ? { kind: 'feedback', nextSteps: [...nextSteps, { target, quote, advice: said }] }
    : { kind: 'feedback', teacherNotes: [...teacherNotes.map(({ quote: _, ...note }) => note), { ...span, note: said }] };
  const choose = (next: string) => {
    const own = said && said !== rubric.scheme.targets[target]?.advice;
    if (!own) setWords(rubric.scheme.targets[next]?.advice ?? '');
    setTarget(next);
  };
  return (
    <section className="change" aria-labelledby="add-words">
      <h3 id="add-words">Add on these words</h3>
      <p>
        <q>{inShort(quote)}</q>{' '}
        <button type="button" className="as-link" onClick={onClose}>
          Close
        </button>
      </p>
      <NativeSelect
        label="What to add"
        description={full ? `There are ${MOST_STEPS} next steps already: delete one first to add another.` : undefined}
        data={[{ value: NOTE, label: 'A note in the margin' }, ...targets]}
        value={target}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <Textarea
        label={target ? 'Advice' : 'Your note'}
        description="The student reads this."
        value={words}
        maxLength={target ? 1000 : 500}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
      />
      {said && quote.length <= (target ? 1000 : text.length) && <Worth change={change} onKept={onClose} {...changing} />}
      {target && quote.length > 1000 && <p className="flag">A next step quotes 1,000 characters at most: select fewer words.</p>}
    </section>
  );
}

const inShort = (quote: string): string =>
  quote.length > 200 ? `${quote.slice(0, 120).trimEnd()} … ${quote.slice(-60).trimStart()}` : quote;
