import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What the simulated provider counts: requests `taken` and not refused, how many different `bodies` they had, and how many of those came again. */
export type Counts = Record<'answered' | 'refused' | 'taken' | 'bodies' | 'askedAgain', number>;

/** Starts the simulated provider of provider.ts; `perMinute` 0: no limit. */
export async function simulated(latency: number, perMinute: number) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'provider.ts'), String(latency), String(perMinute)]);
  const url = await new Promise<string>((resolve) => child.stdout.once('data', (line) => resolve(String(line).trim())));
  const counts = async () => (await (await fetch(new URL('/counts', url))).json()) as Counts;
  return { url, counts, stop: () => child.kill() };
}
