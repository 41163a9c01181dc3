import type { Assessment } from '../domain/assessment.ts';
import type { Verdict } from '../domain/claim.ts';
import { type MarginNote, marginNotes } from '../domain/margin-notes.ts';
import { type MarkedParagraph, markedText } from '../domain/marked-text.ts';
import { verdictWords } from '../domain/words.ts';
import { indented, type Line, lineColumns, type Stretch, type Style, wrap } from './terminal-text.ts';

export const verdictStyles: Record<Verdict, Style> = {
  supported: 'green',
  partly: 'yellow',
  contradicted: 'red',
  beyond: 'cyan',
  opinion: 'magenta',
  unverified: 'dim',
};

/** Below this many columns notes stand under their paragraph instead of beside it. */
const TWO_COLUMNS = 76;
const GAP = 3;

/** The essay wrapped, its noted claims in brackets, and each note beside the line on which its claim begins. */
export function essayLines(assessment: Assessment, essay: string, width: number): Line[] {
  const notes = marginNotes(assessment);
  const paragraphs = markedText(essay, assessment.claims, assessment.paragraphs);
  if (width < TWO_COLUMNS || !notes.length) return paragraphs.flatMap((paragraph) => [...withNotesBelow(paragraph, notes, width), []]);
  const margin = Math.min(40, Math.max(27, Math.floor(width * 0.34)));
  const text = Math.min(78, width - margin - GAP);
  const left = paragraphs.flatMap((paragraph) => [...wrap(stretchesOf(paragraph, notes), text), []]);
  return beside(left, notes, text, margin);
}

function withNotesBelow(paragraph: MarkedParagraph, notes: MarginNote[], width: number): Line[] {
  const here = notes.filter(({ claim }) => paragraph.pieces.some((piece) => piece.claim?.id === claim.id));
  return [...wrap(stretchesOf(paragraph, notes), width), ...here.flatMap((note) => indented(noteLines(note, width - 4), 4))];
}

function stretchesOf(paragraph: MarkedParagraph, notes: MarginNote[]): Stretch[] {
  return paragraph.pieces.flatMap(({ text, claim }): Stretch[] => {
    const note = claim && notes.find((one) => one.claim.id === claim.id);
    if (!note) return [{ text }];
    const style = verdictStyles[note.claim.verdict];
    return [
      { text: `[${note.n}${verdictWords[note.claim.verdict].sign}`, style: both('bold', style), anchor: note.n },
      { text: ` ${text}`, style },
      { text: ']', style: both('bold', style) },
    ];
  });
}

/** One note: number, sign and label, then its words under a hanging indent. */
function noteLines({ n, claim, lead, worth }: MarginNote, width: number): Line[] {
  const { sign, label } = verdictWords[claim.verdict];
  const body = worth ? `Worth knowing: ${worth}` : lead;
  return [
    [{ text: `${n}${sign} ${label}`, style: both('bold', verdictStyles[claim.verdict]) }],
    ...indented(wrap([{ text: body }], width - 3), 3),
  ];
}

function beside(left: Line[], notes: MarginNote[], text: number, margin: number): Line[] {
  const right: Line[] = [];
  for (const note of notes) {
    const line = left.findIndex((one) => one.some(({ anchor }) => anchor === note.n));
    const top = Math.max(line, right.length ? right.length + 1 : 0);
    while (right.length < top) right.push([]);
    right.push(...noteLines(note, margin));
  }
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const line = left[i] ?? [];
    const note = right[i] ?? [];
    return note.length ? [...line, { text: ' '.repeat(text - lineColumns(line) + GAP) }, ...note] : line;
  });
}

const formats = new Map<string, Style>();
/** The same pair is the same value, so that neighbouring stretches can be joined. */
function both(first: string, second: Style): Style {
  const key = `${first} ${second}`;
  const style = formats.get(key) ?? ([first, second] as Style);
  formats.set(key, style);
  return style;
}
