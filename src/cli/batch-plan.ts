import type { Incoming } from '../domain/batch.ts';
import { secondsFor } from '../domain/batch-time.ts';
import { costWords } from '../domain/spending-words.ts';
import { counted } from '../domain/words.ts';
import type { Entry } from './batch-class.ts';
import type { BatchMarker } from './batch-run.ts';
import { oneLine } from './terminal-text.ts';
import { timeWords } from './time-words.ts';

/** Most files that are named one by one. */
const MOST = 60;

/** What was handed in and how much of it can be marked, with what is wrong with the rest, as lines of plain text. */
export function intakeLines(source: string, items: Incoming[]): string[] {
  const accepted = items.filter((item) => item.outcome === 'accepted');
  const duplicates = items.filter((item) => item.outcome === 'duplicate');
  const unreadable = items.filter((item) => item.outcome === 'unreadable');
  const words = accepted.reduce((sum, one) => sum + one.words, 0);
  const noted = accepted.filter(({ note }) => note);
  return [
    `${oneLine(source)}: ${counted(accepted.length, 'essay')} with ${words.toLocaleString('en-GB')} words, ${counted(duplicates.length, 'duplicate')}, ${unreadable.length} that cannot be read.`,
    ...listed('Cannot be read:', unreadable, ({ detail }) => detail),
    ...listed('The same text as another:', duplicates, ({ of }) => `The same text as ${oneLine(of)}.`),
    ...listed('Read with a note:', noted, ({ note }) => `${note}.`),
  ];
}

function listed<I extends Incoming>(heading: string, items: I[], says: (item: I) => string): string[] {
  if (!items.length) return [];
  const more = items.length - MOST;
  return [
    heading,
    ...items.slice(0, MOST).map((item) => `  ${labelOf(item)}: ${says(item)}`),
    ...(more > 0 ? [`  and ${counted(more, 'more')}; --json lists all.`.replace('mores', 'more')] : []),
  ];
}

/** A file with whose it is, where its name does not say so. */
const labelOf = ({ fileName, identifier, name }: Incoming): string =>
  oneLine(fileName.includes(identifier) ? fileName : `${fileName} (${name ?? identifier})`);

/** How many were marked before, how many were begun and have answers of a model, and whether what is marked is kept as it comes. */
export type Before = { kept: number; begun: number; keeps: boolean };

/** What marking is expected to take, and what of it is kept, in a sentence or two. */
export function planLines(waiting: Entry[], { kept, begun, keeps }: Before, marker: BatchMarker): string[] {
  const before = kept
    ? [`${counted(kept, 'essay')} marked before, from the same text with the same rubric and engine: not marked again.`]
    : [];
  if (!waiting.length) return before;
  const started = begun ? [`${counted(begun, 'essay')} begun before: what the model has answered is not asked again.`] : [];
  return [...before, ...started, toMark(waiting, marker), ...(keeps ? [] : [notKept(marker)])];
}

const notKept = ({ allowance }: BatchMarker): string =>
  `No --out is named, so nothing is kept if this is broken off${allowance ? ', and run again it pays for every request again' : ''}.`;

function toMark(waiting: Entry[], { engine, allowance, atOnce, rubric }: BatchMarker): string {
  const words = waiting.reduce((sum, { essay }) => sum + essay.words, 0);
  const time = timeWords(secondsFor(waiting.length, words, { model: engine.model, atOnce }, []));
  const essays = counted(waiting.length, 'essay');
  if (!engine.model) return `To mark: ${essays} with the offline engine, no request and no cost, about ${time}.`;
  if (!allowance) return `To mark: ${essays} with recordings of ${engine.model}, no request and no cost.`;
  const tokens = allowance.expected(waiting.map(({ essay }) => essay.text));
  const requests = waiting.length * engine.asks(rubric, null);
  return `To mark: ${essays} with ${engine.model}, about ${counted(requests, 'request')}, ${costWords(tokens, allowance.cap.prices)}, about ${time}. This is an estimate, of four characters to a token.`;
}
