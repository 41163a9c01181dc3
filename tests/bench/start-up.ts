import { essays } from './essays.ts';
import { served } from './served.ts';

/** From the start of the server to its address, then each of two essays over HTTP. */
export async function startUp(): Promise<void> {
  const { url, milliseconds, end } = await served({ DATABASE_URL: ':memory:' });
  const times = [milliseconds];
  for (let i = 0; i < 2; i++) {
    const sent = performance.now();
    const headers = { 'content-type': 'text/plain' };
    await (await fetch(new URL('/api/v1/submissions?wait=30', url), { method: 'POST', headers, body: essays[0] ?? '' })).json();
    times.push(performance.now() - sent);
  }
  await end('SIGTERM');
  const [ready, first, second] = times.map((time) => `${time.toFixed(0)} ms`);
  console.log(`server ready in ${ready}; first essay over HTTP ${first}, second ${second}`);
}
