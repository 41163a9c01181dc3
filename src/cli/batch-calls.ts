import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { servedIn } from '../actions/finished-calls.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { Exchange } from '../domain/submission.ts';
import type { Calls } from '../engines/engine.ts';
import { hashOf } from '../rubric-hash.ts';
import { type Making, makingDigest } from './batch-kept.ts';

/** `seal`: the digest of the rest, so that what was changed or cut off since is asked anew. */
const KeptCalls = z.object({ madeFrom: z.string(), seal: z.string(), exchanges: z.array(z.looseObject({ purpose: z.string() })) });
const MOST_BYTES = 50 * 2 ** 20;

/** Where the exchanges of an essay stand while it is not finished: beside its JSON, hidden. They hold its text, and no key. */
const placeOf = (file: string): string => join(dirname(file), `.${basename(file)}.calls`);

/** The exchanges of an essay whose marking was broken off, of this very making; none where there are none, or they were changed since. */
export function callsAt(file: string, making: Making): Exchange[] {
  const place = placeOf(file);
  const about = lstatSync(place, { throwIfNoEntry: false });
  if (!about?.isFile() || about.size > MOST_BYTES) return [];
  const read = KeptCalls.safeParse(jsonAt(place));
  if (!read.success || read.data.madeFrom !== makingDigest(making) || read.data.seal !== hashOf(read.data.exchanges)) return [];
  return read.data.exchanges as unknown as Exchange[];
}

function jsonAt(place: string): unknown {
  try {
    return JSON.parse(readFileSync(place, 'utf8'));
  } catch {
    return null;
  }
}

/** The calls of an essay whose JSON will be at `file`: each answer is kept as soon as it is there, and is not asked for again. */
export function callsOf(file: string, making: Making): Calls {
  const finished = callsAt(file, making);
  let kept = finished;
  return {
    finished,
    sent: (exchanges) => {
      // the last attempt is the answer; where there is none, nothing is lost by asking again
      if (!exchanges.at(-1)?.reply) return;
      kept = [...kept, ...exchanges];
      keepCalls(file, making, kept);
    },
  };
}

/** Ends the keeping of an essay's calls once it has its JSON. Where the model failed, what it had answered before is kept for the next try. */
export function endCalls(file: string, making: Making, assessment: Assessment, exchanges: Exchange[]): void {
  const failed = assessment.flags.some(({ kind }) => kind === 'engine-failed');
  const served = failed ? servedIn(assessment, exchanges) : [];
  if (served.length) keepCalls(file, making, served);
  else dropCalls(file);
}

export const dropCalls = (file: string): void => rmSync(placeOf(file), { force: true });

function keepCalls(file: string, making: Making, exchanges: Exchange[]): void {
  const place = placeOf(file);
  const part = `${place}.part`;
  rmSync(part, { force: true });
  // never through a link that somebody laid there, and for nobody else's eyes
  writeFileSync(part, JSON.stringify({ madeFrom: makingDigest(making), seal: hashOf(exchanges), exchanges }), { flag: 'wx', mode: 0o600 });
  renameSync(part, place);
}
