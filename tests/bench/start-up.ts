import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { essays } from './essays.ts';

/** From the start of the server to its address, then each of two essays over HTTP. */
export async function startUp(): Promise<void> {
  const from = performance.now();
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/server.ts')], {
    env: { PATH: process.env.PATH, PORT: '0', DATABASE_URL: ':memory:' },
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (line) => {
      const [, address] = /ready at (http:\S+)/u.exec(String(line)) ?? [];
      if (address) resolve(address);
    });
    server.on('exit', () => reject(new Error('the server did not start')));
  });
  const times = [performance.now() - from];
  for (let i = 0; i < 2; i++) {
    const sent = performance.now();
    const headers = { 'content-type': 'text/plain' };
    await (await fetch(new URL('/api/v1/submissions?wait=30', url), { method: 'POST', headers, body: essays[0] ?? '' })).json();
    times.push(performance.now() - sent);
  }
  server.kill();
  const [ready, first, second] = times.map((time) => `${time.toFixed(0)} ms`);
  console.log(`server ready in ${ready}; first essay over HTTP ${first}, second ${second}`);
}
