import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Left, stateOf } from '../../src/domain/batch.ts';
import { secondsAtPace, secondsFor } from '../../src/domain/batch-time.ts';

const told = fc.constantFrom('ready' as const, 'run' as const, 'pause' as const, 'cancel' as const);
const left: fc.Arbitrary<Left> = fc.record({ held: fc.nat(9), free: fc.nat(9), capped: fc.boolean() });

describe('the state of a batch', () => {
  it('is done exactly when nothing is left, unless it was cancelled', () => {
    fc.assert(
      fc.property(told, left, (told, left) => {
        const state = stateOf({ told }, left);
        expect(state === 'done').toBe(told !== 'cancel' && left.held + left.free === 0);
        expect(state === 'cancelled').toBe(told === 'cancel');
      }),
    );
  });

  it('is running exactly when it is told to run and something is free', () => {
    fc.assert(
      fc.property(told, left, (told, left) => {
        expect(stateOf({ told }, left) === 'running').toBe(told === 'run' && left.free > 0);
      }),
    );
  });

  it('asks or is capped only when told to run with everything that is left held back', () => {
    fc.assert(
      fc.property(told, left, (told, left) => {
        const state = stateOf({ told }, left);
        const stuck = told === 'run' && left.free === 0 && left.held > 0;
        expect(state === 'capped').toBe(stuck && left.capped);
        expect(state === 'asks').toBe(stuck && !left.capped);
      }),
    );
  });

  it('is what it was told as long as anything is left', () => {
    expect(stateOf({ told: 'ready' }, { held: 1, free: 0, capped: false })).toBe('ready');
    expect(stateOf({ told: 'pause' }, { held: 0, free: 1, capped: true })).toBe('paused');
  });
});

describe('the time that a batch is expected to take', () => {
  const model = { model: 'm', atOnce: 4 };

  it('is never less for more essays or words, and nothing for none', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(3000), fc.constantFrom(null, 'm'), (a, b, words, model) => {
        const seconds = (essays: number) => secondsFor(essays, essays * words, { model, atOnce: 2 }, []);
        expect(seconds(a + b)).toBeGreaterThanOrEqual(seconds(a));
        expect(seconds(0)).toBe(0);
      }),
    );
  });

  it('follows what the model took the last times, with as many at once as there are', () => {
    const recent = [30_000, 10_000, 0].map((milliseconds) => ({ at: '2026-01-01T00:00:00.000Z', milliseconds }));
    expect(secondsFor(8, 8000, model, recent)).toBe(40);
    expect(secondsFor(1, 1000, model, recent)).toBe(20);
    expect(secondsFor(8, 8000, model, [])).toBe(80);
  });

  it('follows the pace of the last markings while they go on', () => {
    const recent = ['00:08', '00:06', '00:02'].map((at) => ({ at: `2026-01-01T00:${at}.000Z`, milliseconds: 0 }));
    expect(secondsAtPace(10, recent, '2026-01-01T00:00:09.000Z')).toBe(30);
    expect(secondsAtPace(10, recent, '2026-01-01T00:00:38.000Z')).toBe(30);
    expect(secondsAtPace(10, recent, '2026-01-01T00:00:39.000Z')).toBeNull();
    expect(secondsAtPace(10, recent.slice(0, 2), '2026-01-01T00:00:09.000Z')).toBeNull();
    expect(secondsAtPace(10, [], '2026-01-01T00:00:09.000Z')).toBeNull();
    const first = recent[0];
    expect(secondsAtPace(10, first ? [first, first, first] : [], '2026-01-01T00:00:09.000Z')).toBeNull();
  });
});
