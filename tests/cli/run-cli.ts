import { spawn } from 'node:child_process';
import { join } from 'node:path';

export type Run = { code: number | null; out: string; err: string };

/** Runs `examiner` in a process of its own, with no settings but those given. `deaf` closes its output before anything is written. */
export function examiner(
  args: string[],
  { env = {}, stdin = '', cwd, deaf }: { env?: Record<string, string>; stdin?: string; cwd?: string; deaf?: boolean } = {},
): Promise<Run> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'silent', ...env },
    ...(cwd && { cwd }),
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part) => (out += part));
  child.stderr.setEncoding('utf8').on('data', (part) => (err += part));
  if (deaf) child.stdout.destroy();
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
