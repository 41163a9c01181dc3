import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Assessment } from '../domain/assessment.ts';
import type { Incoming } from '../domain/batch.ts';
import { onBreak } from './batch-break.ts';
import { callsAt, callsOf, dropCalls, endCalls } from './batch-calls.ts';
import { type Entry, entriesOf, isMarked, record, reportOf, scriptsOf } from './batch-class.ts';
import { writeFiles } from './batch-files.ts';
import { batchJson } from './batch-json.ts';
import { keepAt, type Making, takeKept } from './batch-kept.ts';
import type { BatchOptions } from './batch-options.ts';
import { intakeLines, planLines } from './batch-plan.ts';
import type { BatchMarker, Keeper } from './batch-run.ts';
import { readSource } from './batch-source.ts';
import { markInParts } from './batch-stages.ts';
import { type Ended, summaryLines } from './batch-summary.ts';
import { needsWhole } from './batch-targets.ts';
import { folded, oneLine, paint } from './terminal-text.ts';

/**
 * A class from what was handed in to the files of it, told as it goes. Whether all was read and marked.
 * @throws Problem when the whole cannot be read, or --out holds what this command did not write.
 */
export async function runBatch(source: string, options: BatchOptions, marker: BatchMarker): Promise<boolean> {
  const { out, again, json, pattern = null, column = {} } = options;
  const { engine, rubric } = marker;
  const to = json ? process.stderr : process.stdout;
  const say = (line: string) => void to.write(`${to.isTTY ? folded(line, to.columns || 80).join('\n') : line}\n`);
  const whole = needsWhole(options);
  const makingOf = ({ essay }: Entry): Making => ({ text: essay.text, candidate: essay.name, rubric, engine });
  const note = (entry: Entry, assessment: Assessment, kept: boolean) => record(entry, assessment, { rubric, kept, whole });

  const items = await readSource(source, { pattern, columns: column, except: placesOf(options) });
  const entries = entriesOf(items);
  for (const line of intakeLines(source, items)) say(line);
  if (out && !again) takeKept(entries, out, makingOf, (entry, assessment) => note(entry, assessment, true));
  const waiting = entries.filter(({ result }) => !result);
  if (out) tidyCalls(entries, out, again);
  const begun = out ? waiting.filter((entry) => callsAt(join(out, entry.file), makingOf(entry)).length).length : 0;
  const before = { kept: entries.length - waiting.length, begun, keeps: Boolean(out) };
  for (const line of planLines(waiting, before, marker)) say(line);
  if (out) mkdirSync(out, { recursive: true });

  const keeper: Keeper = {
    callsOf: (entry) => (out ? callsOf(join(out, entry.file), makingOf(entry)) : { finished: [], sent: () => {} }),
    marked: (entry, { assessment, exchanges }) => {
      const [file, making] = [out && join(out, entry.file), makingOf(entry)];
      if (file) keepAt(file, making, assessment);
      if (file) endCalls(file, making, assessment, exchanges);
      note(entry, assessment, false);
    },
  };
  const calm = onBreak(waiting, out ?? null);
  const ended = await markInParts(waiting, marker, options, say, keeper).finally(calm);
  const allWritten = await finish(source, options, { items, entries, ended, marker, say });
  return items.length === entries.length && entries.every(isMarked) && allWritten;
}

/** Removes the calls of essays that are finished, as one that was killed at its end leaves them, and all of them where all is asked anew. */
function tidyCalls(entries: Entry[], out: string, again = false): void {
  for (const { file, result } of entries) if (again || result) dropCalls(join(out, file));
}

/** The files in which no essay can be, since they are to be written. */
const placesOf = ({ out, csv, xlsx, sheets, report }: BatchOptions): Set<string> =>
  new Set([out, csv, xlsx, sheets, report].flatMap((path) => (path ? [resolve(path)] : [])));

type Marked = { items: Incoming[]; entries: Entry[]; ended: Ended; marker: BatchMarker; say: (line: string) => void };

/** Writes the files of the class and says what it did. Whether every file could be written. */
async function finish(source: string, options: BatchOptions, { items, entries, ended, marker, say }: Marked): Promise<boolean> {
  const { out = null, json, sheetForm } = options;
  const { rubric, engine } = marker;
  const report = reportOf(entries, rubric);
  const title = oneLine(basename(resolve(source)));
  const scripts = needsWhole(options) ? scriptsOf(entries) : [];
  const { written, failed } = await writeFiles(options, { title, scripts, report, rubric, sheetForm });
  if (json) console.log(JSON.stringify(batchJson(items, entries, { ...ended, report, engine, written, out }), null, 2));
  else {
    const { isTTY, columns = 80 } = process.stdout;
    const colour = Boolean(isTTY && process.stdout.hasColors());
    for (const line of summaryLines(entries, report, ended, columns)) console.log(paint(line, colour));
    const results = entries.filter(({ result }) => result).length;
    if (out && results) say(`Written: ${oneLine(out)} (${results} JSON)`);
    for (const path of written) say(`Written: ${oneLine(path)}`);
  }
  if (ended.left && out) console.error('Run it again to mark the others: what is marked is kept.');
  for (const sentence of failed) console.error(oneLine(sentence));
  return !failed.length;
}
