import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { makePace, pauseOf } from '../../../src/engines/openai/pace.ts';

const later = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

it('sends no more at once than is allowed, and all of them in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }), async (atOnce, many) => {
      const pace = makePace({ atOnce, perMinute: null });
      let [running, most] = [0, 0];
      const sent = Array.from({ length: many }, (_, i) =>
        pace.turn(async () => {
          most = Math.max(most, ++running);
          await new Promise(setImmediate);
          running--;
          return i;
        }),
      );
      expect(await Promise.all(sent)).toEqual(Array.from({ length: many }, (_, i) => i));
      expect(most).toBe(Math.min(atOnce, many));
    }),
    { numRuns: 20 },
  );
});

it('begins no more in a minute than is allowed', async () => {
  vi.useFakeTimers();
  try {
    const pace = makePace({ atOnce: 10, perMinute: 3 });
    let sent = 0;
    const all = Promise.all(Array.from({ length: 7 }, () => pace.turn(async () => sent++)));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(sent).toBe(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toBe(6);
    await vi.advanceTimersByTimeAsync(60_000);
    await all;
    expect(sent).toBe(7);
  } finally {
    vi.useRealTimers();
  }
});

it('sends nothing more while the provider asks for a pause, and what waits is sent after it', async () => {
  const pace = makePace({ atOnce: 2, perMinute: null });
  const replies = [new Response(null, { status: 429, headers: { 'retry-after': '0.2' } })];
  const fetchOnce = pace.hearing(async () => replies.shift() ?? new Response('ok'));
  expect((await pace.turn(() => fetchOnce('http://model.invalid'))).status).toBe(429);
  let sent = false;
  const next = pace.turn(async () => {
    sent = true;
  });
  await later();
  expect(sent).toBe(false);
  await next;
  expect(sent).toBe(true);
});

it('gives up the place of a request that is aborted while it waits', async () => {
  const pace = makePace({ atOnce: 1, perMinute: null });
  const controller = new AbortController();
  const first = pace.turn(later);
  const second = pace.turn(() => Promise.reject(new Error('sent')), controller.signal);
  controller.abort(new Error('no more'));
  await expect(second).rejects.toThrow('no more');
  await first;
});

it('reads a pause in seconds or as a date, and takes a second where there is none to read', () => {
  expect(pauseOf('3')).toBe(3_000);
  expect(pauseOf(new Date(Date.now() + 5_000).toUTCString())).toBeGreaterThan(3_000);
  for (const none of [null, '', 'soon', '-4', '0']) expect(pauseOf(none)).toBe(1_000);
});
