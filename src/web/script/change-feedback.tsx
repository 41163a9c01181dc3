import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Assessment } from '../../domain/assessment.ts';
import { marginNotes, teacherNotes } from '../../domain/margin-notes.ts';
import type { Change } from '../../domain/override.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { type Changing, partWords, Worth } from './worth.tsx';

type FeedbackChange = Extract<Change, { kind: 'feedback' }>;
type Every = Required<{ [K in keyof Omit<FeedbackChange, 'kind'>]: NonNullable<FeedbackChange[K]> }>;
type Parts = Partial<Every>;
type Props = Changing & { text: string; assessment: Assessment; rubric: Rubric; stale: string[] };
const MOST_STEPS = 3;

/** The words for the student, each of which can be edited, deleted or added. */
export function ChangeFeedback({ text, assessment, rubric, stale, ...changing }: Props) {
  const now: Every = {
    summary: assessment.feedback.summary,
    strengths: assessment.feedback.strengths,
    nextSteps: assessment.feedback.nextSteps,
    notes: marginNotes(assessment).map(({ claim, lead }) => ({ claim: claim.id, note: lead })),
    teacherNotes: teacherNotes(assessment).map(({ start, end, note }) => ({ start, end, note })),
  };
  const [edited, setEdited] = useState<Parts>({});
  /** What stood there when a part was first touched: a change somewhere else may have written it anew since. */
  const [from, setFrom] = useState<Parts>({});
  const parts: Every = { ...now, ...edited };
  const set = (more: Parts) => {
    setEdited({ ...edited, ...more });
    setFrom({ ...Object.fromEntries(Object.keys(more).map((part) => [part, now[part as keyof Parts]])), ...from });
  };
  const takeNew = (part: keyof Parts) => {
    setEdited(without(edited, part));
    setFrom(without(from, part));
  };
  const moved = (Object.keys(edited) as (keyof Parts)[]).filter((part) => JSON.stringify(from[part]) !== JSON.stringify(now[part]));
  const startAgain = () => {
    setEdited({});
    setFrom({});
  };
  const at = <T,>(list: T[], i: number, value: T | null) => list.flatMap((one, j) => (j !== i ? [one] : value === null ? [] : [value]));
  const area = (label: string, value: string, onChange: (value: string) => void) => (
    <Textarea label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} autosize minRows={1} />
  );
  const remove = (label: string, onClick: () => void) => (
    <button type="button" className="as-link" onClick={onClick}>
      Delete {label}
    </button>
  );
  const targets = Object.entries(rubric.scheme.targets).map(([value, { title }]) => ({ value, label: title }));
  return (
    <section className="change" aria-labelledby="change-feedback">
      <h3 id="change-feedback">What the student reads</h3>
      {stale.map((part) => (
        <p key={part} className="flag">
          The {partWords(part)} was written for another level. Edit it, or{' '}
          <button type="button" className="as-link" onClick={() => set({ [part]: parts[part as keyof Parts] })}>
            keep it as it is
          </button>
          .
        </p>
      ))}
      {moved.map((part) => (
        <p key={part} className="flag">
          Something else has changed the {partWords(part)} since. What you typed stands here;{' '}
          <button type="button" className="as-link" onClick={() => takeNew(part)}>
            take the new {partWords(part)} instead
          </button>
          .
        </p>
      ))}
      {area('Summary', parts.summary, (summary) => set({ summary }))}
      {parts.strengths.map((strength, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
        <div key={i} className="part">
          {area('What went well', strength, (value) => set({ strengths: at(parts.strengths, i, value) }))}
          {remove('this strength', () => set({ strengths: at(parts.strengths, i, null) }))}
        </div>
      ))}
      {parts.nextSteps.map((step, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
        <div key={i} className="part">
          <NativeSelect
            label={`Next step ${i + 1}`}
            data={targets}
            value={step.target}
            onChange={(event) => set({ nextSteps: at(parts.nextSteps, i, { ...step, target: event.currentTarget.value }) })}
          />
          {area('On this sentence', step.quote, (quote) => set({ nextSteps: at(parts.nextSteps, i, { ...step, quote }) }))}
          {area('Advice', step.advice, (advice) => set({ nextSteps: at(parts.nextSteps, i, { ...step, advice }) }))}
          {remove('this step', () => set({ nextSteps: at(parts.nextSteps, i, null) }))}
        </div>
      ))}
      {parts.nextSteps.length < MOST_STEPS && (
        <Button
          variant="default"
          onClick={() =>
            set({
              nextSteps: [
                ...parts.nextSteps,
                {
                  target: targets[0]?.value ?? '',
                  quote: '',
                  advice: targets[0] ? (rubric.scheme.targets[targets[0].value]?.advice ?? '') : '',
                },
              ],
            })
          }
        >
          Add a next step
        </Button>
      )}
      {parts.notes.map((note, i) => (
        <div key={note.claim} className="part">
          {area(`Note ${i + 1} in the margin`, note.note, (value) => set({ notes: at(parts.notes, i, { ...note, note: value }) }))}
          {remove('this note', () => set({ notes: at(parts.notes, i, null) }))}
        </div>
      ))}
      {parts.teacherNotes.map((note, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
        <div key={i} className="part">
          {area(`Your note on “${text.slice(note.start, note.end).slice(0, 60)}”`, note.note, (value) =>
            set({ teacherNotes: at(parts.teacherNotes, i, { ...note, note: value }) }),
          )}
          {remove('this note of yours', () => set({ teacherNotes: at(parts.teacherNotes, i, null) }))}
        </div>
      ))}
      {Object.keys(edited).length > 0 && <Worth change={{ kind: 'feedback', ...edited }} onKept={startAgain} {...changing} />}
    </section>
  );
}

const without = (parts: Parts, part: keyof Parts): Parts => Object.fromEntries(Object.entries(parts).filter(([name]) => name !== part));
