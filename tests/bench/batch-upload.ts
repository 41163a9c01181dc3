import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Document, Packer, Paragraph } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { JSON_FROM_TEACHER, KEY, TEACHER } from './batch-requests.ts';
import { distinctEssays } from './essays.ts';
import { type Served, served } from './served.ts';
import { mebibytes } from './watched.ts';

const FILES = 36;
const PICTURE = 2_000_000;
const COUNT = 10_000;

/** What a server that others use meanwhile is sent: a form of 72 MB of Word files, and ten thousand essays as JSON. Its memory, and how long others wait. */
export async function batchUpload(): Promise<void> {
  const form = new FormData();
  for (const [i, { text }] of distinctEssays(FILES).entries()) form.append('files', await wordFile(text, `${i}.docx`));
  await sent(`${FILES} Word files sent as a form of ${mebibytes(FILES * PICTURE)}`, {
    body: form,
    headers: { authorization: `Bearer ${KEY}` },
  });
  const essays = JSON.stringify({ essays: distinctEssays(COUNT) });
  await sent(`${COUNT.toLocaleString('en-GB')} essays sent as JSON of ${mebibytes(essays.length)}`, {
    body: essays,
    headers: JSON_FROM_TEACHER,
  });
}

/** A Word file of an essay with a picture in it that no compression makes smaller. */
async function wordFile(text: string, name: string): Promise<File> {
  const paragraphs = text.split('\n\n').map((one) => new Paragraph(one));
  const parts = unzipSync(new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }))));
  return new File([new Uint8Array(zipSync({ ...parts, 'word/media/picture.bin': [randomBytes(PICTURE), { level: 0 }] }))], name);
}

async function sent(what: string, init: RequestInit): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'examiner-bench-'));
  const server = await served({ DATABASE_URL: join(folder, 'x.sqlite'), API_KEYS: TEACHER, ENGINE: 'offline' });
  try {
    await setTimeout(3000);
    const before = memoryOf(server);
    const others = waitsAt(server);
    const from = performance.now();
    const answer = await fetch(`${server.url}/api/v1/batches`, { method: 'POST', ...init });
    const took = performance.now() - from;
    const { progress } = await answer.json();
    const { longest, asked } = await others.end();
    console.log(
      `${what}   ${(took / 1000).toFixed(1)} s, ${progress.outcomes.accepted} taken; the longest of ${asked} other requests waits ${longest.toFixed(0)} ms; ` +
        `memory of the server before ${before.now}, at most ${memoryOf(server).most}`,
    );
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true });
  }
}

/** Asks a server for something small again and again, until it is ended: how long that takes at most. */
function waitsAt({ url }: Served): { end: () => Promise<{ longest: number; asked: number }> } {
  let [longest, asked, on] = [0, 0, true];
  const asking = (async () => {
    for (; on; await setTimeout(5)) {
      const from = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      longest = Math.max(longest, performance.now() - from);
      asked += 1;
    }
  })();
  return {
    end: async () => {
      on = false;
      await asking;
      return { longest, asked };
    },
  };
}

/** The resident memory of a server as Linux counts it, and the most that it was; unknown elsewhere. */
function memoryOf({ pid }: Served): { now: string; most: string } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (field: string) => mebibytes(Number(new RegExp(`${field}:\\s+(\\d+)`, 'u').exec(status)?.[1]) * 1024);
    return { now: of('VmRSS'), most: of('VmHWM') };
  } catch {
    return { now: 'unknown', most: 'unknown' };
  }
}
