import { answered } from '../api.ts';
import { bearer } from '../key.ts';

/** Fetches a file of the API with the key and hands it to the browser to save. How many scripts are not in it. @throws ApiProblem */
export async function saveFile(path: string, usualName: string): Promise<{ leftOut: number }> {
  return saved(await answered(fetch(path, { headers: bearer() })), usualName);
}

/** What filling a worksheet came to: how many rows got a mark, and how many rows and scripts found no partner. */
export type Filled = { filled: number; rowsLeft: { line: number; who: string; why: string }[]; scriptsLeft: { identifier: string }[] };

/** Sends a worksheet of the teacher's own, saves it filled, and says what found no partner. @throws ApiProblem */
export async function fillWorksheet(path: string, worksheet: File, usualName: string): Promise<Filled> {
  const ask = (url: string) =>
    answered(fetch(url, { method: 'POST', body: worksheet, headers: { ...bearer(), 'content-type': 'text/csv' } }));
  const filled: Filled = await (await ask(`${path}${path.includes('?') ? '&' : '?'}report=true`)).json();
  await saved(await ask(path), usualName);
  return filled;
}

async function saved(reply: Response, usualName: string): Promise<{ leftOut: number }> {
  const url = URL.createObjectURL(await reply.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = /filename="([^"]+)"/u.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? usualName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { leftOut: Number(reply.headers.get('scripts-left-out') ?? 0) };
}
