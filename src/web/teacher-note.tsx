import type { NumberedNote } from '../domain/margin-notes.ts';

/** A note that a teacher wrote on words of the essay. */
export function TeacherNote({ note: { n, quote, note } }: { note: NumberedNote }) {
  return (
    <div role="note" className="note own" aria-label={`Note ${n}: from your teacher`}>
      <span className="tag">
        {n} <span aria-hidden="true">✎</span> teacher
      </span>
      <span className="line">
        <q>{quote.length > 120 ? `${quote.slice(0, 118).trimEnd()}…` : quote}</q>
      </span>
      <span className="line">{note}</span>
    </div>
  );
}
