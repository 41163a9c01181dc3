import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The service as `npm start` starts it, on a port of its own. */
export type Served = { url: string; pid: number; milliseconds: number; end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void> };

/** Starts the service with nothing else in its environment; resolves when it says its address, `milliseconds` after its start. */
export async function served(env: Record<string, string>): Promise<Served> {
  const from = performance.now();
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/server.ts')], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (line) => {
      const [, address] = /ready at (http:\S+)/u.exec(String(line)) ?? [];
      if (address) resolve(address);
    });
    server.on('exit', () => reject(new Error('the server did not start')));
  });
  const milliseconds = performance.now() - from;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    server.kill(signal);
    await ended;
  };
  return { url, pid: server.pid ?? 0, milliseconds, end };
}
