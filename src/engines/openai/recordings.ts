import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../domain/errors.ts';

/** One request to a model and its replies in order (a retry sends the same body again). Holds no header of the request, so no key. */
export type Recording = {
  request: { method: string; path: string; body: unknown };
  replies: { status: number; headers: Record<string, string>; body: string }[];
};

const KEPT_HEADERS = ['content-type', 'retry-after', 'x-request-id'];

/** A fetch that passes requests on and keeps each exchange in a file of `dir`, named by the hash of the whole request. */
export function recordingFetch(dir: string, inner: typeof fetch = fetch): typeof fetch {
  mkdirSync(dir, { recursive: true });
  const fresh = new Set<string>();
  return async (input, init) => {
    const request = requestOf(input, init);
    const reply = await inner(input, init);
    const body = await reply.text();
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (reply.headers.has(name) ? [[name, reply.headers.get(name) ?? '']] : [])),
    );
    const file = join(dir, fileOf(request));
    // a new round replaces what an older one recorded, and only adds to its own
    const earlier: Recording | null = fresh.has(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
    fresh.add(file);
    const recording: Recording = { request, replies: [...(earlier?.replies ?? []), { status: reply.status, headers, body: body.trim() }] };
    writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
    return new Response(body, { status: reply.status, headers: reply.headers });
  };
}

/**
 * A fetch that answers from the recordings in `dir` and touches no network.
 * Replies come in the order recorded; after the last it begins again. Rejects with Problem `recording-missing` when the request, to the
 * letter, was never recorded.
 */
export function replayingFetch(dir: string): typeof fetch {
  const asked = new Map<string, number>();
  return async (input, init) => {
    const request = requestOf(input, init);
    const name = fileOf(request);
    const file = join(dir, name);
    const missing = new Problem(
      'recording-missing',
      `No recording fits this request (${name}). Record it with: npm run -s examiner -- record ESSAY.md --out ${dir}`,
    );
    if (!existsSync(file)) throw missing;
    const recording: Recording = JSON.parse(readFileSync(file, 'utf8'));
    if (canonical(recording.request) !== canonical(request)) throw missing;
    const turn = asked.get(name) ?? 0;
    asked.set(name, turn + 1);
    const reply = recording.replies[turn % recording.replies.length];
    if (!reply) throw missing;
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  };
}

/** A fetch that answers from the recordings in `dir` where one fits, and passes on and records what is missing. */
export function completingFetch(dir: string, inner: typeof fetch = fetch): typeof fetch {
  const [replay, record] = [replayingFetch(dir), recordingFetch(dir, inner)];
  return async (input, init) => {
    try {
      return await replay(input, init);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return record(input, init);
    }
  };
}

/**
 * The model that the recordings of a folder were asked of.
 * @throws Problem `recording-missing` when there are none.
 */
export function recordedModel(dir: string): string {
  const first = existsSync(dir) ? readdirSync(dir).find((name) => name.endsWith('.json')) : undefined;
  const body = first && (JSON.parse(readFileSync(join(dir, first), 'utf8')) as Recording).request.body;
  if (!body) throw new Problem('recording-missing', `There are no recordings in ${dir}.`);
  return (body as { model: string }).model;
}

function requestOf(input: Parameters<typeof fetch>[0], init?: RequestInit): Recording['request'] {
  const url = new URL(input instanceof Request ? input.url : String(input));
  // the host is left out: the same request to another endpoint is the same request
  return {
    method: init?.method ?? 'GET',
    path: url.pathname.replace(/^.*(?=\/chat\/)/u, ''),
    body: typeof init?.body === 'string' ? JSON.parse(init.body) : null,
  };
}

const fileOf = (request: Recording['request']) => `${createHash('sha256').update(canonical(request)).digest('hex').slice(0, 24)}.json`;

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
