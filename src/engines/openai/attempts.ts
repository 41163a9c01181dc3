import { BrokenOff } from './failures.ts';

/** One sending of a request. `body` is what came with an error: to look into, never to keep. */
export type Attempt = { startedAt: number; milliseconds: number; status: number | null; error: unknown; body: string; waits: boolean };

/** The longest wait, in seconds, that an endpoint may ask for; the SDK would not keep to a longer one, but ask again at once. */
const LONGEST_WAIT = 60;

/**
 * A fetch that notes every attempt of the SDK, so that retries are not hidden. It reads the answer to its end: a connection that breaks off
 * within it is then retried like one that never came about. What asks to wait longer than a minute is not retried.
 */
export function watchedFetch(attempts: Attempt[], inner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const startedAt = Date.now();
    const note = (more: Partial<Attempt>) => {
      const milliseconds = Date.now() - startedAt;
      attempts.push({ startedAt, milliseconds, status: null, error: null, body: '', waits: false, ...more });
    };
    let response: Response | undefined;
    try {
      response = await inner(input, init);
      const { status, ok } = response;
      const body = await response.text();
      const headers = new Headers(response.headers);
      const waits = !ok && secondsOf(headers.get('retry-after')) > LONGEST_WAIT;
      if (waits) headers.set('x-should-retry', 'false');
      note({ status, waits, body: ok ? '' : body });
      return new Response(body || null, { status, headers });
    } catch (cause) {
      const error = response && !init?.signal?.aborted ? new BrokenOff('closed within the answer', { cause }) : cause;
      note({ error, status: response?.status ?? null });
      throw error;
    }
  };
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3); in seconds from now. */
export const secondsOf = (value: string | null): number =>
  value === null ? 0 : Number.isNaN(Number(value)) ? (Date.parse(value) - Date.now()) / 1000 : Number(value);
