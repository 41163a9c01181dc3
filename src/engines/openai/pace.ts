import PQueue from 'p-queue';
import { secondsOf } from './attempts.ts';

export type PaceOptions = {
  /** Most requests on their way at once. */
  atOnce: number;
  /** Most requests begun in any minute; null where the provider's limit is not known. */
  perMinute: number | null;
};

/** Keeps requests within what a provider allows, and all of them back while it asks for a pause. */
export type Pace = {
  /** Sends one request when it is its turn. An aborted one gives up its place. */
  turn: <T>(send: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** A fetch that hears a provider say "too many requests": nobody else sends until the pause that it asks for is over. */
  hearing: (inner: typeof fetch) => typeof fetch;
};

/** Without a Retry-After header, in milliseconds. */
const PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
const ON_THE_WAY = 250;

export function makePace({ atOnce, perMinute }: PaceOptions): Pace {
  const queue = new PQueue({
    concurrency: atOnce,
    // a sliding window: providers count so too, by when a request comes in, which is not always so long after it was sent
    ...(perMinute && { intervalCap: perMinute, interval: 60_000 + ON_THE_WAY, strict: true }),
  });
  let resume: NodeJS.Timeout | undefined;
  let until = 0;
  const pause = (ms: number) => {
    const end = Date.now() + Math.min(ms, LONGEST_PAUSE);
    if (end <= until) return;
    until = end;
    queue.pause();
    clearTimeout(resume);
    resume = setTimeout(() => queue.start(), end - Date.now());
  };
  return {
    turn: (send, signal) => queue.add(send, { ...(signal && { signal }) }),
    hearing: (inner) => async (input, init) => {
      const reply = await inner(input, init);
      if (reply.status === 429) pause(pauseOf(reply.headers.get('retry-after')));
      return reply;
    },
  };
}

/** What a Retry-After header asks for, in milliseconds; a second where it asks for nothing that can be read. */
export function pauseOf(retryAfter: string | null): number {
  const ms = secondsOf(retryAfter) * 1000;
  return Number.isFinite(ms) && ms > 0 ? ms : PAUSE;
}
