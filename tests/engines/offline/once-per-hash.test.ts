import { expect, it } from 'vitest';
import { oncePerHash } from '../../../src/engines/offline/once-per-hash.ts';

it('makes one thing for each hash, and forgets the one that was asked for longest ago', () => {
  const made: string[] = [];
  const of = oncePerHash(({ hash }: { hash: string }) => {
    made.push(hash);
    return { hash };
  });
  const first = of({ hash: '0' });
  for (let n = 1; n < 8; n++) of({ hash: String(n) });
  expect(of({ hash: '0' })).toBe(first);
  of({ hash: '8' });
  expect(of({ hash: '0' })).toBe(first);
  of({ hash: '1' });
  expect(made).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '1']);
});
