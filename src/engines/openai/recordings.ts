import { Problem } from '../../domain/errors.ts';
import { fileOf, keepReplies, type Reply, recordingsIn, repliesTo, requestOf, responseOf } from './recording-files.ts';

const KEPT_HEADERS = ['content-type', 'retry-after', 'x-request-id'];

/** Whether a request was answered in the end, and not only refused. */
export const isAnswered = (replies: Reply[]): boolean => (replies.at(-1)?.status ?? 500) < 400;

/** A fetch that passes requests on and keeps each exchange in a file of `dir`, named by the hash of the whole request, as one of `round`. */
export function recordingFetch(dir: string, inner: typeof fetch = fetch, round = 1): typeof fetch {
  const asked = new Map<string, Reply[]>();
  return async (input, init) => {
    const request = requestOf(input, init);
    const name = fileOf(request);
    const reply = await inner(input, init);
    const body = await reply.text();
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (reply.headers.has(name) ? [[name, reply.headers.get(name) ?? '']] : [])),
    );
    // a retry follows a refusal; anything else replaces what was recorded of this round before
    const earlier = asked.get(name) ?? [];
    const replies = [...(isAnswered(earlier) ? [] : earlier), { status: reply.status, headers, body: body.trim() }];
    asked.set(name, replies);
    keepReplies(request, dir, round, replies);
    return new Response(body, { status: reply.status, headers: reply.headers });
  };
}

/**
 * A fetch that answers from a round of the recordings in `dir` and touches no network.
 * Replies come in the order recorded; after the last it begins again. Rejects with Problem `recording-missing` when the request, to the
 * letter, was never recorded in that round.
 */
export function replayingFetch(dir: string, round = 1): typeof fetch {
  const asked = new Map<string, number>();
  return async (input, init) => {
    const request = requestOf(input, init);
    const name = fileOf(request);
    const replies = repliesTo(request, dir, round);
    const turn = asked.get(name) ?? 0;
    asked.set(name, turn + 1);
    const reply = replies[turn % replies.length];
    if (!reply) throw missing(name, dir, round);
    return responseOf(reply);
  };
}

const missing = (name: string, dir: string, round: number) =>
  new Problem(
    'recording-missing',
    `No recording fits this request (${name}${round > 1 ? `, round ${round}` : ''}). ` +
      `Record it with: npm run -s examiner -- record ESSAY.md --out ${dir}${round > 1 ? ` --times ${round}` : ''}`,
  );

/**
 * A fetch that answers from a round of the recordings in `dir` where one fits, and passes on and records what is missing or was only refused.
 * What is being asked is not asked twice: whoever asks the same meanwhile waits for that answer.
 */
export function completingFetch(dir: string, inner: typeof fetch = fetch, round = 1): typeof fetch {
  const record = recordingFetch(dir, inner, round);
  const underway = new Map<string, Promise<Response>>();
  return async (input, init) => {
    const request = requestOf(input, init);
    const name = fileOf(request);
    while (underway.has(name)) await underway.get(name)?.catch(() => {});
    const replies = repliesTo(request, dir, round);
    const last = replies.at(-1);
    if (last && isAnswered(replies)) return responseOf(last);
    const asking = record(input, init);
    underway.set(name, asking);
    return asking.finally(() => underway.delete(name));
  };
}

/**
 * The model that the recordings of a folder were asked of.
 * @throws Problem `recording-missing` when there are none.
 */
export function recordedModel(dir: string): string {
  const [first] = recordingsIn(dir);
  if (!first) throw new Problem('recording-missing', `There are no recordings in ${dir}.`);
  return (first[1].request.body as { model: string }).model;
}
