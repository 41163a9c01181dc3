import { InvalidArgumentError } from 'commander';

/** Reads an option that counts something. @throws InvalidArgumentError, so that the command exits with 2. */
export function whole(given: string): number {
  const n = Number(given);
  if (!/^\d+$/u.test(given) || n < 1 || n > 99) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return n;
}
