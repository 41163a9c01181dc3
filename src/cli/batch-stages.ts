import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Refusal } from '../domain/spending.ts';
import { refusalWords } from '../domain/spending-words.ts';
import { counted } from '../domain/words.ts';
import type { Entry } from './batch-class.ts';
import type { BatchOptions } from './batch-options.ts';
import { type BatchMarker, type Keeper, markAll } from './batch-run.ts';
import { type Ended, whoseIs } from './batch-summary.ts';
import { progressBar } from './progress-bar.ts';
import { oneLine } from './terminal-text.ts';

type Wishes = Pick<BatchOptions, 'first' | 'yes'>;

/** Marks the first few and asks, then the rest; told as it goes. */
export async function markInParts(
  waiting: Entry[],
  marker: BatchMarker,
  { first, yes }: Wishes,
  say: (line: string) => void,
  keeper: Keeper,
): Promise<Ended> {
  let seconds = 0;
  const part = async (entries: Entry[], each: boolean) => {
    const began = Date.now();
    const refusal = await markPart(entries, each, marker, say, keeper);
    seconds += (Date.now() - began) / 1000;
    return refusal;
  };
  const few = first !== undefined && first < waiting.length ? waiting.slice(0, first) : waiting;
  let refusal = await part(few, few.length < waiting.length);
  const rest = waiting.slice(few.length);
  if (!refusal && rest.length && (yes || (await goesOn(rest.length, say)))) refusal = await part(rest, false);
  const left = waiting.filter(({ result, why }) => !result && !why);
  if (refusal) {
    const names = left.slice(0, 20).map(({ essay }) => oneLine(essay.fileName));
    const more = left.length > names.length ? ` and ${left.length - names.length} more` : '';
    console.error(`Stopped: ${refusalWords(refusal, marker.allowance?.cap.prices ?? null)}. Not marked: ${names.join(', ')}${more}.`);
  }
  return { refusal, left: left.length, seconds };
}

/** On a terminal a bar, and a line for each that got no mark; elsewhere, or where `each` is asked for, a line for every essay. */
async function markPart(
  entries: Entry[],
  each: boolean,
  marker: BatchMarker,
  say: (line: string) => void,
  keeper: Keeper,
): Promise<Refusal | null> {
  if (!entries.length) return null;
  let done = 0;
  const bar = progressBar('Marking', entries.length);
  return markAll(entries, marker, keeper, (entry) => {
    done += 1;
    const mark = entry.result?.mark;
    if (!mark || each || !process.stderr.isTTY) {
      bar.clear();
      say(`${done} of ${entries.length}: ${oneLine(`${whoseIs(entry)}: ${wordsOf(entry)}`)}`);
    }
    bar.step();
  }).finally(() => bar.done());
}

function wordsOf({ result, why }: Entry): string {
  if (!result) return `not marked. ${why}`;
  const { mark, reason } = result;
  return mark ? `${mark.awarded} out of ${mark.outOf}, level ${mark.level}` : `no mark, a teacher needs to look. ${reason}`;
}

async function goesOn(count: number, say: (line: string) => void): Promise<boolean> {
  const others = `the other ${counted(count, 'essay')}`.replace('the other 1 essay', 'the last essay');
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    say(`Stopped after the first few, as --first asks. To mark ${others}, run it again without --first or with --yes.`);
    return false;
  }
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  // whoever ends the input says no
  const ended = once(asked, 'close').then(() => '');
  const answer = await Promise.race([asked.question(`Go on with ${others}? (y or n) `), ended]).finally(() => asked.close());
  return /^y(?:es)?$/iu.test(answer.trim());
}
