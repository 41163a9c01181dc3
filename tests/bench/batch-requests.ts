export const KEY = 'a-key-for-the-bench';
/** The setting of API_KEYS that knows that key. */
export const TEACHER = `bench:${KEY}`;

/** The headers of a request with JSON by that teacher. */
export const JSON_FROM_TEACHER = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };

/** An answer whose form the bench knows. */
type Json = Awaited<ReturnType<Response['json']>>;
type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

/** Requests to the API as a teacher, with `body` as JSON where there is one, each answered with its JSON; `origin` where it is a server. */
export function sentAs(fetch: Fetch, origin = ''): (method: string, path: string, body?: unknown) => Promise<Json> {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${KEY}`, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const response = await fetch(`${origin}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
}
