import { Button } from '@mantine/core';
import type { MarginNote } from '../domain/margin-notes.ts';
import type { Rubric } from '../domain/rubric.ts';
import { verdictWords } from '../domain/words.ts';
import type { Reading } from './use-reading.ts';

type Props = { note: Omit<MarginNote, 'n'> & { n?: number }; opened: boolean; reading: Reading };

/** A note on one claim: sign and label, the hint or explanation, and behind a button the correction. */
export function ClaimNote({ note, opened, reading }: Props) {
  const { claim, n } = note;
  const { sign, label } = verdictWords[claim.verdict];
  const classes = ['note', claim.verdict, reading.chosen === claim.id ? 'chosen' : ''].filter(Boolean).join(' ');
  return (
    <div role="note" className={classes} aria-label={n ? `Note ${n}: ${label}` : label}>
      <span className={`tag ${claim.verdict}`}>
        {n} <span aria-hidden="true">{sign}</span> {label}
      </span>
      <ClaimWords note={note} reading={reading} cards={opened || reading.chosen === claim.id} />
    </div>
  );
}

/** The words of a note, shared with the full list. `cards` says whether the cards it rests on are named. */
export function ClaimWords({ note, reading, cards }: { note: Omit<MarginNote, 'n'>; reading: Reading; cards: boolean }) {
  const { claim, lead, worth } = note;
  return (
    <>
      <span className="line">{lead}</span>
      <Correction note={note} reading={reading} />
      {worth && (
        <span className="line">
          <b>Worth knowing:</b> {worth}
        </span>
      )}
      {cards && claim.cards.length > 0 && <span className="line soft">{cardTitles(claim.cards, reading.rubric)}</span>}
    </>
  );
}

/** The correction, kept back until it is asked for. */
export function Correction({
  note: { claim, correction },
  reading,
}: {
  note: { claim: { id: string }; correction: string | null };
  reading: Reading;
}) {
  if (!correction) return null;
  if (reading.revealed.has(claim.id))
    return (
      <span className="line" role="status">
        <b>Correction:</b> {correction}
      </span>
    );
  return (
    <Button variant="default" size="compact-sm" className="no-print reveal" onClick={() => reading.reveal(claim.id)}>
      Show the correction
    </Button>
  );
}

const cardTitles = (cards: number[], rubric: Rubric) =>
  `${cards.length === 1 ? 'Card' : 'Cards'} ${cards.map((card) => `${card} (${rubric.bank.cards[String(card)] ?? 'no title'})`).join(', ')}`;
