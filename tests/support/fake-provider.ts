import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  messages: { role: string; content: string }[];
  model: string;
  response_format?: { type: string; json_schema?: { schema: object } };
};
export type Answer = (response: ServerResponse, body: Asked) => void;

/** An OpenAI-compatible endpoint on loopback that answers as told, the last answer for ever. Hand-made, for failures only. */
export async function fakeProvider(
  ...answers: Answer[]
): Promise<{ baseURL: string; asked: { body: string; headers: Record<string, unknown> }[]; close: () => Promise<void> }> {
  const asked: { body: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ body, headers: request.headers });
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      answer?.(response, JSON.parse(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: `essay text and sk-secret ${code}`, type: 'x' } }));
  };

/** Any body at all, as it stands. */
export const plain =
  (text: string, code = 200, type = 'application/json'): Answer =>
  (response) => {
    response.writeHead(code, { 'content-type': type });
    response.end(text);
  };

/** Answers as told, but refuses a request that binds its answer to a schema, with this error. */
export const withoutSchemas =
  (code: number, error: object, answer: Answer): Answer =>
  (response, body) =>
    (body.response_format?.type === 'json_schema' ? plain(JSON.stringify(error), code) : answer)(response, body);

export const completion =
  (content: string | null, more: { finish_reason?: string; refusal?: string; usage?: object | null } = {}): Answer =>
  (response, body) => {
    const usage =
      more.usage === null
        ? {}
        : {
            usage: more.usage ?? {
              prompt_tokens: 100,
              completion_tokens: 20,
              total_tokens: 120,
              prompt_tokens_details: { cached_tokens: 60 },
            },
          };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: `${body.model}-answering`,
        choices: [
          {
            index: 0,
            finish_reason: more.finish_reason ?? 'stop',
            logprobs: null,
            message: { role: 'assistant', content, refusal: more.refusal ?? null },
          },
        ],
        ...usage,
      }),
    );
  };

export const silence: Answer = () => {};
export const hangUp: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"id":');
  setTimeout(() => response.destroy(), 20);
};

/** An endpoint at which nobody listens. */
export async function nobody(): Promise<string> {
  const provider = await fakeProvider();
  await provider.close();
  return provider.baseURL;
}
