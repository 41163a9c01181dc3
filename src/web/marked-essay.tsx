import { Switch } from '@mantine/core';
import { Fragment, type KeyboardEvent, useId } from 'react';
import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import { type MarginNote, marginNotes, noteOn, teacherNotes } from '../domain/margin-notes.ts';
import { markedText, type Piece, pieceAt } from '../domain/marked-text.ts';
import { modeWords, verdictOrder, verdictWords } from '../domain/words.ts';
import { ClaimNote } from './claim-note.tsx';
import { TeacherNote } from './teacher-note.tsx';
import type { Reading } from './use-reading.ts';
import { useWide } from './use-wide.ts';

type Props = { text: string; assessment: Assessment; reading: Reading; everything: boolean; onEverything?: (on: boolean) => void };

/** The essay with its claims marked, and notes in the margin: beside their lines where there is room, else under their paragraph. */
export function MarkedEssay({ text, assessment, reading, everything, onEverything }: Props) {
  const wide = useWide();
  const heading = useId();
  const notes = new Map(marginNotes(assessment).map((note) => [note.claim.id, note]));
  const modes = new Map(assessment.paragraphs.map(({ id, mode }) => [id, mode]));
  const noteFor = (claim: Claim | null): { note: MarginNote | Omit<MarginNote, 'n'>; opened: boolean } | null => {
    const note = claim && notes.get(claim.id);
    if (note) return { note, opened: false };
    return claim && reading.chosen === claim.id ? { note: noteOn(claim), opened: true } : null;
  };
  const own = teacherNotes(assessment);
  const ownIn = (piece: Piece) => own.filter((note) => pieceAt(note, [piece]));
  const asides = (piece: Piece) => {
    const found = noteFor(piece.claim);
    return (
      <Fragment key={`notes-${piece.start}`}>
        {found && <ClaimNote note={found.note} opened={found.opened} reading={reading} />}
        {ownIn(piece).map((note) => (
          <TeacherNote key={note.n} note={note} />
        ))}
      </Fragment>
    );
  };
  return (
    <section className="marked" aria-labelledby={heading}>
      <div className="bar">
        <h2 id={heading}>The essay</h2>
        {onEverything && (
          <Switch
            label="Show every claim"
            checked={everything}
            onChange={(event) => onEverything(event.currentTarget.checked)}
            className="no-print"
          />
        )}
      </div>
      {assessment.claims.length > 0 && <Legend />}
      <div className={everything ? 'essay everything' : 'essay'}>
        {markedText(text, assessment.claims, assessment.paragraphs).map(({ id, start, pieces }) => (
          <Fragment key={start}>
            <div className="par" id={id ?? undefined} tabIndex={id ? -1 : undefined}>
              {pieces.map((piece) => (
                <Fragment key={piece.start}>
                  {piece.claim ? (
                    <MarkedClaim
                      claim={piece.claim}
                      piece={piece}
                      note={notes.get(piece.claim.id)}
                      reading={reading}
                      reachable={everything}
                    />
                  ) : (
                    <span data-start={piece.start}>{piece.text}</span>
                  )}
                  {ownIn(piece).map(({ n }) => (
                    <sup key={n} className="own-number">
                      {n}
                      <span aria-hidden="true">✎</span>
                    </sup>
                  ))}
                  {wide && asides(piece)}
                </Fragment>
              ))}
              {everything && id && assessment.claims.length > 0 && (
                <span className="mode"> This paragraph {modeWords[modes.get(id) ?? 'narrates']}.</span>
              )}
            </div>
            {!wide && pieces.map(asides)}
          </Fragment>
        ))}
      </div>
    </section>
  );
}

type ClaimProps = { claim: Claim; piece: Piece; note: MarginNote | undefined; reading: Reading; reachable: boolean };

/** A claim in the text. With notes only, just the noted ones are stops for the Tab key; a click opens any. */
function MarkedClaim({ claim, piece, note, reading, reachable }: ClaimProps) {
  const { sign, label } = verdictWords[claim.verdict];
  const toggle = () => reading.choose(reading.chosen === claim.id ? null : claim.id);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    toggle();
  };
  const classes = ['claim', claim.verdict, note ? 'noted' : '', reading.chosen === claim.id ? 'chosen' : ''].filter(Boolean).join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot break over lines
    <span
      id={claim.id}
      role="button"
      tabIndex={note || reachable ? 0 : -1}
      aria-pressed={reading.chosen === claim.id}
      className={classes}
      // words that were just selected are no click
      onClick={() => getSelection()?.isCollapsed !== false && toggle()}
      onKeyDown={onKeyDown}
    >
      <span className="sign" aria-hidden="true">
        {note?.n}
        {sign}
      </span>
      <span data-start={piece.start}>{piece.text}</span>
      <span className="hidden">
        {' '}
        ({label}
        {note ? `, note ${note.n}` : ''})
      </span>
    </span>
  );
}

const Legend = () => (
  <ul className="legend" aria-label="What the signs mean">
    {verdictOrder.map((verdict) => (
      <li key={verdict} title={verdictWords[verdict].means}>
        <span className={`tag ${verdict}`}>
          <span aria-hidden="true">{verdictWords[verdict].sign}</span> {verdictWords[verdict].label}
        </span>
      </li>
    ))}
  </ul>
);
