import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../domain/errors.ts';

export type Reply = { status: number; headers: Record<string, string>; body: string };

/**
 * One request to a model and its replies in order (a retry sends the same body again). Holds no header of the request, so no key.
 * `replies` are those of the first round, and `rounds` those of later ones by their number: the same asked again, independently. A request that
 * only a later round made has no `replies`.
 */
export type Recording = {
  request: { method: string; path: string; body: unknown };
  replies: Reply[];
  rounds?: Record<string, Reply[]>;
};

/** The request that a fetch is asked to make, as it is kept. */
export function requestOf(input: Parameters<typeof fetch>[0], init?: RequestInit): Recording['request'] {
  const url = new URL(input instanceof Request ? input.url : String(input));
  // the host is left out: the same request to another endpoint is the same request
  return {
    method: init?.method ?? 'GET',
    path: url.pathname.replace(/^.*(?=\/chat\/)/u, ''),
    body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
  };
}

/** The name of the file that keeps a request: a hash of all of it. */
export const fileOf = (request: Recording['request']) =>
  `${createHash('sha256').update(canonical(request)).digest('hex').slice(0, 24)}.json`;

/** JSON with its keys in order, so that equal values are equal texts. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

export const responseOf = ({ status, headers, body }: Reply): Response => new Response(body, { status, headers });

/** The recordings of a folder by the names of their files, in order. @throws Problem `bad-request` for a file that is none. */
export function recordingsIn(dir: string): [string, Recording][] {
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.json')) : [];
  return names.sort().map((name) => [name, readRecording(join(dir, name))]);
}

/** What a round of this request, to the letter, was answered; nothing where it was never asked. */
export function repliesTo(request: Recording['request'], dir: string, round: number): Reply[] {
  const file = join(dir, fileOf(request));
  const recording = existsSync(file) ? readRecording(file) : null;
  if (!recording || canonical(recording.request) !== canonical(request)) return [];
  return (round === 1 ? recording.replies : recording.rounds?.[round]) ?? [];
}

/** Keeps what a round was answered; other rounds of the request stay as they are. */
export function keepReplies(request: Recording['request'], dir: string, round: number, given: Reply[]): void {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, fileOf(request));
  const { replies = [], rounds } = existsSync(file) ? readRecording(file) : { replies: [] };
  const recording: Recording =
    round === 1 ? { request, replies: given, ...(rounds && { rounds }) } : { request, replies, rounds: { ...rounds, [round]: given } };
  // renamed into place: an answer takes minutes, and whoever stops the command must not lose the one before
  writeFileSync(`${file}.part`, `${JSON.stringify(recording, null, 1)}\n`);
  renameSync(`${file}.part`, file);
}

function readRecording(file: string): Recording {
  try {
    const recording: Partial<Recording> = JSON.parse(readFileSync(file, 'utf8'));
    if (recording.request && Array.isArray(recording.replies)) return recording as Recording;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Problem('bad-request', `${file}: this is no recording.`);
}
