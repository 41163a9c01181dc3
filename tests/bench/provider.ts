// A simulated provider of its own process: node provider.ts LATENCY_MS PER_MINUTE. It answers after so long, and more than so many requests
// in any minute with 429. Its replies are hand-made for load and say nothing of how well a model marks.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [latency = 500, perMinute = 0] = process.argv.slice(2).map(Number);
const begun: number[] = [];
const counts = { answered: 0, refused: 0 };
/** How often each body was asked, by its hash. */
const asked = new Map<string, number>();

function contentFor(essay: string): string {
  const { paragraphs } = JSON.parse(essay.split('\n', 1)[0] ?? '') as { paragraphs: { n: number; clauses: Record<string, string> }[] };
  if (essay.includes('\n'))
    return JSON.stringify({
      paragraphs: paragraphs.map(({ n }) => ({ n, mode: 'explains', link: 'explicit' })),
      ...{ line: 1, criteria: 'implicit', counterArgument: 'mentioned', balance: 'both', judgement: 'supported', best: 1, rewrite: 2 },
      ...{ summary: 'It argues.', strength: 'It explains.', advice: 'Weigh it.' },
    });
  const clauses = paragraphs.flatMap((paragraph) => Object.keys(paragraph.clauses));
  const claims = clauses.map((at, i) => ({
    at,
    why: 'says what it says',
    v: 'supported',
    p: [`p${1 + (i % 100)}`],
    s: 'success',
    u: 'stated',
  }));
  return JSON.stringify({ claims, wrong: [] });
}

const server = createServer((request, response) => {
  if (request.url === '/counts') {
    const times = [...asked.values()];
    const taken = times.reduce((sum, n) => sum + n, 0);
    return response.end(JSON.stringify({ ...counts, taken, bodies: asked.size, askedAgain: times.filter((n) => n > 1).length }));
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const now = performance.now();
    while (begun[0] !== undefined && begun[0] <= now - 60_000) begun.shift();
    if (perMinute && begun.length >= perMinute) {
      counts.refused++;
      response.writeHead(429, {
        'content-type': 'application/json',
        'retry-after': String(Math.ceil(((begun[0] ?? now) + 60_000 - now) / 1000)),
      });
      return response.end('{"error":{"message":"too many requests"}}');
    }
    begun.push(now);
    const body = Buffer.concat(chunks);
    const hash = createHash('sha256').update(body).digest('base64');
    asked.set(hash, (asked.get(hash) ?? 0) + 1);
    const { messages, model } = JSON.parse(body.toString());
    const content = contentFor(messages[1].content);
    const usage = { prompt_tokens: 15_000, completion_tokens: 2_000, total_tokens: 17_000 };
    const choice = { index: 0, finish_reason: 'stop', logprobs: null, message: { role: 'assistant', content, refusal: null } };
    setTimeout(() => {
      counts.answered++;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model, choices: [choice], usage }));
    }, latency);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`));
